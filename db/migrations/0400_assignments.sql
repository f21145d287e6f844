-- 交办：承办部门、主办会办分办、答复、评价、延期、批示；工作日的钟。
create function add_working_days(since date, n integer) returns date language sql stable as $$
  select coalesce(
    (select d::date from generate_series(since + 1, since + n * 3 + 40, interval '1 day') d
      left join calendar_days c on c.day = d::date
      where coalesce(c.kind = 'workday', extract(isodow from d) < 6)
      order by d limit 1 offset greatest(n, 1) - 1),
    since)
$$;
comment on function add_working_days is 'the n-th working day after a day, which itself is not counted; n from 1';

create table assignments (
  id uuid primary key,
  committee_id uuid not null references units,
  record_type text not null,
  record_id uuid not null,
  batch_id uuid not null,
  part text not null check (part in ('host', 'cohost', 'separate')),
  department_id uuid not null references units,
  state text not null default 'assigned',
  words text not null check (char_length(words) <= 2000),
  opinion text check (char_length(opinion) <= 5000),
  assigned_by uuid not null references people,
  assigned_at timestamptz not null,
  sign_days integer not null check (sign_days > 0),
  answer_days integer not null check (answer_days > 0),
  counted_from date not null,
  sign_due_on date not null,
  answer_due_on date not null,
  signed_at timestamptz,
  answered_at timestamptz,
  replaces_id uuid references assignments,
  version integer not null default 1
);
create index assignments_by_record on assignments (record_type, record_id);
create index assignments_by_department on assignments (department_id, state, answer_due_on);
create index assignments_by_committee on assignments (committee_id, state, answer_due_on);
create unique index assignments_one_host on assignments (batch_id) where part = 'host' and state not in ('rerouted', 'recalled');

create table extensions (
  id uuid primary key,
  committee_id uuid not null references units,
  assignment_id uuid not null references assignments,
  state text not null default 'asked',
  until date not null,
  asked_by uuid not null references people,
  asked_at timestamptz not null
);
create unique index extensions_one_open on extensions (assignment_id) where state = 'asked';

create table replies (
  id uuid primary key,
  committee_id uuid not null references units,
  record_type text not null,
  record_id uuid not null,
  assignment_id uuid references assignments,
  round integer not null default 1 check (round > 0),
  state text not null default 'drafted',
  body text not null check (char_length(body) between 1 and 5000),
  contact_kind text,
  outcome text,
  unit_id uuid not null references units,
  written_by uuid not null references people,
  written_at timestamptz not null,
  published_at timestamptz,
  published_by uuid references people,
  version integer not null default 1
);
create index replies_by_record on replies (record_type, record_id, published_at);
create index replies_by_assignment on replies (assignment_id) where assignment_id is not null;
create index replies_by_committee on replies (committee_id, state, written_at);

create table ratings (
  id uuid primary key,
  committee_id uuid not null references units,
  reply_id uuid not null unique references replies,
  grade text not null check (grade in ('satisfied', 'partly', 'unsatisfied')),
  why text check (char_length(why) <= 1000),
  rated_at timestamptz not null
);

create table directives (
  id uuid primary key,
  committee_id uuid not null references units,
  record_type text not null,
  record_id uuid not null,
  state text not null default 'recorded',
  leader text not null check (char_length(leader) between 1 and 40),
  post text not null check (char_length(post) <= 60),
  level text not null check (level in ('town', 'county', 'city', 'province', 'nation')),
  given_on date not null,
  words text not null check (char_length(words) between 1 and 2000),
  follow_up text check (char_length(follow_up) <= 2000),
  recorded_by uuid not null references people,
  recorded_at timestamptz not null,
  version integer not null default 1
);
create index directives_by_record on directives (record_type, record_id);
create index directives_by_committee on directives (committee_id, given_on);

comment on table assignments is 'what one department was asked about one record: a child with a process of its own';
comment on column assignments.id is 'the assignment';
comment on column assignments.committee_id is '政协 that assigns';
comment on column assignments.record_type is 'what it is about: opinion, …';
comment on column assignments.record_id is 'which one';
comment on column assignments.batch_id is 'departments asked in one press share it';
comment on column assignments.part is 'host 主办, cohost 会办, separate 分办';
comment on column assignments.department_id is 'unit of kind department';
comment on column assignments.state is 'see process';
comment on column assignments.words is 'what is asked of the department';
comment on column assignments.opinion is 'what a co-host gave to the host, or null';
comment on column assignments.assigned_by is 'who';
comment on column assignments.assigned_at is 'when';
comment on column assignments.sign_days is 'working days to sign for it or to object';
comment on column assignments.answer_days is 'working days to answer';
comment on column assignments.counted_from is 'day from which working days are counted, itself not counted';
comment on column assignments.sign_due_on is 'last day to sign or object; recomputed when the calendar changes';
comment on column assignments.answer_due_on is 'last day to answer; recomputed when the calendar changes; an extension sets it';
comment on column assignments.signed_at is 'when signed for, or null';
comment on column assignments.answered_at is 'when its answer was published, or a co-host gave its opinion';
comment on column assignments.replaces_id is 'the one that was re-routed to this department, or null';
comment on column assignments.version is 'rises with each edit';
comment on column extensions.id is 'one request for more time';
comment on column extensions.committee_id is '政协 that assigned';
comment on column extensions.assignment_id is 'for which';
comment on column extensions.state is 'see process';
comment on column extensions.until is 'last day asked for';
comment on column extensions.asked_by is 'who';
comment on column extensions.asked_at is 'when';
comment on column replies.id is 'one answer to the speaker';
comment on column replies.committee_id is '政协';
comment on column replies.record_type is 'what it answers';
comment on column replies.record_id is 'which one';
comment on column replies.assignment_id is 'of a department, or null: of a member or the studio itself';
comment on column replies.round is 'rises when the speaker reopens';
comment on column replies.state is 'see process';
comment on column replies.body is 'the words to the speaker';
comment on column replies.contact_kind is 'how the speaker was met: visit, phone, meeting, writing; or null';
comment on column replies.outcome is 'solved, under_way, planned, reference; or null';
comment on column replies.unit_id is 'who answers: department, venue or 政协';
comment on column replies.written_by is 'who wrote it last';
comment on column replies.written_at is 'when';
comment on column replies.published_at is 'when the speaker could first read it';
comment on column replies.published_by is 'who let it out';
comment on column replies.version is 'rises with each edit: what is published is what was read';
comment on column ratings.id is 'one rating';
comment on column ratings.committee_id is '政协';
comment on column ratings.reply_id is 'of which answer, once';
comment on column ratings.grade is '满意, 基本满意, 不满意';
comment on column ratings.why is 'in the speaker''s words, or null';
comment on column ratings.rated_at is 'when';
comment on column directives.id is 'one 批示';
comment on column directives.committee_id is '政协 that records it';
comment on column directives.record_type is 'on what: opinion, information, report, …';
comment on column directives.record_id is 'which one';
comment on column directives.state is 'see process';
comment on column directives.leader is 'name of the leader';
comment on column directives.post is 'the post held';
comment on column directives.level is '级';
comment on column directives.given_on is 'date of the 批示';
comment on column directives.words is 'its wording';
comment on column directives.follow_up is 'what came of it, or null';
comment on column directives.recorded_by is 'who';
comment on column directives.recorded_at is 'when';
comment on column directives.version is 'rises with each edit';
