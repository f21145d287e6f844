-- 履职记录：一次履职一行，撤销是 −1 的一行。
create table duties (
  id bigint generated always as identity primary key,
  person_id uuid not null references people,
  organiser_id uuid not null references units,
  committee_id uuid not null references units,
  mandate_id uuid references mandates,
  kind text not null,
  on_day date not null,
  campaign_id uuid references campaigns,
  source_type text not null,
  source_id uuid not null,
  round integer not null default 1 check (round > 0),
  sign smallint not null check (sign in (-1, 1)),
  facts jsonb not null default '{}',
  at timestamptz not null,
  unique (source_type, source_id, kind, person_id, round, sign)
);
create index duties_by_person on duties (person_id, on_day);
create index duties_by_campaign on duties (campaign_id, kind) where campaign_id is not null;

comment on column duties.id is 'order of arrival';
comment on column duties.person_id is 'who did it';
comment on column duties.organiser_id is 'unit that organised it';
comment on column duties.committee_id is '政协 of the organiser';
comment on column duties.mandate_id is 'only when done as one';
comment on column duties.kind is 'attended, own_activity, heard, deed, posted …';
comment on column duties.on_day is 'the day it was done, Asia/Shanghai';
comment on column duties.campaign_id is 'campaign, or null';
comment on column duties.source_type is 'record type that proves it';
comment on column duties.source_id is 'record that proves it';
comment on column duties.round is 'done again is the next round';
comment on column duties.sign is '−1 takes back';
comment on column duties.facts is 'codes only: kinds, role';
comment on column duties.at is 'when recorded';
