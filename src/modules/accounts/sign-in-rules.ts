import { type Actor, type Grant, roleLabels, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import type { AddressRule, SignInRules } from './contract.ts'
import { plainAddress, plainNetwork } from './networks.ts'
import { demandFreshCode, rolesOn } from './rules.ts'

/**
 * Whether a person (an SQL expression) holds a role today that may not be used from this address: the role's 政协 has living
 * networks for it, and none of them holds the address. An address that can't be read lies in none.
 */
export const isOutside = (person: unknown, address: string, today: string) => sql<boolean>`exists (
  select from address_rules r join units u on u.committee_id = r.committee_id
    join grants g on g.unit_id = u.id and g.role = r.role and g.valid @> ${today}::date
  where g.person_id = ${person} and ${isLiving(today)} and not exists (
    select from address_rules a where a.committee_id = r.committee_id and a.role = r.role
      and (a.expires_on is null or a.expires_on > ${today}::date) and a.network >>= ${plainAddress(address)}::inet))`

/** Whether the password of account `a` is due at an instant by `rules` of its 政协; one that sets none never is. */
export const isPasswordDue = (at: unknown) =>
  sql<boolean>`coalesce(a.password_set_at + make_interval(days => rules.password_days) <= ${at}, false)`

const isLiving = (today: string) => sql<boolean>`(r.expires_on is null or r.expires_on > ${today}::date)`

/** What people read who sign in from elsewhere. */
export const outsideWords =
  '您的角色只能在规定的网络里使用，现在这个网络不在其中。请回到单位的网络再登录，或者找本级的安全管理员。'

/** The rules of the reader's own 政协. */
export const getSignInRules = async (tx: Tx, actor: Actor, address: string): Promise<SignInRules> => {
  const committeeId = kept(actor)
  const { rows } = await sql<Pick<SignInRules, 'committeeName' | 'passwordDays'>>`
    select u.name as "committeeName", r.password_days as "passwordDays"
    from units u left join sign_in_rules r on r.committee_id = u.id where u.id = ${committeeId}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { rows: rules } = await sql<Omit<AddressRule, 'roleLabel'>>`
    select r.id, r.role, r.network::text as network, r.note, r.expires_on as "expiresOn",
      ${isLiving(dayOf(actor.now))} as "isLiving"
    from address_rules r where r.committee_id = ${committeeId} order by r.role, r.network`.execute(tx)
  return {
    ...row,
    committeeId,
    yourAddress: plainAddress(address) ?? address,
    rules: rules.map((rule) => ({ ...rule, roleLabel: roleLabels[rule.role] })),
    roles: restrictable.map((role) => ({ role, label: roleLabels[role] })),
  }
}

const restrictable = [...new Set(Object.values(rolesOn).flat())]

/** Sets after how many days a password is changed at sign-in; null is never, as shipped (NIST SP 800-63B); else 等保. */
export const setPasswordPeriod = async (
  tx: Tx,
  actor: Actor,
  input: { committeeId: string; days: number | null },
): Promise<Record<string, never>> => {
  demandKept(actor, input.committeeId)
  demandFreshCode(actor)
  await sql`
    insert into sign_in_rules (committee_id, password_days, set_by, set_at)
    values (${input.committeeId}, ${input.days}, ${actor.personId}, ${actor.now})
    on conflict (committee_id) do update set password_days = excluded.password_days, set_by = excluded.set_by,
      set_at = excluded.set_at`.execute(tx)
  return {}
}

interface NewRule {
  id: string
  committeeId: string
  role: Grant['role']
  network: string
  note: string
  expiresOn: string | null
}

/** Adds a network for a role. Throws Conflict when the one who adds it could not come back, today or after others expire. */
export const addAddressRule = async (
  tx: Tx,
  actor: Actor,
  address: string,
  input: NewRule,
): Promise<{ id: string }> => {
  demandKept(actor, input.committeeId)
  demandFreshCode(actor)
  if (input.expiresOn !== null && input.expiresOn <= dayOf(actor.now))
    throw new Invalid([{ path: 'expiresOn', message: '这一天要在今天以后；从那天起，这一条就不算了' }])
  await lockRules(tx, input.committeeId)
  const { rows } = await sql`
    insert into address_rules (id, committee_id, role, network, note, expires_on, added_by, added_at)
    values (${input.id}, ${input.committeeId}, ${input.role}, network(${plainNetwork(input.network)}::inet), ${input.note},
      ${input.expiresOn}, ${actor.personId}, ${actor.now})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) throw new Conflict('这个角色已经有这一条了。要改期限，先去掉再加。')
  await demandWayBack(tx, actor, address, input)
  return { id: input.id }
}

/** Takes a network away, under the same promise. Throws NotFound. */
export const removeAddressRule = async (
  tx: Tx,
  actor: Actor,
  address: string,
  id: string,
): Promise<Record<string, never>> => {
  demandFreshCode(actor)
  const { rows } = await sql<{ committeeId: string; role: Grant['role'] }>`
    select committee_id as "committeeId", role from address_rules
    where id = ${id} and committee_id = any(${unitsOf(actor, 'security')}::uuid[])`.execute(tx)
  const [rule] = rows
  if (!rule) throw new NotFound()
  await lockRules(tx, rule.committeeId)
  await sql`delete from address_rules where id = ${id}`.execute(tx)
  await demandWayBack(tx, actor, address, rule)
  return {}
}

/** Two edits at once are one after the other: each sees what the other left. */
const lockRules = (tx: Tx, committeeId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`address rules ${committeeId}`}, 0))`.execute(tx)

/**
 * Nobody locks the own door from outside: while the role that one holds oneself has any living network, one of them holds
 * the address one sits at, and it lasts as long as the longest.
 */
const demandWayBack = async (
  tx: Tx,
  actor: Actor,
  address: string,
  rule: { committeeId: string; role: Grant['role'] },
) => {
  const isHeld = actor.grants.some(
    (grant) => grant.committeeId === rule.committeeId && grant.role === rule.role,
  )
  if (!isHeld) return
  const here = plainAddress(address)
  const { rows } = await sql<{ lasts: boolean; until: string | null }>`
    select bool_or(r.network >>= ${here}::inet) as lasts, min(r.expires_on) filter (where r.network >>= ${here}::inet) as until
    from address_rules r
    where r.committee_id = ${rule.committeeId} and r.role = ${rule.role} and ${isLiving(dayOf(actor.now))}
      and coalesce(r.expires_on, 'infinity') = (select max(coalesce(o.expires_on, 'infinity')) from address_rules o
        where o.committee_id = r.committee_id and o.role = r.role)`.execute(tx)
  if (rows[0]?.lasts === false)
    throw new Conflict(
      `您自己也是${roleLabels[rule.role]}，现在在 ${here ?? address}。这样一改，您就登不上来了。请先把您所在的网络加进去，期限不短于别的。`,
    )
}

const kept = (actor: Actor): string => {
  const [committeeId] = unitsOf(actor, 'security')
  if (!committeeId) throw new Forbidden()
  return committeeId
}

const demandKept = (actor: Actor, committeeId: string) => {
  if (!unitsOf(actor, 'security').includes(committeeId)) throw new NotFound()
}
