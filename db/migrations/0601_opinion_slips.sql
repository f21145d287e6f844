-- 群众意见：回执单。代录的、导入的，工作人员印了交给反映人；查询码不存，凭单子的编号现算。
create table opinion_slips (
  id uuid not null,
  opinion_id uuid not null references opinions,
  committee_id uuid not null references units,
  issued_by uuid not null references people,
  issued_at timestamptz not null,
  primary key (id, opinion_id)
);
create index opinion_slips_by_opinion on opinion_slips (opinion_id);

comment on table opinion_slips is 'receipts printed by staff for who has no phone to scan with; the query code is derived from slip, item and a key, and kept nowhere';
comment on column opinion_slips.id is 'the printing: slips made in one go are printed on one sheet';
comment on column opinion_slips.opinion_id is 'the item whose receipt it is';
comment on column opinion_slips.committee_id is '政协 of the item';
comment on column opinion_slips.issued_by is 'who made it, and alone can open its sheet';
comment on column opinion_slips.issued_at is 'when; a later slip of the same item ends this one';

alter table opinions add column import_id uuid;
create index opinions_by_import on opinions (import_id) where import_id is not null;
comment on column opinions.import_id is 'the run that brought it in from a sheet; null for all others';

-- 以前代录的回答里有明文的查询码，不再留着。
delete from idempotency where endpoint = 'opinions.takeDown';
