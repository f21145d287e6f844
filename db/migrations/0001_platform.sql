-- 平台：经过、审计、待办、幂等、限流、封存、文件、长任务、设置、工作日。
create extension if not exists btree_gist;

create collation if not exists zh_stroke (provider = icu, locale = 'zh-u-co-stroke');
create collation if not exists zh_pinyin (provider = icu, locale = 'zh-u-co-pinyin');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% 只许追加，不许改动', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create table steps (
  id bigint generated always as identity primary key,
  record_type text not null,
  record_id uuid not null,
  track text not null default 'main',
  no integer not null check (no > 0),
  step text not null,
  from_state text not null,
  to_state text not null,
  committee_id uuid,
  actor_person_id uuid,
  overridden boolean not null default false,
  words_digest bytea,
  at timestamptz not null,
  unique (record_type, record_id, track, no)
);
create index steps_by_committee on steps (committee_id, at);

create table remarks (
  step_id bigint primary key references steps,
  body text not null,
  erased_at timestamptz
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  request_id text not null,
  actor_person_id uuid,
  session_id uuid,
  endpoint text not null,
  record_id text,
  outcome text not null check (outcome in ('done', 'refused', 'read', 'exported')),
  status smallint not null
);
create index audit_by_actor on audit (actor_person_id, at);

create table seals (
  no bigint primary key check (no > 0),
  at timestamptz not null,
  columns_version smallint not null,
  rows integer not null,
  previous bytea not null,
  digest bytea not null
);
create table sealed_rows (
  log text not null check (log in ('steps', 'audit', 'duties', 'seal_heads')),
  row_id bigint not null,
  seal_no bigint not null references seals,
  position integer not null,
  digest bytea not null,
  primary key (log, row_id)
);
create index sealed_rows_by_seal on sealed_rows (seal_no, position);

create table todos (
  id uuid primary key default gen_random_uuid(),
  committee_id uuid not null,
  record_type text not null,
  record_id uuid not null,
  track text not null default 'main',
  kind text not null,
  title text not null,
  path text not null,
  person_id uuid,
  unit_id uuid,
  role text,
  due_on date,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check ((person_id is null) <> (unit_id is null)),
  check ((unit_id is null) = (role is null))
);
create unique index todos_open_once on todos (record_type, record_id, track, kind, coalesce(person_id, unit_id)) where closed_at is null;
create index todos_open_for_person on todos (person_id, due_on) where closed_at is null and person_id is not null;
create index todos_open_for_unit on todos (unit_id, role, due_on) where closed_at is null and unit_id is not null;

create table idempotency (
  scope text not null,
  endpoint text not null,
  key text not null,
  body_digest bytea not null,
  status smallint not null,
  reply text not null,
  created_at timestamptz not null default now(),
  primary key (scope, endpoint, key)
);
create index idempotency_by_age on idempotency (created_at);

create table rate_counters (
  bucket text not null,
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (bucket, key, window_start)
);

create table files (
  id uuid primary key,
  committee_id uuid not null,
  purpose text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  thumbnail_sha256 text,
  width integer,
  height integer,
  is_public boolean not null default false,
  owner_type text,
  owner_id uuid,
  created_by uuid,
  created_at timestamptz not null
);
create index files_by_owner on files (owner_type, owner_id);

