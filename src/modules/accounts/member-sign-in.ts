import { v7 as newId } from 'uuid'
import { writeAudit } from '../../platform/audit.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { queueSms } from '../../platform/notify/index.ts'
import { countTry, countTryIn } from '../../platform/rate-limit.ts'
import { endCodes, findCode, issueCode, plainCode, trySmsCode, useCode } from './codes.ts'
import { ensureAccount } from './grants.ts'
import { endPresented, openSession } from './sessions.ts'
import type { SignedIn, Visitor } from './staff-sign-in.ts'

/** quality.md S11: a phone gets one code a minute, five an hour, ten a day, asked for or not. */
const phoneWindows = [
  { most: 1, seconds: 60 },
  { most: 5, seconds: 3600 },
  { most: 10, seconds: 86_400 },
] as const
/** Members at one event share one address: a hundred codes an hour, three hundred tries in ten minutes. */
const sendWindows = [{ most: 100, seconds: 3600 }] as const
const tryWindows = [{ most: 300, seconds: 600 }] as const

/** One human as one 政协 has recorded them. */
export interface Candidate {
  personId: string
  name: string
  committeeName: string
}

/**
 * Sends a sign-in code to a phone, if it is that of a serving member or convener. The answer, the limits and the work are
 * the same for a phone that nobody has. Throws TooMany.
 */
export const sendSignInCode = async (
  house: House,
  phone: string,
  address: string,
  now: Date,
): Promise<void> => {
  await countTry(house, { bucket: 'sms address', who: address, windows: sendWindows }, now)
  const words = (wait: string) => `验证码刚发过，请过${wait}再要。`
  await countTry(house, { bucket: 'sms phone', who: phone, windows: phoneWindows, words }, now)
  await house.db.transaction().execute(async (tx) => {
    const [first] = await findCandidates(tx, house, phone, now)
    if (first) await sendCode(tx, house, first.personId, 'member', now)
    else await pretendToSend(tx, house, now)
  })
}

/**
 * The same work for a phone that nobody has, so that the time of the answer says nothing (quality.md S12): two rows are written,
 * in the place of the code and of its message. Measured by bench/enumeration.ts.
 */
const pretendToSend = async (tx: Tx, house: House, now: Date): Promise<void> => {
  const id = newId()
  await endCodes(tx, id, 'sms', now)
  await countTryIn(tx, house, { bucket: 'sms nobody', who: id, windows: sendWindows }, now)
  await countTryIn(tx, house, { bucket: 'sms nothing', who: id, windows: sendWindows }, now)
}

/** Makes a six-digit code for a person and queues its SMS, night or day: somebody is waiting for it. */
export const sendCode = async (
  tx: Tx,
  house: House,
  personId: string,
  face: 'staff' | 'member',
  now: Date,
): Promise<string> => {
  const { id, endsAt } = await issueCode(tx, house, { kind: 'sms', personId, face }, now)
  await queueSms(tx, {
    id,
    personId,
    kind: null,
    template: 'code',
    variables: { codeId: id },
    notBefore: now,
    expiresAt: endsAt,
    now,
  })
  return id
}

/**
 * Signs a member in by phone and code. Where two 政协 have recorded the same phone, answers the choices and leaves the code
 * as it is until `personId` says which.
 */
export const signInByPhone = async (
  house: House,
  typed: { phone: string; code: string; personId: string | null },
  visitor: Visitor,
  now: Date,
): Promise<SignedIn | { choices: Candidate[] }> => {
  await countTry(house, { bucket: 'sign-in address', who: visitor.address, windows: tryWindows }, now)
  return house.db.transaction().execute(async (tx) => {
    const candidates = await findCandidates(tx, house, typed.phone, now)
    const codeId = await trySmsCode(
      tx,
      house,
      candidates.map((one) => one.personId),
      typed.code,
      now,
    )
    const chosen = typed.personId ? candidates.find((one) => one.personId === typed.personId) : candidates[0]
    if (codeId && chosen && !typed.personId && candidates.length > 1) return { choices: candidates }
    if (!codeId || !chosen || !(await useCode(tx, codeId, now))) {
      const [known] = candidates
      if (known) await auditSignIn(tx, known.personId, visitor, 'refused', now)
      return { words: '验证码不对，或者已经过了 5 分钟。试 5 次不对，请重新要一个。' }
    }
    return { token: await enter(tx, chosen.personId, visitor, now) }
  })
}

/** Signs a member in by the code of a printed slip or one that staff read out: each works once. */
export const signInByTypedCode = async (
  house: House,
  typed: string,
  visitor: Visitor,
  now: Date,
): Promise<SignedIn> => {
  await countTry(house, { bucket: 'sign-in address', who: visitor.address, windows: tryWindows }, now)
  return house.db.transaction().execute(async (tx) => {
    const code = await findCode(tx, house, plainCode(typed), ['slip', 'read_out'], now, 'lock')
    if (!code || !(await useCode(tx, code.id, now)))
      return { words: '这个码不对，或者已经用过、过期了。请找发给您的工作人员再要一个。' }
    return { token: await enter(tx, code.personId, visitor, now) }
  })
}

/** Opens the member session. Sessions on the person's other phones stay: what waits there unsent is sent by them. */
const enter = async (tx: Tx, personId: string, visitor: Visitor, now: Date): Promise<string> => {
  await ensureAccount(tx, personId)
  await endCodes(tx, personId, 'sms', now)
  await endPresented(tx, visitor.cookie, 'member', now)
  await auditSignIn(tx, personId, visitor, 'done', now)
  return openSession(tx, personId, 'member', visitor.device, now)
}

const auditSignIn = (tx: Tx, personId: string, visitor: Visitor, outcome: 'done' | 'refused', now: Date) =>
  writeAudit(
    tx,
    { personId, sessionId: null, requestId: visitor.requestId, now },
    { endpoint: 'accounts.memberSignIn', recordId: null, outcome, status: outcome === 'done' ? 200 : 401 },
  )

/**
 * People with this phone who serve today as members or conveners and are not disabled: by any record, since somebody found
 * in two signs in on either phone; where both have this one, the record that figures count.
 */
const findCandidates = async (tx: Tx, house: House, phone: string, now: Date): Promise<Candidate[]> => {
  const today = dayOf(now)
  const { rows } = await sql<Candidate>`
    with found as (
      select p.*, coalesce(p.merged_into, p.id) as root_id from people p
      where p.phone_index = ${house.keyring.blindIndex(phone)}
    )
    select p.id as "personId", p.name, u.name as "committeeName"
    from found p join units u on u.id = p.committee_id left join accounts a on a.person_id = p.id
    where coalesce(a.state, 'active') = 'active'
      and not exists (select from found o where o.root_id = p.root_id and (o.id <> o.root_id, o.id) < (p.id <> p.root_id, p.id))
      and (exists (select from mandates m join people one on one.id = m.person_id
          where coalesce(one.merged_into, one.id) = p.root_id and m.valid @> ${today}::date)
        or exists (select from grants g where g.person_id = p.id and g.role = 'convener' and g.valid @> ${today}::date))
    order by u.code, p.id`.execute(tx)
  return rows
}
