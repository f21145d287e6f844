-- 报表：更正、说明、报送、封存。
create table corrections (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  unit_id uuid not null references units,
  committee_id uuid not null references units,
  column_no smallint not null check (column_no between 1 and 16),
  delta integer not null check (delta <> 0),
  reason text not null check (char_length(reason) >= 4),
  evidence_file_id uuid references files,
  state text not null default 'standing',
  made_by uuid not null references people,
  made_at timestamptz not null
);
create index corrections_by_row on corrections (campaign_id, unit_id);

create table check_explanations (
  campaign_id uuid not null references campaigns,
  unit_id uuid not null references units,
  check_code text not null,
  words text not null check (char_length(words) >= 4),
  made_by uuid not null references people,
  made_at timestamptz not null,
  primary key (campaign_id, unit_id, check_code)
);

create table returns (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  unit_id uuid not null references units,
  committee_id uuid not null references units,
  receiver_id uuid not null references units,
  annex smallint not null check (annex in (1, 2)),
  version integer not null check (version > 0),
  state text not null,
  manual boolean not null default false,
  manual_by uuid references units,
  scan_file_id uuid references files,
  counted_at timestamptz not null,
  definitions_version text not null,
  summary text not null default '',
  summary_file_id uuid references files,
  filled_by text not null default '',
  checked_by text not null default '',
  headed_by text not null default '',
  phone text not null default '',
  submitted_at timestamptz not null,
  submitted_by uuid not null references people,
  decided_at timestamptz,
  digest bytea,
  verify_code text unique,
  unique (campaign_id, unit_id, version)
);
create index returns_by_receiver on returns (campaign_id, receiver_id);

create table return_rows (
  return_id uuid not null references returns,
  position integer not null,
  unit_id uuid references units,
  label text not null,
  primary key (return_id, position)
);

create table return_cells (
  return_id uuid not null references returns,
  position integer not null,
  column_no smallint not null check (column_no between 1 and 16),
  counted integer not null,
  corrected integer not null default 0,
  late integer not null default 0,
  record_ids uuid[] not null default '{}',
  primary key (return_id, position, column_no),
  foreign key (return_id, position) references return_rows
);

comment on column corrections.id is 'one line beside a count, never a new value';
comment on column corrections.campaign_id is 'of which campaign';
comment on column corrections.unit_id is 'filing unit whose row it stands in';
comment on column corrections.committee_id is 'its 政协';
comment on column corrections.column_no is 'which cell';
comment on column corrections.delta is '± n';
comment on column corrections.reason is 'why, with evidence';
comment on column corrections.evidence_file_id is '凭证, or null';
comment on column corrections.state is 'see process: standing, withdrawn';
comment on column corrections.made_by is 'who';
comment on column corrections.made_at is 'when';
comment on column check_explanations.campaign_id is 'of which campaign';
comment on column check_explanations.unit_id is 'filing unit';
comment on column check_explanations.check_code is 'the broken check';
comment on column check_explanations.words is 'why it stands all the same';
comment on column check_explanations.made_by is 'who';
comment on column check_explanations.made_at is 'when';
comment on column returns.id is 'one version of one unit''s return';
comment on column returns.campaign_id is 'of which campaign';
comment on column returns.unit_id is 'filing unit: 政协 or provincial special committee';
comment on column returns.committee_id is 'its 政协';
comment on column returns.receiver_id is '政协 that receives it';
comment on column returns.annex is '附件';
comment on column returns.version is '补报 is version n+1';
comment on column returns.state is 'see process: submitted, accepted (sealed), returned';
comment on column returns.manual is '代报 手工填报';
comment on column returns.manual_by is 'the one above that filed it';
comment on column returns.scan_file_id is 'scan of the paper, for 代报';
comment on column returns.counted_at is 'snapshot time';
comment on column returns.definitions_version is 'version of the measures';
comment on column returns.summary is '总结 text';
comment on column returns.summary_file_id is '总结 file';
comment on column returns.filled_by is '填表人';
comment on column returns.checked_by is '审核人';
comment on column returns.headed_by is '负责人';
comment on column returns.phone is 'office telephone';
comment on column returns.submitted_at is 'when';
comment on column returns.submitted_by is 'who';
comment on column returns.decided_at is 'accepted or sent back';
comment on column returns.digest is 'sha256 of the sealed content';
comment on column returns.verify_code is 'printed code';
comment on column return_rows.return_id is 'the return';
comment on column return_rows.position is 'order in the 汇总表; 0 is the filing unit''s own row, the form itself';
comment on column return_rows.unit_id is 'unit in the row, null for 本级';
comment on column return_rows.label is 'words of the row';
comment on column return_cells.return_id is 'the return';
comment on column return_cells.position is 'row';
comment on column return_cells.column_no is 'column';
comment on column return_cells.counted is 'system count, or typed when manual';
comment on column return_cells.corrected is 'sum of lines that roll up';
comment on column return_cells.late is '其中逾期, column 16';
comment on column return_cells.record_ids is 'the records behind the count';