create table runs (
  id uuid primary key,
  committee_id uuid not null,
  kind text not null,
  title text not null,
  state text not null,
  input jsonb not null default '{}',
  done integer not null default 0,
  total integer,
  result jsonb,
  file_id uuid references files,
  input_file_id uuid references files,
  error text,
  cancel_asked boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index runs_by_person on runs (created_by, created_at desc);

create table settings (
  committee_id uuid not null,
  key text not null,
  valid daterange not null,
  value jsonb not null,
  source text,
  set_by uuid,
  set_at timestamptz not null default now(),
  exclude using gist (committee_id with =, key with =, valid with &&)
);

create table calendar_days (
  day date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);

create table notices (
  id uuid primary key,
  person_id uuid not null,
  committee_id uuid not null,
  cause text not null,
  title text not null,
  body text not null,
  path text,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (person_id, cause)
);
create index notices_unread on notices (person_id, created_at desc) where read_at is null;

create table outbox (
  id uuid primary key,
  channel text not null check (channel in ('sms')),
  phone_sealed bytea not null,
  template text not null,
  variables jsonb not null,
  not_before timestamptz not null,
  handed_over_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null
);
create index outbox_waiting on outbox (not_before) where handed_over_at is null;

comment on column steps.id is 'order of arrival';
comment on column steps.record_type is 'what was moved: the process name';
comment on column steps.record_id is 'the record that was moved';
comment on column steps.track is 'which lane of the record';
comment on column steps.no is '1, 2, 3 … within record and track; the optimistic lock';
comment on column steps.step is 'the verb taken, as named in process.ts';
comment on column steps.from_state is 'state before';
comment on column steps.to_state is 'state after';
comment on column steps.committee_id is 'the 政协 that the record belongs to';
comment on column steps.actor_person_id is 'who took it; null is the clock';
comment on column steps.overridden is 'true when a gate was overridden in words';
comment on column steps.words_digest is 'sha256 of the words in remarks, null without words';
comment on column steps.at is 'when it was taken';
comment on column remarks.step_id is 'the step that these words belong to';
comment on column remarks.body is 'the words as given; may be erased, the digest in steps stays';
comment on column remarks.erased_at is 'when the words were erased';
comment on column audit.id is 'order of arrival';
comment on column audit.at is 'when it was asked';
comment on column audit.request_id is 'the reference number shown to people';
comment on column audit.actor_person_id is 'who asked';
comment on column audit.session_id is 'in which session';
comment on column audit.endpoint is 'contract key, such as members.importRows';
comment on column audit.record_id is 'the record asked for, where the path names one';
comment on column audit.outcome is 'what came of it';
comment on column audit.status is 'HTTP status answered';
comment on column seals.no is '1, 2, 3 … without gaps';
comment on column seals.at is 'when the seal was set';
comment on column seals.columns_version is 'which list of columns the digests run over';
comment on column seals.rows is 'how many log rows it covers';
comment on column seals.previous is 'digest of the seal before, 32 zero bytes for the first';
comment on column seals.digest is 'sha256(previous ‖ row digests in order)';
comment on column sealed_rows.log is 'which log';
comment on column sealed_rows.row_id is 'the row in that log';
comment on column sealed_rows.seal_no is 'the seal that covers it';
comment on column sealed_rows.position is 'order inside the seal';
comment on column sealed_rows.digest is 'sha256 over the row''s listed columns';
comment on column todos.id is 'the to-do';
comment on column todos.committee_id is 'the 政协 of the record';
comment on column todos.record_type is 'process name of the record';
comment on column todos.record_id is 'the record that waits';
comment on column todos.track is 'which lane';
comment on column todos.kind is 'what is asked, as named in process.ts';
comment on column todos.title is 'the line that people read';
comment on column todos.path is 'where the deed can be done, within the site';
comment on column todos.person_id is 'the one person asked, or null';
comment on column todos.unit_id is 'the unit asked, or null';
comment on column todos.role is 'with unit_id: the role asked';
comment on column todos.due_on is 'last day, Asia/Shanghai';
comment on column todos.opened_at is 'when it began to wait';
comment on column todos.closed_at is 'when the deed was done';
comment on column idempotency.scope is 'person id, or form name and address digest for the public';
comment on column idempotency.endpoint is 'contract key';
comment on column idempotency.key is 'what the caller chose';
comment on column idempotency.body_digest is 'sha256 of params and body';
comment on column idempotency.status is 'status of the first answer';
comment on column idempotency.reply is 'the first answer, as sent';
comment on column idempotency.created_at is 'kept 30 days from here';
comment on column rate_counters.bucket is 'policy name';
comment on column rate_counters.key is 'keyed digest of address, code or person';
comment on column rate_counters.window_start is 'start of the counting window';
comment on column rate_counters.count is 'tries counted';
comment on column files.id is 'the file';
comment on column files.committee_id is 'the 政协 that keeps it';
comment on column files.purpose is 'picture, attachment, scan, import, export, error-sheet';
comment on column files.name is 'as shown to people';
comment on column files.media_type is 'as served';
comment on column files.bytes is 'size in bytes';
comment on column files.sha256 is 'where it lies in the store, hex';
comment on column files.thumbnail_sha256 is 'small version of a picture';
comment on column files.width is 'pixels';
comment on column files.height is 'pixels';
comment on column files.is_public is 'may be read by anyone, once published';
comment on column files.owner_type is 'record type that it belongs to';
comment on column files.owner_id is 'record that it belongs to';
comment on column files.created_by is 'person who brought it';
comment on column files.created_at is 'when';
comment on column runs.id is 'one long run: an import, an export, a print of posters';
comment on column runs.committee_id is 'for which 政协';
comment on column runs.kind is 'members.import, venues.import, sheets.export …';
comment on column runs.title is 'the line that people read';
comment on column runs.state is 'see run process';
comment on column runs.input is 'what was asked, without personal data';
comment on column runs.done is 'rows done';
comment on column runs.total is 'rows in all, null while unknown';
comment on column runs.result is 'figures of the outcome';
comment on column runs.file_id is 'what came out';
comment on column runs.input_file_id is 'what went in';
comment on column runs.error is 'sentence for people when it failed';
comment on column runs.cancel_asked is '停下 was pressed';
comment on column runs.created_by is 'who asked';
comment on column runs.created_at is 'when';
comment on column runs.ended_at is 'when it ended';
comment on column settings.committee_id is 'whose rule; 0000… is as shipped';
comment on column settings.key is 'such as opinions.acceptWorkingDays';
comment on column settings.valid is 'when it holds, half-open';
comment on column settings.value is 'the figure or switch';
comment on column settings.source is 'the clause of the rule book';
comment on column settings.set_by is 'who set it';
comment on column settings.set_at is 'when';
comment on column calendar_days.day is 'the day';
comment on column calendar_days.kind is 'off, or made up for';
comment on column calendar_days.name is 'such as 国庆节';
comment on column notices.id is 'one message to one person';
comment on column notices.person_id is 'to whom';
comment on column notices.committee_id is 'from which 政协';
comment on column notices.cause is 'one message per cause: type and id of what happened';
comment on column notices.title is 'first line';
comment on column notices.body is 'the rest, no personal data';
comment on column notices.path is 'where to go';
comment on column notices.created_at is 'when';
comment on column notices.read_at is 'when it was read';
comment on column outbox.id is 'our id, given to the provider as reference';
comment on column outbox.channel is 'outside channel';
comment on column outbox.phone_sealed is 'to whom, encrypted';
comment on column outbox.template is 'template name';
comment on column outbox.variables is 'filled in; codes are sealed';
comment on column outbox.not_before is 'quiet hours end';
comment on column outbox.handed_over_at is 'when the provider took it';
comment on column outbox.attempts is 'tries so far';
comment on column outbox.last_error is 'code of the last failure';
comment on column outbox.created_at is 'when';
