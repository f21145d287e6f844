-- 场所：委员工作室等；召集人、入驻、码。
create table venues (
  id uuid primary key references units,
  committee_id uuid not null references units,
  kind text not null default 'studio',
  studio_kind text,
  online_name text not null default '',
  address text not null default '',
  phone text not null default '',
  about text not null default '',
  hours text not null default '',
  state text not null default 'open',
  token text not null unique,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index venues_by_committee on venues (committee_id);

create table convenings (
  id uuid primary key,
  venue_id uuid not null references venues,
  person_id uuid not null references people,
  valid daterange not null,
  exclude using gist (venue_id with =, valid with &&)
);
create index convenings_by_person on convenings (person_id);

create table residencies (
  id uuid primary key,
  venue_id uuid not null references venues,
  person_id uuid not null references people,
  is_leader boolean not null default false,
  valid daterange not null,
  exclude using gist (venue_id with =, person_id with =, valid with &&)
);
create index residencies_by_person on residencies (person_id);
create index residencies_by_venue on residencies (venue_id);

comment on column venues.id is 'the unit that it is';
comment on column venues.committee_id is 'its 政协';
comment on column venues.kind is 'dictionary venue_kind: studio, hall, parlour, station, contact_point';
comment on column venues.studio_kind is 'dictionary studio_kind: sector, collective, village';
comment on column venues.online_name is '线上委员工作室 name';
comment on column venues.address is 'where it stands';
comment on column venues.phone is 'public telephone of the venue';
comment on column venues.about is 'a few words on its page';
comment on column venues.hours is 'opening hours, in words';
comment on column venues.state is 'see process: proposed, open, closed';
comment on column venues.token is 'opaque token of its page and code';
comment on column venues.version is 'optimistic lock';
comment on column venues.created_at is 'when recorded';
comment on column convenings.id is 'one term as convener';
comment on column convenings.venue_id is 'of which venue';
comment on column convenings.person_id is '召集人';
comment on column convenings.valid is 'half-open';
comment on column residencies.id is 'one 入驻';
comment on column residencies.venue_id is 'where';
comment on column residencies.person_id is 'who';
comment on column residencies.is_leader is 'a leader''s own studio (H4), seen by the office alone';
comment on column residencies.valid is 'half-open';
