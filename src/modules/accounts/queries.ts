import { type Actor, type Role, roleLabels, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Account } from './contract.ts'
import { accountSteps, isAdministratorRole, rolesOn } from './rules.ts'

const keepers = ['system', 'security', 'office'] as const

/** Accounts that a keeper sees: of people recorded by the own 政协, or holding a role below the own units. `p` is people. */
export const visibleTo = (actor: Actor) => {
  const units = unitsOf(actor, ...keepers)
  return sql<boolean>`(p.committee_id = any(${units}::uuid[]) or exists (
    select from grants g join unit_reach r on r.unit_id = g.unit_id and r.valid @> ${dayOf(actor.now)}::date
    where g.person_id = p.id and r.ancestor_id = any(${units}::uuid[])))`
}

type Row = Omit<Account, 'grants' | 'steps'> & {
  isAtHome: boolean
  isAdministrator: boolean
  grants: (Omit<Account['grants'][number], 'roleLabel'> & { role: Role })[] | null
}

interface Filter extends Paging {
  role?: string | undefined
  state?: 'active' | 'disabled' | 'locked' | undefined
}

/** Working accounts (a login, or a role) in the reader's reach, by name in pinyin. */
export const listAccounts = async (
  tx: Tx,
  actor: Actor,
  filter: Filter,
): Promise<{ rows: Account[]; total: number }> => {
  const like = filter.search ? `%${filter.search.toLowerCase()}%` : null
  const today = dayOf(actor.now)
  const { rows } = await sql<Row & { total: number }>`
    select ${columns(actor)}, count(*) over () as total
    from people p join accounts a on a.person_id = p.id
    where ${visibleTo(actor)} and p.merged_into is null
      and (a.login is not null or exists (select from grants g where g.person_id = p.id))
      and (${like}::text is null or p.name like ${like} or a.login like ${like} or p.name_pinyin like ${like} or p.name_initials like ${like})
      and (${filter.role ?? null}::text is null or exists (
        select from grants g where g.person_id = p.id and g.role = ${filter.role ?? null} and g.valid @> ${today}::date))
      and (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null}
        or (${filter.state ?? null} = 'locked' and exists (
          select from sign_in_tries t where t.person_id = p.id and t.locked_until > ${actor.now})))
    order by p.name_pinyin, p.id limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => accountOf(actor, row)), total: rows[0]?.total ?? 0 }
}

/** One person of one's reach with the account, if there is one already. Throws NotFound. */
export const getAccount = async (tx: Tx, actor: Actor, personId: string): Promise<Account> => {
  const { rows } = await sql<Row>`
    select ${columns(actor)} from people p left join accounts a on a.person_id = p.id
    where p.id = ${personId} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return accountOf(actor, row)
}

const columns = (actor: Actor) => {
  const today = dayOf(actor.now)
  const units = unitsOf(actor, ...keepers)
  return sql`
    p.id as "personId", p.name, a.login, coalesce(a.state, 'active') as state, a.password_hash is not null and a.totp_sealed is not null as "isSetUp",
    (select t.locked_until from sign_in_tries t where t.person_id = p.id and t.locked_until > ${actor.now}
      order by t.locked_until desc limit 1) as "lockedUntil",
    (select max(s.seen_at) from sessions s where s.person_id = p.id) as "lastSeenAt",
    (select count(*) from sessions s where s.person_id = p.id and s.revoked_at is null and s.idle_until > ${actor.now}
      and s.ends_at > ${actor.now}) as "openSessions",
    p.committee_id = any(${units}::uuid[]) as "isAtHome",
    exists (select from mandates m where m.person_id = p.id and m.committee_id = any(${units}::uuid[])
      and m.valid @> ${today}::date) as "isServing",
    exists (select from administrators d where d.person_id = p.id) as "isAdministrator",
    (select json_agg(json_build_object('id', g.id, 'role', g.role, 'unitId', u.id, 'unitName', u.name,
        'from', lower(g.valid), 'until', upper(g.valid)) order by lower(g.valid), u.code, g.role)
      from grants g join units u on u.id = g.unit_id
      where g.person_id = p.id and not isempty(g.valid) and (upper_inf(g.valid) or upper(g.valid) > ${today}::date)
        and exists (select from unit_reach r where r.unit_id = u.id and r.ancestor_id = any(${units}::uuid[])
          and r.valid @> ${today}::date)) as grants`
}

const accountOf = (actor: Actor, { isAtHome, isAdministrator, ...row }: Row): Account => ({
  ...row,
  grants: (row.grants ?? []).map((grant) => ({ ...grant, roleLabel: roleLabels[grant.role] })),
  steps: accountSteps(new Set(actor.grants.map((grant) => grant.role)), {
    isSelf: row.personId === actor.personId,
    isSetUp: row.isSetUp,
    isAdministrator: isAdministrator || (row.grants ?? []).some((grant) => isAdministratorRole(grant.role)),
    isAtHome,
    state: row.state,
    openSessions: row.openSessions,
    isServing: row.isServing,
  }),
})

/** Units below the reader's own 政协 on which roles are given, the 政协 itself first, with the roles that fit each. */
export const listGrantableUnits = async (tx: Tx, actor: Actor, paging: Paging) => {
  const like = paging.search ? `%${paging.search}%` : null
  const { rows } = await sql<{ unitId: string; unitName: string; unitKind: string; total: number }>`
    select u.id as "unitId", u.name as "unitName", u.kind as "unitKind", count(*) over () as total
    from units u
    where u.kind = any(${Object.keys(rolesOn)}::text[]) and u.open_during @> ${dayOf(actor.now)}::date
      and exists (select from unit_reach r where r.unit_id = u.id and r.valid @> ${dayOf(actor.now)}::date
        and r.ancestor_id = any(${unitsOf(actor, 'system')}::uuid[]))
      and (${like}::text is null or u.name like ${like} or u.code like ${like})
    order by u.kind <> 'committee', u.kind, u.code limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return {
    rows: rows.map(({ unitId, unitName, unitKind }) => ({
      unitId,
      unitName,
      unitKind,
      roles: (rolesOn[unitKind] ?? []).map((role) => ({ role, label: roleLabels[role] })),
    })),
    total: rows[0]?.total ?? 0,
  }
}
