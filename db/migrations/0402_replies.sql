-- 答复是谁写的：履职记在写的人名下，改的人另记。
alter table replies add column author_id uuid not null references people;
create index replies_by_author on replies (author_id, state);
comment on column replies.author_id is 'who began it: as a member, the duty is this person''s';
