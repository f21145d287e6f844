-- 群众意见与为民办实事：各是一件一件的事。
create table opinions (
  id uuid primary key,
  committee_id uuid not null references units,
  campaign_id uuid references campaigns,
  activity_id uuid references activities,
  own_activity_id uuid references own_activities,
  words text not null check (char_length(words) between 1 and 2000),
  category text,
  channel text not null,
  state text not null default 'recorded',
  merged_into uuid references opinions,
  heard_by uuid references people,
  recorded_by uuid not null references people,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  version integer not null default 1
);
create index opinions_by_campaign on opinions (campaign_id) where campaign_id is not null;
create index opinions_by_committee on opinions (committee_id, received_at desc);

create table opinion_venues (
  opinion_id uuid not null references opinions,
  venue_id uuid not null references venues,
  primary key (opinion_id, venue_id)
);
create index opinion_venues_by_venue on opinion_venues (venue_id);

create table deeds (
  id uuid primary key,
  committee_id uuid not null references units,
  campaign_id uuid references campaigns,
  activity_id uuid references activities,
  own_activity_id uuid references own_activities,
  words text not null check (char_length(words) between 1 and 2000),
  state text not null default 'recorded',
  done_by uuid references people,
  recorded_by uuid not null references people,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  version integer not null default 1
);
create index deeds_by_campaign on deeds (campaign_id) where campaign_id is not null;
create index deeds_by_committee on deeds (committee_id, received_at desc);

create table deed_venues (
  deed_id uuid not null references deeds,
  venue_id uuid not null references venues,
  primary key (deed_id, venue_id)
);
create index deed_venues_by_venue on deed_venues (venue_id);

comment on column opinions.id is 'one voice, one 条';
comment on column opinions.committee_id is '政协 that keeps it';
comment on column opinions.campaign_id is 'tagged with a campaign, or null';
comment on column opinions.activity_id is 'heard at, or null';
comment on column opinions.own_activity_id is 'heard on, or null';
comment on column opinions.words is 'what was said';
comment on column opinions.category is 'dictionary opinion_category, set at triage';
comment on column opinions.channel is 'dictionary opinion_channel';
comment on column opinions.state is 'see process: recorded, merged, withdrawn';
comment on column opinions.merged_into is 'still counts: each voice is one';
comment on column opinions.heard_by is 'the member who heard it';
comment on column opinions.recorded_by is 'whose hand';
comment on column opinions.happened_at is 'heard';
comment on column opinions.received_at is 'arrived';
comment on column opinions.version is 'optimistic lock';
comment on column opinion_venues.opinion_id is 'the opinion';
comment on column opinion_venues.venue_id is 'a host or the studio it belongs to';
comment on column deeds.id is 'one 为民办实事, one 件';
comment on column deeds.committee_id is '政协 that keeps it';
comment on column deeds.campaign_id is 'tagged with a campaign, or null';
comment on column deeds.activity_id is 'done at, or null';
comment on column deeds.own_activity_id is 'done on, or null';
comment on column deeds.words is 'what was done';
comment on column deeds.state is 'see process: recorded, withdrawn';
comment on column deeds.done_by is 'the member who did it';
comment on column deeds.recorded_by is 'whose hand';
comment on column deeds.happened_at is 'done';
comment on column deeds.received_at is 'arrived';
comment on column deeds.version is 'optimistic lock';
comment on column deed_venues.deed_id is 'the deed';
comment on column deed_venues.venue_id is 'a host or the studio it belongs to';
