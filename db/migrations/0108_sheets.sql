-- 报表：应报名册、更正行随报表走、代报与系统数分开、被并入的人好找。
create table filings (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  unit_id uuid not null references units,
  committee_id uuid not null references units,
  receiver_id uuid not null references units,
  annex smallint not null check (annex in (1, 2)),
  state text not null default 'due',
  opened_at timestamptz not null,
  unique (campaign_id, unit_id)
);
create index filings_by_receiver on filings (campaign_id, receiver_id);

create table return_lines (
  return_id uuid not null references returns,
  correction_id uuid not null references corrections,
  unit_id uuid not null references units,
  column_no smallint not null check (column_no between 1 and 16),
  delta integer not null,
  reason text not null,
  primary key (return_id, correction_id)
);
create index return_lines_by_correction on return_lines (correction_id);

create table return_checks (
  return_id uuid not null references returns,
  check_code text not null,
  sentence text not null,
  words text not null,
  primary key (return_id, check_code)
);

alter table return_rows add column part text not null default 'whole' check (part in ('whole', 'own'));
alter table return_rows add column is_total boolean not null default false;
alter table return_rows add column status text not null default 'live' check (status in ('live', 'manual', 'missing'));
alter table return_cells add column manual integer not null default 0;

create index people_merged_into on people (merged_into) where merged_into is not null;
create index corrections_by_unit on corrections (unit_id, campaign_id) where state = 'standing';

comment on column filings.id is 'one unit owes one return of one campaign';
comment on column filings.campaign_id is 'the campaign';
comment on column filings.unit_id is 'who owes: 政协 or guiding provincial special committee';
comment on column filings.committee_id is 'its 政协';
comment on column filings.receiver_id is '政协 that receives it';
comment on column filings.annex is '附件';
comment on column filings.state is 'see process: due, filed, lapsed';
comment on column filings.opened_at is 'when it began to be asked for';
comment on column return_lines.return_id is 'the return that the line went up with';
comment on column return_lines.correction_id is 'the line';
comment on column return_lines.unit_id is 'in whose row it stands: the filing unit or one below';
comment on column return_lines.column_no is 'which cell';
comment on column return_lines.delta is '± n, as it stood then';
comment on column return_lines.reason is 'why, as it stood then';
comment on column return_checks.return_id is 'the return';
comment on column return_checks.check_code is 'a check that was broken when it was submitted';
comment on column return_checks.sentence is 'what the check said, with both figures';
comment on column return_checks.words is 'the explanation that went with it';
comment on column return_rows.part is 'whole: the unit and those below; own: 本级';
comment on column return_rows.is_total is '合计';
comment on column return_rows.status is 'live: counted; manual: 代报; missing: 未报';
comment on column return_cells.manual is 'typed by 代报 and rolled up beside the count';
comment on column return_rows.unit_id is 'unit in the row; with part own: 本级 of that unit';
