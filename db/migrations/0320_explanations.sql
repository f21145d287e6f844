-- 说明只为写它时的那几个数说话：数变了要重新说明。
alter table check_explanations add column figures integer[] not null default '{}';

comment on column check_explanations.figures is 'figures of the check as its writer saw them; when they differ now, the words stand no more';
