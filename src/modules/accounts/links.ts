import { v7 as newId } from 'uuid'
import { writeAudit } from '../../platform/audit.ts'
import { dayOf, during } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { pinyinOf } from '../../platform/names.ts'
import { type LivingCode, codeOf, findCode, issueCode, useCode } from './codes.ts'
import { ensureAccount, grantRole } from './grants.ts'
import { hashPassword } from './passwords.ts'
import { offeredSecret, stepOfCode, useStep } from './second-factor.ts'
import { type Face, endPresented, endSessionsOf, openSession } from './sessions.ts'
import type { SignedIn, Visitor } from './staff-sign-in.ts'
import { digestOfLogin, forgetFailures, plainLogin } from './tries.ts'

/** A one-time sign-in link for the demo, as a path within the site; works once, for a day. Elsewhere there are none. */
export const signInLink = async (tx: Tx, house: House, personId: string, face: Face): Promise<string> => {
  if (!house.config.demo) throw new Conflict('一次性登录链接只在演示里有。')
  await ensureAccount(tx, personId)
  const { id } = await issueCode(tx, house, { kind: 'link', personId, face }, house.clock())
  return `/link/${codeOf(house, { id, kind: 'link' })}`
}

/** A link with which staff sets a password and a second factor, as a path; works once, for three days. */
export const setUpPath = (house: House, codeId: string): string =>
  `/set-up/${codeOf(house, { id: codeId, kind: 'set_up' })}`

/**
 * Makes the first administrator of a kind in a 政协 (the uppermost unless a unit code says which) and gives the set-up path.
 * Throws Conflict when there is one already, or no 政协 yet; NotFound for an unknown code. There is no default password.
 */
export const createAdministrator = async (
  tx: Tx,
  house: House,
  role: 'system' | 'security' | 'audit',
  name: string,
  login: string,
  unitCode: string | null = null,
): Promise<string> => {
  const now = house.clock()
  const committeeId = await committeeFor(tx, unitCode)
  const { rows: held } = await sql`
    select from grants where unit_id = ${committeeId} and role = ${role} and valid @> ${dayOf(now)}::date`.execute(
    tx,
  )
  if (held.length > 0) throw new Conflict('这一种管理员已经有了。要换人，请由系统管理员办理。')
  const personId = await recordColleague(tx, { id: newId(), committeeId, name, login })
  await grantRole(tx, { personId, unitId: committeeId, role, valid: during(dayOf(now)), grantedBy: null })
  const { id } = await issueCode(tx, house, { kind: 'set_up', personId, face: 'staff', committeeId }, now)
  return setUpPath(house, id)
}

const committeeFor = async (tx: Tx, unitCode: string | null): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from units where kind = 'committee' and (${unitCode}::text is null or code = ${unitCode})
    order by array_position(array['province', 'city', 'county'], level), position limit 1`.execute(tx)
  if (rows[0]) return rows[0].id
  if (unitCode !== null) throw new NotFound(`没有代码是 ${unitCode} 的政协`)
  throw new Conflict('还没有任何政协，请先导入机构。')
}

/** Records a colleague with an account that has no password yet. Throws Conflict when the login is taken. */
export const recordColleague = async (
  tx: Tx,
  colleague: { id: string; committeeId: string; name: string; login: string },
): Promise<string> => {
  const { full, initials } = pinyinOf(colleague.name)
  await sql`
    insert into people (id, committee_id, name, name_pinyin, name_initials)
    values (${colleague.id}, ${colleague.committeeId}, ${colleague.name}, ${full}, ${initials})`.execute(tx)
  await setLogin(tx, colleague.id, colleague.login)
  return colleague.id
}

/** Gives a person a login, in one case and width. Throws Invalid for odd characters, Conflict when it is taken. */
export const setLogin = async (tx: Tx, personId: string, wished: string): Promise<void> => {
  const login = plainLogin(wished)
  if (!/^[\p{L}\d._-]{3,40}$/u.test(login))
    throw new Invalid([{ path: 'login', message: '登录名用字母、数字、点和短横，3 到 40 位' }])
  const { rows } =
    await sql`select from accounts where login = ${login} and person_id <> ${personId}`.execute(tx)
  if (rows.length > 0) throw new Conflict(`登录名 ${login} 已经有人用了，请换一个。`)
  await ensureAccount(tx, personId)
  await sql`update accounts set login = ${login} where person_id = ${personId}`.execute(tx)
}

/** Whom a demo link signs in, or null when it has been used or never was. */
export const findLink = (tx: Tx, house: House, token: string, now: Date): Promise<LivingCode | null> =>
  house.config.demo ? findCode(tx, house, token, ['link'], now) : Promise.resolve(null)

export const findSetUp = (tx: Tx, house: House, token: string, now: Date): Promise<LivingCode | null> =>
  findCode(tx, house, token, ['set_up'], now)

/** Uses a demo link. Throws NotFound when it has been used. */
export const followLink = async (house: House, token: string, visitor: Visitor, now: Date) =>
  house.db.transaction().execute(async (tx) => {
    const link = house.config.demo ? await findCode(tx, house, token, ['link'], now, 'lock') : null
    if (!link || !(await useCode(tx, link.id, now))) throw new NotFound('这个链接已经用过，或者过期了。')
    await endPresented(tx, visitor.cookie, link.face, now)
    await auditEntry(tx, link.personId, visitor, 'accounts.link', now)
    return { token: await openSession(tx, link.personId, link.face, visitor.device, now), face: link.face }
  })

/**
 * Sets password and second factor and signs in. The code proves that the authenticator has the secret; what was set
 * before, and every session, ends. Answers words when the code is not the secret's.
 */
export const setUp = async (
  house: House,
  token: string,
  chosen: { password: string; code: string },
  visitor: Visitor,
  now: Date,
): Promise<SignedIn> => {
  const link = await findSetUp(house.db, house, token, now)
  if (!link?.login) throw new NotFound('这个链接已经用过，或者过期了。请找给您的人再要一个。')
  const { login, personId } = link
  const secret = offeredSecret(house, link.id)
  const step = stepOfCode(secret, chosen.code, now)
  if (step === null) return { words: '动态码不对。请看看手机的时间准不准，再输当前显示的 6 位。' }
  const passwordHash = await hashPassword(chosen.password)
  return house.db.transaction().execute(async (tx) => {
    if (!(await useCode(tx, link.id, now))) throw new NotFound('这个链接已经用过。')
    await sql`
      update accounts set password_hash = ${passwordHash}, password_set_at = ${now}, totp_sealed = ${house.keyring.seal(secret)}, totp_last_step = null
      where person_id = ${personId}`.execute(tx)
    await useStep(tx, personId, step)
    await endSessionsOf(tx, personId, now)
    await forgetFailures(tx, digestOfLogin(house, login))
    await endPresented(tx, visitor.cookie, 'staff', now)
    await auditEntry(tx, personId, visitor, 'accounts.setUp', now)
    return { token: await openSession(tx, personId, 'staff', visitor.device, now) }
  })
}

const auditEntry = (tx: Tx, personId: string, visitor: Visitor, endpoint: string, now: Date) =>
  writeAudit(
    tx,
    { personId, sessionId: null, requestId: visitor.requestId, now },
    { endpoint, recordId: null, outcome: 'done', status: 200 },
  )
