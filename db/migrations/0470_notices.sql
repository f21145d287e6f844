-- 消息：短信按种类收；发的人看得到谁还没看，一天可以再提醒一次。
alter table text_choices add column kind text not null default 'reminder' check (kind in ('activity', 'reminder', 'matter'));
alter table text_choices alter column kind drop default;
alter table text_choices drop constraint text_choices_pkey;
alter table text_choices add primary key (person_id, kind);

create table tellings (
  id uuid primary key,
  committee_id uuid not null references units,
  cause text not null unique,
  kind text not null check (kind in ('activity', 'reminder', 'matter')),
  title text not null,
  told_by uuid not null references people,
  told_at timestamptz not null
);
create index tellings_by_committee on tellings (committee_id, told_at desc);
create index tellings_by_teller on tellings (told_by, told_at desc);
create table told_again (
  telling_id uuid not null references tellings,
  on_day date not null,
  pressed_by uuid not null references people,
  pressed_at timestamptz not null,
  send_at timestamptz not null,
  person_count integer not null,
  sent_at timestamptz,
  primary key (telling_id, on_day)
);
alter table notices add column telling_id uuid references tellings;
alter table notices add column told_again_at timestamptz;
create index notices_of_telling on notices (telling_id) where telling_id is not null;

comment on column text_choices.person_id is 'who wants no messages of this kind by SMS; codes for signing in come all the same';
comment on column text_choices.kind is 'kind of message that stays in the inbox alone';
comment on column tellings.id is 'one message to many, told by somebody';
comment on column tellings.committee_id is 'the 政协 it comes from: its office sees who has not read it';
comment on column tellings.cause is 'type and id of what happened';
comment on column tellings.kind is 'kind of message, for the SMS of a second telling';
comment on column tellings.title is 'how the teller finds it again';
comment on column tellings.told_by is 'who told it';
comment on column tellings.told_at is 'when';
comment on column told_again.telling_id is 'what was told again to those who had not read it';
comment on column told_again.on_day is 'once a day, Shanghai: the day it goes out';
comment on column told_again.pressed_by is 'who pressed';
comment on column told_again.pressed_at is 'when';
comment on column told_again.send_at is 'when it goes out: at once, or at eight';
comment on column told_again.person_count is 'how many had not read it at the press';
comment on column told_again.sent_at is 'when it went out; null while it waits for eight';
comment on column notices.telling_id is 'the telling it is part of, where somebody told many; else null';
comment on column notices.told_again_at is 'when it was told again since it had not been read; moves it to the top';
