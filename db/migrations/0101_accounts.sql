-- 账号：试错与锁定、激活纸条、三员分立。
alter table accounts drop column failures, drop column locked_until;

create table sign_in_tries (
  login_digest bytea primary key,
  person_id uuid references people,
  failures integer not null default 0,
  locked_until timestamptz,
  tried_at timestamptz not null
);
create index sign_in_tries_by_person on sign_in_tries (person_id) where person_id is not null;

alter table one_time_codes add column batch_id uuid;
alter table one_time_codes add column committee_id uuid references units;
create index one_time_codes_by_batch on one_time_codes (batch_id) where batch_id is not null;
create unique index one_time_codes_typed on one_time_codes (digest) where kind in ('slip', 'read_out');

create index audit_by_time on audit (at);
create index outbox_unsent on outbox (created_at) where handed_over_at is null and attempts > 0;
alter table outbox add column expires_at timestamptz;

-- 系统、安全、审计管理员永不同为一人：两条写入的路（角色、名册）都由数据库自己守着。
create function one_administrator_role() returns trigger language plpgsql as $$
declare
  held text;
begin
  if new.role not in ('system', 'security', 'audit') then return new; end if;
  insert into administrators (person_id, role) values (new.person_id, new.role)
    on conflict (person_id) do update set since = administrators.since
    returning role into held;
  if held <> new.role or exists (
    select from grants g where g.person_id = new.person_id and g.id <> new.id and g.role <> new.role
      and g.role in ('system', 'security', 'audit') and g.valid && new.valid)
  then
    raise exception '系统、安全、审计管理员不能是同一个人' using errcode = 'check_violation', constraint = 'one_administrator_role';
  end if;
  return new;
end $$;
create trigger grants_one_administrator_role before insert or update on grants
  for each row execute function one_administrator_role();

create function keep_administrator() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.person_id = old.person_id and new.role = old.role then return new; end if;
  if exists (
    select from grants g where g.person_id = old.person_id and g.role = old.role and not isempty(g.valid)
      and (upper_inf(g.valid) or upper(g.valid) > current_date))
  then
    raise exception '还担任着管理员，先收回角色' using errcode = 'check_violation', constraint = 'keep_administrator';
  end if;
  return coalesce(new, old);
end $$;
create trigger administrators_keep before update or delete on administrators
  for each row execute function keep_administrator();

create function fit_administrator() returns trigger language plpgsql as $$
begin
  if exists (
    select from grants g where g.person_id = new.person_id and g.role in ('system', 'security', 'audit')
      and g.role <> new.role and not isempty(g.valid) and (upper_inf(g.valid) or upper(g.valid) > current_date))
  then
    raise exception '系统、安全、审计管理员不能是同一个人' using errcode = 'check_violation', constraint = 'one_administrator_role';
  end if;
  return new;
end $$;
create trigger administrators_fit before insert or update on administrators
  for each row execute function fit_administrator();

comment on column sign_in_tries.login_digest is 'keyed digest of the login as typed, known or not: both are locked alike';
comment on column sign_in_tries.person_id is 'whose login it is, null when nobody''s';
comment on column sign_in_tries.failures is 'wrong tries in a row';
comment on column sign_in_tries.locked_until is '5 failures → 10 minutes';
comment on column sign_in_tries.tried_at is 'the last try';
comment on column one_time_codes.batch_id is 'slips printed together';
comment on column one_time_codes.committee_id is 'the 政协 whose staff made it, null when asked for by the person';
comment on column outbox.expires_at is 'not worth sending after: the life of a code, null for notices';
