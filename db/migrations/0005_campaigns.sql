-- 专项活动：委员活动日的记录、范围、日期、通知与回执。
create table campaigns (
  id uuid primary key,
  committee_id uuid not null references units,
  name text not null,
  theme text not null,
  state text not null default 'draft',
  held_on date not null,
  collective_from date not null,
  collective_until date not null,
  own_from date not null,
  own_until date not null,
  upload_due_on date not null,
  return_due_on date not null,
  approved_by text not null default '',
  document_no text not null default '',
  notice text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  issued_at timestamptz,
  created_by uuid not null references people,
  created_at timestamptz not null,
  version integer not null default 1,
  check (collective_from <= held_on and held_on <= collective_until),
  check (own_from <= own_until),
  check (upload_due_on >= held_on and return_due_on >= upload_due_on)
);

create table campaign_kinds (
  campaign_id uuid not null references campaigns,
  no smallint not null check (no between 1 and 20),
  label text not null,
  short_label text not null,
  primary key (campaign_id, no)
);

create table campaign_committees (
  campaign_id uuid not null references campaigns,
  committee_id uuid not null references units,
  reads_at timestamptz,
  reads_by uuid references people,
  primary key (campaign_id, committee_id)
);
create index campaign_committees_by_committee on campaign_committees (committee_id);

comment on column campaigns.id is 'the campaign';
comment on column campaigns.committee_id is 'issuing 政协';
comment on column campaigns.name is '2026 年委员活动日';
comment on column campaigns.theme is '走近群众，委员在行动';
comment on column campaigns.state is 'see process: draft, issued, cancelled, closed';
comment on column campaigns.held_on is 'D';
comment on column campaigns.collective_from is 'collective window, both ends in';
comment on column campaigns.collective_until is 'default D';
comment on column campaigns.own_from is 'own window, both ends in; default D−7';
comment on column campaigns.own_until is 'default D+9';
comment on column campaigns.upload_due_on is '动态, to the end of that day; default D+2';
comment on column campaigns.return_due_on is 'returns, to the end of that day; default D+9';
comment on column campaigns.approved_by is 'approving meeting';
comment on column campaigns.document_no is '文号';
comment on column campaigns.notice is 'body of the notice';
comment on column campaigns.contact_name is '联系人';
comment on column campaigns.contact_phone is 'office telephone of the contact';
comment on column campaigns.issued_at is 'when issued';
comment on column campaigns.created_by is 'by whom';
comment on column campaigns.created_at is 'when';
comment on column campaigns.version is 'optimistic lock';
comment on column campaign_kinds.campaign_id is 'the campaign';
comment on column campaign_kinds.no is 'order, as in the notice';
comment on column campaign_kinds.label is 'official wording';
comment on column campaign_kinds.short_label is '读书宣讲';
comment on column campaign_committees.campaign_id is 'the campaign';
comment on column campaign_committees.committee_id is 'a 政协 that it was issued to';
comment on column campaign_committees.reads_at is 'read receipt: when';
comment on column campaign_committees.reads_by is 'read receipt: who';
