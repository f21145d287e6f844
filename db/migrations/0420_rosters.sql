-- 轮值：哪一天、几点到几点、在哪里、哪几家一起、谁值班，谁到了岗。
create table duty_slots (
  id uuid primary key,
  committee_id uuid not null references units,
  series_id uuid not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  about text not null default '',
  state text not null default 'planned',
  created_by uuid not null references people,
  created_at timestamptz not null,
  version integer not null default 1,
  check (ends_at > begins_at)
);
create index duty_slots_by_time on duty_slots (begins_at, id);
create index duty_slots_by_committee on duty_slots (committee_id, begins_at);
create index duty_slots_to_end on duty_slots (ends_at) where state = 'planned';

create table duty_slot_venues (
  slot_id uuid not null references duty_slots,
  venue_id uuid not null references venues,
  position integer not null check (position > 0),
  primary key (slot_id, venue_id)
);
create index duty_slot_venues_by_venue on duty_slot_venues (venue_id, slot_id);

create table duty_slot_members (
  slot_id uuid not null references duty_slots,
  person_id uuid not null references people,
  venue_id uuid not null references venues,
  came boolean,
  swapped_for uuid references people,
  swapped_at timestamptz,
  primary key (slot_id, person_id),
  check ((swapped_for is null) = (swapped_at is null))
);
create index duty_slot_members_by_person on duty_slot_members (person_id, slot_id) where swapped_for is null;

alter table opinions add constraint opinions_slot foreign key (slot_id) references duty_slots;
create index opinions_by_slot on opinions (slot_id) where slot_id is not null;

comment on table duty_slots is 'one turn of a duty roster (轮值)';
comment on column duty_slots.id is 'one slot';
comment on column duty_slots.committee_id is '政协 of the first host, which keeps it';
comment on column duty_slots.series_id is 'planned in one go with these; its own id when alone';
comment on column duty_slots.begins_at is 'from';
comment on column duty_slots.ends_at is 'to';
comment on column duty_slots.place is 'where they sit; empty is at the first host';
comment on column duty_slots.about is 'what is said of it in public, such as the theme of the day';
comment on column duty_slots.state is 'see process: planned, over, held, cancelled';
comment on column duty_slots.created_by is 'who planned it';
comment on column duty_slots.created_at is 'when';
comment on column duty_slots.version is 'optimistic lock: rises with each change';
comment on column duty_slot_venues.slot_id is 'the slot';
comment on column duty_slot_venues.venue_id is 'a host; several hold it jointly (联动值班)';
comment on column duty_slot_venues.position is '1 keeps the record';
comment on column duty_slot_members.slot_id is 'the slot';
comment on column duty_slot_members.person_id is 'who sits there';
comment on column duty_slot_members.venue_id is 'the host whose resident it is';
comment on column duty_slot_members.came is 'was on duty; null until it is recorded';
comment on column duty_slot_members.swapped_for is 'who sits there instead, or null';
comment on column duty_slot_members.swapped_at is 'when they swapped, or null';
