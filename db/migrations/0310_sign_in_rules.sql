-- 登录规定：各级政协自定的改密期限、按角色限定的网络地址。
alter table accounts add column password_set_at timestamptz;
update accounts set password_set_at = now() where password_hash is not null;

create table sign_in_rules (
  committee_id uuid primary key references units,
  password_days smallint check (password_days between 30 and 365),
  set_by uuid not null references people,
  set_at timestamptz not null
);

create table address_rules (
  id uuid primary key,
  committee_id uuid not null references units,
  role text not null check (role in ('office', 'special_committee', 'convener', 'contact_group', 'department', 'leader', 'system', 'security', 'audit')),
  network cidr not null,
  note text not null default '',
  expires_on date,
  added_by uuid not null references people,
  added_at timestamptz not null,
  unique (committee_id, role, network)
);

-- 同一列的索引有三个，留一个就够。
drop index people_merged;
drop index people_merged_into;

comment on column accounts.password_set_at is 'when the password was last chosen, null without one';
comment on column sign_in_rules.committee_id is 'whose accounts';
comment on column sign_in_rules.password_days is 'a password older than this is changed at sign-in; null: never forced, as shipped';
comment on column sign_in_rules.set_by is 'the security administrator';
comment on column sign_in_rules.set_at is 'when';
comment on column address_rules.id is 'one network from which a role may be used';
comment on column address_rules.committee_id is 'roles of this 政协';
comment on column address_rules.role is 'a role with at least one living row is used from its networks only';
comment on column address_rules.network is 'addresses, such as 10.8.0.0/16';
comment on column address_rules.note is 'what place it is';
comment on column address_rules.expires_on is 'the first day without, null while it stays';
comment on column address_rules.added_by is 'the security administrator';
comment on column address_rules.added_at is 'when';
