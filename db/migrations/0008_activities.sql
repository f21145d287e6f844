-- 活动：方案、报名、到场、请假、自行开展。
create table activities (
  id uuid primary key,
  committee_id uuid not null references units,
  campaign_id uuid references campaigns,
  title text not null,
  about text not null default '',
  place text not null default '',
  mode text not null default 'offline' check (mode in ('offline', 'online', 'both')),
  link text not null default '',
  activity_type text,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'draft',
  disciplined_by uuid references people,
  disciplined_at timestamptz,
  secret bytea not null,
  created_by uuid not null references people,
  created_at timestamptz not null,
  version integer not null default 1,
  check (ends_at > begins_at)
);
create index activities_by_campaign on activities (campaign_id);
create index activities_by_begin on activities (committee_id, begins_at);

create table activity_hosts (
  activity_id uuid not null references activities,
  venue_id uuid not null references venues,
  position smallint not null default 1,
  primary key (activity_id, venue_id)
);
create index activity_hosts_by_venue on activity_hosts (venue_id);

create table activity_kinds (
  activity_id uuid not null references activities,
  kind_no smallint not null,
  primary key (activity_id, kind_no)
);

create table sign_ups (
  activity_id uuid not null references activities,
  person_id uuid not null references people,
  state text not null default 'signed_up',
  at timestamptz not null,
  primary key (activity_id, person_id)
);
create index sign_ups_by_person on sign_ups (person_id);

create table attendances (
  id uuid primary key,
  activity_id uuid not null references activities,
  person_id uuid not null references people,
  role text not null default 'attendee' check (role in ('attendee', 'observer')),
  channel text not null check (channel in ('list', 'code', 'paper')),
  state text not null default 'standing',
  late boolean not null default false,
  left_early boolean not null default false,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  recorded_by uuid not null references people,
  proxy_reason text,
  paper_file_id uuid references files,
  check (channel <> 'paper' or proxy_reason is not null)
);
create unique index attendances_standing_once on attendances (activity_id, person_id) where state in ('standing', 'pending');
create index attendances_by_person on attendances (person_id);

create table leaves (
  id uuid primary key,
  campaign_id uuid not null references campaigns,
  person_id uuid not null references people,
  committee_id uuid not null references units,
  venue_id uuid references venues,
  reason text not null,
  state text not null default 'requested',
  requested_at timestamptz not null,
  recorded_by uuid not null references people
);
create unique index leaves_once on leaves (campaign_id, person_id) where state in ('requested', 'approved');
create index leaves_by_campaign on leaves (campaign_id, state);

create table own_activities (
  id uuid primary key,
  person_id uuid not null references people,
  committee_id uuid not null references units,
  campaign_id uuid references campaigns,
  words text not null,
  place text not null default '',
  on_day date not null,
  at_time time,
  state text not null default 'standing',
  recorded_by uuid not null references people,
  proxy_reason text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  version integer not null default 1
);
create index own_activities_by_person on own_activities (person_id);
create index own_activities_by_campaign on own_activities (campaign_id, state);

create table own_activity_kinds (
  own_activity_id uuid not null references own_activities,
  kind_no smallint not null,
  primary key (own_activity_id, kind_no)
);

comment on column activities.id is 'the activity';
comment on column activities.committee_id is '政协 of the first host';
comment on column activities.campaign_id is 'part of a campaign, or null';
comment on column activities.title is '在老码头听大家说';
comment on column activities.about is 'what is planned';
comment on column activities.place is 'where; empty when on line only';
comment on column activities.mode is '线下 线上 都有';
comment on column activities.link is 'where on line';
comment on column activities.activity_type is 'dictionary activity_type, optional';
comment on column activities.begins_at is 'start';
comment on column activities.ends_at is 'end';
comment on column activities.state is 'see process: draft, planned, cancelled';
comment on column activities.disciplined_by is 'who attested the discipline rules';
comment on column activities.disciplined_at is 'when';
comment on column activities.secret is 'for the rotating attendance code';
comment on column activities.created_by is 'who wrote the plan';
comment on column activities.created_at is 'when';
comment on column activities.version is 'optimistic lock';
comment on column activity_hosts.activity_id is 'the activity';
comment on column activity_hosts.venue_id is 'a host; several hosts make it joint';
comment on column activity_hosts.position is '1 is the first host, who keeps the record';
comment on column activity_kinds.activity_id is 'the activity';
comment on column activity_kinds.kind_no is 'campaign_kinds.no';
comment on column sign_ups.activity_id is 'the activity';
comment on column sign_ups.person_id is 'who means to come';
comment on column sign_ups.state is 'signed_up, withdrawn';
comment on column sign_ups.at is 'last change';
comment on column attendances.id is 'made where it happened, on the phone too';
comment on column attendances.activity_id is 'where';
comment on column attendances.person_id is 'who';
comment on column attendances.role is '出席, 列席 (a guest)';
comment on column attendances.channel is '召集人点名, 动态码, 纸质签到代录';
comment on column attendances.state is 'see process: standing, pending (补传, waits in the convener''s list), reversed';
comment on column attendances.late is '迟到';
comment on column attendances.left_early is '早退';
comment on column attendances.happened_at is 'on the phone''s clock';
comment on column attendances.received_at is 'on ours: deadlines count from here';
comment on column attendances.recorded_by is 'whose hand';
comment on column attendances.proxy_reason is '代录: why';
comment on column attendances.paper_file_id is 'photograph of the signed list';
comment on column leaves.id is 'one leave per person and campaign';
comment on column leaves.campaign_id is 'from what';
comment on column leaves.person_id is 'who';
comment on column leaves.committee_id is '政协 that decides';
comment on column leaves.venue_id is 'whose convener decides; null: the office decides';
comment on column leaves.reason is 'dictionary leave_reason, seen by the approver only';
comment on column leaves.state is 'see process: requested, approved, refused, withdrawn';
comment on column leaves.requested_at is 'when';
comment on column leaves.recorded_by is 'whose hand';
comment on column own_activities.id is 'made on the phone, off line too';
comment on column own_activities.person_id is 'who';
comment on column own_activities.committee_id is '政协 of the mandate it was done under';
comment on column own_activities.campaign_id is 'part of a campaign, or null';
comment on column own_activities.words is 'what was done';
comment on column own_activities.place is 'where, in words';
comment on column own_activities.on_day is 'the day it was done';
comment on column own_activities.at_time is 'about when, or null';
comment on column own_activities.state is 'see process: standing, withdrawn';
comment on column own_activities.recorded_by is 'whose hand';
comment on column own_activities.proxy_reason is '代录: why';
comment on column own_activities.happened_at is 'written down, on the phone''s clock';
comment on column own_activities.received_at is 'arrived, on ours';
comment on column own_activities.version is 'optimistic lock';
comment on column own_activity_kinds.own_activity_id is 'the activity';
comment on column own_activity_kinds.kind_no is 'campaign_kinds.no';
