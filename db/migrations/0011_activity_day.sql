-- 活动日：方案链条、提醒、宣传报道。
create table chain_documents (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  committee_id uuid not null references units,
  unit_id uuid not null references units,
  kind text not null check (kind in ('plan', 'notice', 'brief', 'summary', 'publicity')),
  owner_id uuid references people,
  due_on date,
  words text not null default '',
  file_id uuid references files,
  state text not null default 'draft',
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (campaign_id, unit_id, kind)
);

create table reminders (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  scope_id uuid not null references units,
  matter text not null,
  venue_count integer not null,
  pressed_by uuid not null references people,
  pressed_at timestamptz not null
);
create index reminders_by_campaign on reminders (campaign_id, scope_id, pressed_at desc);

create table reminded (
  reminder_id uuid not null references reminders,
  venue_id uuid not null references venues,
  on_day date not null,
  campaign_id uuid not null references campaigns,
  matter text not null,
  primary key (campaign_id, venue_id, matter, on_day)
);

create table coverage (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  committee_id uuid not null references units,
  medium text not null,
  title text not null,
  published_on date not null,
  link text not null default '',
  recorded_by uuid not null references people,
  recorded_at timestamptz not null
);

comment on column chain_documents.id is 'one document of the chain 方案→通知→小结→总结';
comment on column chain_documents.campaign_id is 'the campaign';
comment on column chain_documents.committee_id is '政协 of the unit';
comment on column chain_documents.unit_id is 'who owes it: 政协, special committee or venue';
comment on column chain_documents.kind is '方案 通知 小结 总结 宣传报道方案';
comment on column chain_documents.owner_id is 'person in charge, or null';
comment on column chain_documents.due_on is 'last day';
comment on column chain_documents.words is 'the text';
comment on column chain_documents.file_id is 'attachment, or null';
comment on column chain_documents.state is 'see process: draft, submitted, accepted, returned';
comment on column chain_documents.version is 'optimistic lock';
comment on column chain_documents.updated_at is 'last change';
comment on column reminders.id is 'one press of 提醒';
comment on column reminders.campaign_id is 'about';
comment on column reminders.scope_id is 'within which row of the board';
comment on column reminders.matter is 'what is missing: post, activity, return';
comment on column reminders.venue_count is 'how many venues were reminded';
comment on column reminders.pressed_by is 'who';
comment on column reminders.pressed_at is 'when';
comment on column reminded.reminder_id is 'the press';
comment on column reminded.venue_id is 'whose convener';
comment on column reminded.on_day is 'once a day';
comment on column reminded.campaign_id is 'about';
comment on column reminded.matter is 'what is missing';
comment on column coverage.id is 'one report in the media';
comment on column coverage.campaign_id is 'about';
comment on column coverage.committee_id is 'whose list';
comment on column coverage.medium is '媒体';
comment on column coverage.title is '标题';
comment on column coverage.published_on is '日期';
comment on column coverage.link is 'where';
comment on column coverage.recorded_by is 'who listed it';
comment on column coverage.recorded_at is 'when';
