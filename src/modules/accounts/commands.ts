import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf, during } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import { endRole, ensureAccount, grantRole as writeGrant } from './grants.ts'
import { recordColleague } from './links.ts'
import { getAccount } from './queries.ts'
import { demandFreshCode, isAdministratorRole, rolesOn } from './rules.ts'
import { endSessionsOf } from './sessions.ts'
import { releaseLock } from './tries.ts'
import type { Account } from './contract.ts'

type Empty = Record<string, never>

/** Opens an account for a colleague of one's own 政协: no password, no role yet. Throws Conflict when the login is taken. */
export const createAccount = async (
  tx: Tx,
  actor: Actor,
  input: { id: string; committeeId: string; name: string; login: string },
): Promise<{ id: string }> => {
  if (!unitsOf(actor, 'system', 'office').includes(input.committeeId)) throw new NotFound()
  return { id: await recordColleague(tx, input) }
}

type RoleInput = { unitId: string; role: Account['grants'][number]['role'] }

/**
 * Gives a role on a unit of one's own 政协, after a fresh code of the giver's. Throws Conflict without the code, for oneself,
 * and where system, security and audit administrator would be one person; NotFound for a unit out of reach.
 */
export const grantRole = async (
  tx: Tx,
  actor: Actor,
  personId: string,
  input: RoleInput & { from: string; until?: string | undefined },
): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  await demandReach(tx, actor, input)
  demandOpen(account.steps.grant)
  demandFreshCode(actor)
  if (input.until !== undefined && input.until <= input.from)
    throw new Invalid([{ path: 'until', message: '结束日要晚于开始日；结束日当天起就没有这个角色' }])
  if (isAdministratorRole(input.role)) await demandOneKind(tx, personId, input.role)
  const valid = during(input.from, input.until ?? null)
  const { rows } = await sql`
    select from grants where person_id = ${personId} and unit_id = ${input.unitId} and role = ${input.role}
      and valid && ${valid}::daterange`.execute(tx)
  if (rows.length > 0) throw new Conflict('这段时间里已经有这个角色了。')
  await writeGrant(tx, { personId, unitId: input.unitId, role: input.role, valid, grantedBy: actor.personId })
  return {}
}

/** Takes a role back from a day on. Throws NotFound when it is not held then. */
export const endGrant = async (
  tx: Tx,
  actor: Actor,
  personId: string,
  input: RoleInput & { on: string },
): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  await demandReach(tx, actor, input)
  demandOpen(account.steps.grant)
  demandFreshCode(actor)
  const held = account.grants.some((grant) => grant.unitId === input.unitId && grant.role === input.role)
  if (!held) throw new NotFound('没有这个角色，或者已经收回了。')
  await endRole(tx, { personId, unitId: input.unitId, role: input.role }, input.on)
  return {}
}

const demandReach = async (tx: Tx, actor: Actor, { unitId, role }: RoleInput) => {
  const { rows } = await sql<{ kind: string }>`
    select u.kind from units u where u.id = ${unitId} and exists (
      select from unit_reach r where r.unit_id = u.id and r.ancestor_id = any(${unitsOf(actor, 'system')}::uuid[])
        and r.valid @> ${dayOf(actor.now)}::date)`.execute(tx)
  const [unit] = rows
  if (!unit) throw new NotFound()
  if (rolesOn[unit.kind]?.includes(role)) return
  const message = role === 'convener' ? '召集人在工作室的页面上设' : '这个单位上没有这种角色'
  throw new Invalid([{ path: 'role', message }])
}

const demandOpen = (obstacle: string | null) => {
  if (obstacle !== null) throw new Conflict(obstacle)
}

const demandOneKind = async (tx: Tx, personId: string, role: string) => {
  const { rows } = await sql`
    select from administrators where person_id = ${personId} and role <> ${role}
    union all
    select from grants where person_id = ${personId} and role in ('system', 'security', 'audit') and role <> ${role}`.execute(
    tx,
  )
  if (rows.length > 0) throw new Conflict('系统、安全、审计管理员不能是同一个人。')
}

/** Disables an account: its next request, on any phone or computer, finds nobody. */
export const disableAccount = async (tx: Tx, actor: Actor, personId: string): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  demandOpen(account.steps.disable)
  if (account.state === 'disabled') throw new Conflict('已经停用了。')
  await ensureAccount(tx, personId)
  await sql`update accounts set state = 'disabled' where person_id = ${personId}`.execute(tx)
  await endSessionsOf(tx, personId, actor.now)
  return {}
}

export const enableAccount = async (tx: Tx, actor: Actor, personId: string): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  demandOpen(account.steps.disable)
  if (account.state === 'active') throw new Conflict('没有停用，不用恢复。')
  await sql`update accounts set state = 'active' where person_id = ${personId}`.execute(tx)
  return {}
}

/** Lets somebody try again before the ten minutes are over. */
export const unlockAccount = async (tx: Tx, actor: Actor, personId: string): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  if (account.personId === actor.personId) throw new Forbidden('自己的要请另一位安全管理员办。')
  if (!(await releaseLock(tx, personId, actor.now))) throw new Conflict('没有锁着，不用解锁。')
  return {}
}

export const endAllSessions = async (tx: Tx, actor: Actor, personId: string): Promise<Empty> => {
  const account = await getAccount(tx, actor, personId)
  demandOpen(account.steps.endSessions)
  await endSessionsOf(tx, personId, actor.now)
  return {}
}
