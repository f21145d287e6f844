-- 账号：登录、会话、角色、一次性码。
create table accounts (
  person_id uuid primary key references people,
  login text unique,
  password_hash text,
  totp_sealed bytea,
  totp_last_step bigint,
  state text not null default 'active',
  failures integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table grants (
  id uuid primary key,
  person_id uuid not null references people,
  unit_id uuid not null references units,
  role text not null check (role in ('office', 'special_committee', 'convener', 'contact_group', 'department', 'leader', 'system', 'security', 'audit')),
  valid daterange not null,
  granted_by uuid references people,
  exclude using gist (person_id with =, unit_id with =, role with =, valid with &&),
  created_at timestamptz not null default now()
);
create index grants_by_person on grants (person_id);
create index grants_by_unit on grants (unit_id, role);

create table administrators (
  person_id uuid primary key references people,
  role text not null check (role in ('system', 'security', 'audit')),
  since timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  token_digest bytea not null unique,
  person_id uuid not null references people,
  face text not null check (face in ('staff', 'member')),
  device text not null default '',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  idle_until timestamptz not null,
  ends_at timestamptz not null,
  contacts_until timestamptz,
  revoked_at timestamptz
);
create index sessions_by_person on sessions (person_id) where revoked_at is null;

create table one_time_codes (
  id uuid primary key,
  kind text not null check (kind in ('sms', 'slip', 'read_out', 'link', 'set_up')),
  person_id uuid not null references people,
  digest bytea not null,
  face text not null check (face in ('staff', 'member')),
  issued_by uuid references people,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index one_time_codes_by_person on one_time_codes (person_id, kind) where used_at is null;
create unique index one_time_codes_link on one_time_codes (digest) where kind in ('link', 'set_up');

comment on column accounts.person_id is 'whose';
comment on column accounts.login is 'staff login name, null for members';
comment on column accounts.password_hash is 'argon2id';
comment on column accounts.totp_sealed is 'second factor secret, encrypted';
comment on column accounts.totp_last_step is 'last used time step: a code works once';
comment on column accounts.state is 'active, disabled';
comment on column accounts.failures is 'wrong tries in a row';
comment on column accounts.locked_until is '5 failures → 10 minutes';
comment on column accounts.created_at is 'when';
comment on column grants.id is 'one role on one unit';
comment on column grants.person_id is 'who';
comment on column grants.unit_id is 'on what';
comment on column grants.role is '角色';
comment on column grants.valid is 'half-open';
comment on column grants.granted_by is 'by whom';
comment on column grants.created_at is 'when';
comment on column administrators.person_id is 'one row a person: system, security and audit administrator are never one person';
comment on column administrators.role is 'which';
comment on column administrators.since is 'when';
comment on column sessions.id is 'the session';
comment on column sessions.token_digest is 'sha256 of the opaque token';
comment on column sessions.person_id is 'whose';
comment on column sessions.face is 'which face';
comment on column sessions.device is 'words for the list of phones';
comment on column sessions.created_at is 'when';
comment on column sessions.seen_at is 'last use, to the minute';
comment on column sessions.idle_until is 'ends unless used before';
comment on column sessions.ends_at is 'ends in any case';
comment on column sessions.contacts_until is 'contacts may be shown until then, after a fresh code';
comment on column sessions.revoked_at is 'ended from elsewhere';
comment on column one_time_codes.id is 'the code';
comment on column one_time_codes.kind is 'how it reaches the person';
comment on column one_time_codes.person_id is 'for whom';
comment on column one_time_codes.digest is 'keyed digest of the code';
comment on column one_time_codes.face is 'where it signs in';
comment on column one_time_codes.issued_by is 'staff who read it out or printed it';
comment on column one_time_codes.created_at is 'when';
comment on column one_time_codes.ends_at is 'works until';
comment on column one_time_codes.tries is 'wrong tries, 5 end it';
comment on column one_time_codes.used_at is 'works once';
