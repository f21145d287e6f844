-- 委员：人、任职、可能是同一人。
create table people (
  id uuid primary key,
  committee_id uuid not null references units,
  name text not null,
  name_pinyin text not null,
  name_initials text not null,
  gender text check (gender in ('male', 'female')),
  phone_sealed bytea,
  phone_index bytea,
  merged_into uuid references people,
  created_at timestamptz not null default now(),
  version integer not null default 1
);
create index people_by_committee on people (committee_id, name_pinyin);
create index people_by_phone on people (phone_index) where phone_index is not null;
create unique index people_phone_once on people (committee_id, phone_index) where phone_index is not null and merged_into is null;

create table mandates (
  id uuid primary key,
  person_id uuid not null references people,
  committee_id uuid not null references units,
  term_id uuid references terms,
  no text not null,
  post text not null default 'member',
  party text,
  sector_id uuid references units,
  special_committee_id uuid references units,
  group_id uuid references units,
  workplace text not null default '',
  valid daterange not null,
  ended_as text,
  version integer not null default 1,
  unique (committee_id, no),
  exclude using gist (person_id with =, committee_id with =, valid with &&)
);
create index mandates_by_person on mandates (person_id);
create index mandates_by_committee on mandates (committee_id, no);

create table likenesses (
  id uuid primary key,
  committee_id uuid not null references units,
  person_id uuid not null references people,
  other_id uuid not null references people,
  state text not null default 'open',
  created_at timestamptz not null,
  unique (person_id, other_id),
  check (person_id <> other_id)
);

comment on column people.id is 'the person, told apart by identity, never by name';
comment on column people.committee_id is 'the 政协 that recorded the person';
comment on column people.name is '姓名, spaces removed, · kept';
comment on column people.name_pinyin is 'zhangsan';
comment on column people.name_initials is 'zs';
comment on column people.gender is '性别';
comment on column people.phone_sealed is 'mobile, AES-256-GCM with key id';
comment on column people.phone_index is 'HMAC of the mobile, for equality';
comment on column people.merged_into is 'the same person, on a human''s word';
comment on column people.created_at is 'when recorded';
comment on column people.version is 'optimistic lock';
comment on column mandates.id is 'one seat in one 政协';
comment on column mandates.person_id is 'who';
comment on column mandates.committee_id is 'where';
comment on column mandates.term_id is 'which 届';
comment on column mandates.no is '编号 in template and exports, unique in the 政协';
comment on column mandates.post is 'dictionary post: chair, vice_chair, secretary_general, standing, member';
comment on column mandates.party is 'dictionary party';
comment on column mandates.sector_id is '界别';
comment on column mandates.special_committee_id is '专委会';
comment on column mandates.group_id is '小组 or 联络组';
comment on column mandates.workplace is '单位及职务';
comment on column mandates.valid is 'half-open: the end date is the first day without';
comment on column mandates.ended_as is '请辞 劝辞 撤销 换届离任, dictionary';
comment on column mandates.version is 'optimistic lock';
comment on column likenesses.id is '可能是同一人: two records that may be one person';
comment on column likenesses.committee_id is 'the 政协 asked to look';
comment on column likenesses.person_id is 'the newer record';
comment on column likenesses.other_id is 'the older record';
comment on column likenesses.state is 'see process: open, merged, distinct';
comment on column likenesses.created_at is 'when noticed';
