-- 机构：行政区划、单位、两种边（隶属、指导）、届、词典。
create table divisions (
  code text not null,
  name text not null,
  parent_code text,
  level text not null check (level in ('province', 'city', 'county', 'town')),
  valid daterange not null,
  exclude using gist (code with =, valid with &&)
);
create index divisions_by_parent on divisions (parent_code);

create table units (
  id uuid primary key,
  committee_id uuid not null references units,
  kind text not null check (kind in ('committee', 'office', 'special_committee', 'sector', 'group', 'venue', 'department')),
  level text not null check (level in ('province', 'city', 'county')),
  code text not null unique,
  name text not null,
  short_name text not null,
  division_code text,
  position integer not null default 0,
  open_during daterange not null,
  created_at timestamptz not null default now()
);
create index units_by_committee on units (committee_id, kind, position);

create table belongings (
  unit_id uuid not null references units,
  parent_id uuid not null references units,
  valid daterange not null,
  exclude using gist (unit_id with =, parent_id with =, valid with &&),
  check (unit_id <> parent_id)
);
create index belongings_by_parent on belongings (parent_id);

create table guidances (
  unit_id uuid not null references units,
  guide_id uuid not null references units,
  valid daterange not null,
  exclude using gist (unit_id with =, valid with &&),
  check (unit_id <> guide_id)
);
create index guidances_by_guide on guidances (guide_id);

create table unit_reach (
  ancestor_id uuid not null references units,
  unit_id uuid not null references units,
  valid daterange not null
);
create index unit_reach_down on unit_reach (ancestor_id, unit_id);
create index unit_reach_up on unit_reach (unit_id, ancestor_id);

create table figure_reach (
  ancestor_id uuid not null references units,
  unit_id uuid not null references units,
  valid daterange not null
);
create index figure_reach_down on figure_reach (ancestor_id, unit_id);
create index figure_reach_up on figure_reach (unit_id, ancestor_id);

create table terms (
  id uuid primary key,
  committee_id uuid not null references units,
  no integer not null,
  name text not null,
  valid daterange not null,
  unique (committee_id, no),
  exclude using gist (committee_id with =, valid with &&)
);

create table dictionary_entries (
  id uuid primary key default gen_random_uuid(),
  committee_id uuid references units,
  dictionary text not null,
  code text not null,
  label text not null,
  position integer not null,
  valid daterange not null default '(,)',
  exclude using gist (coalesce(committee_id, '00000000-0000-0000-0000-000000000000'::uuid) with =, dictionary with =, code with =, valid with &&)
);

comment on column divisions.code is 'GB/T 2260 code, 2 to 12 digits';
comment on column divisions.name is '长沙市';
comment on column divisions.parent_code is 'code of the division above';
comment on column divisions.level is '级';
comment on column divisions.valid is 'when it stood, half-open';
comment on column units.id is 'the unit';
comment on column units.committee_id is 'the 政协 it belongs to; itself for a 政协';
comment on column units.kind is '种类';
comment on column units.level is '级 of its 政协';
comment on column units.code is 'printed code: 4301, 4301-W2, 4301-S017';
comment on column units.name is 'full name, 政协岳阳市委员会';
comment on column units.short_name is '岳阳市, as in tables';
comment on column units.division_code is 'where it stands';
comment on column units.position is 'order in lists, division order for 政协';
comment on column units.open_during is 'opened … closed, half-open';
comment on column units.created_at is 'when recorded';
comment on column belongings.unit_id is 'the lower one';
comment on column belongings.parent_id is 'the one it belongs to, inside one 政协';
comment on column belongings.valid is 'half-open';
comment on column guidances.unit_id is 'guided: a lower 政协, or a venue';
comment on column guidances.guide_id is 'by exactly one body at a time: an upper 政协, a special committee';
comment on column guidances.valid is 'half-open';
comment on column unit_reach.ancestor_id is 'who reaches';
comment on column unit_reach.unit_id is 'what belongs to it, itself included';
comment on column unit_reach.valid is 'half-open; derived from belongings by organisations.rebuildReach';
comment on column figure_reach.ancestor_id is 'whose row counts it';
comment on column figure_reach.unit_id is 'counted: venue → 归口 body → its 政协 → guiding 政协, itself included';
comment on column figure_reach.valid is 'half-open; derived from guidances by organisations.rebuildReach';
comment on column terms.id is 'one 届 of one 政协';
comment on column terms.committee_id is 'whose';
comment on column terms.no is '第 no 届';
comment on column terms.name is '十三届';
comment on column terms.valid is 'half-open';
comment on column dictionary_entries.id is 'the entry';
comment on column dictionary_entries.committee_id is 'null is as shipped for all';
comment on column dictionary_entries.dictionary is 'party, post, leave_reason, venue_kind, activity_type, opinion_category …';
comment on column dictionary_entries.code is 'stable code';
comment on column dictionary_entries.label is 'words shown';
comment on column dictionary_entries.position is 'order';
comment on column dictionary_entries.valid is 'half-open';
