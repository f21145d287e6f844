-- 提醒短信：可以关掉；一人一天最多一条。
create table text_choices (
  person_id uuid primary key references people,
  off_at timestamptz not null
);
create table texted (
  person_id uuid not null references people,
  on_day date not null,
  outbox_id uuid not null,
  primary key (person_id, on_day)
);

comment on column text_choices.person_id is 'who wants no reminders by SMS; codes for signing in come all the same';
comment on column text_choices.off_at is 'since when';
comment on column texted.person_id is 'who got a reminder by SMS';
comment on column texted.on_day is 'once a day, Shanghai';
comment on column texted.outbox_id is 'the message, as long as it is kept';
