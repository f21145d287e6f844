-- 自行开展可以改：原来写的留着；报表封存以后不能再改。
alter table own_activities add column sealed_at timestamptz;
create table own_activity_versions (
  own_activity_id uuid not null references own_activities,
  version integer not null check (version > 0),
  campaign_id uuid references campaigns,
  words text not null,
  place text not null,
  on_day date not null,
  at_time time,
  kinds smallint[] not null,
  replaced_by uuid not null references people,
  replaced_at timestamptz not null,
  primary key (own_activity_id, version)
);

comment on column own_activities.sealed_at is 'when a return that counts its person was accepted first; it is not mended after that';
comment on column own_activity_versions.own_activity_id is 'the own activity as it read before a mend';
comment on column own_activity_versions.version is 'which version read so';
comment on column own_activity_versions.campaign_id is 'campaign it stood in, or null';
comment on column own_activity_versions.words is 'what was done, as written then';
comment on column own_activity_versions.place is 'where';
comment on column own_activity_versions.on_day is 'which day';
comment on column own_activity_versions.at_time is 'about when, or null';
comment on column own_activity_versions.kinds is 'numbers of the kinds';
comment on column own_activity_versions.replaced_by is 'who mended it';
comment on column own_activity_versions.replaced_at is 'when';
