import { writeAudit } from '../../platform/audit.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { countTry } from '../../platform/rate-limit.ts'
import { isPassword } from './passwords.ts'
import { isOutside, isPasswordDue, outsideWords } from './sign-in-rules.ts'
import { stepOfCode, useStep } from './second-factor.ts'
import { endPresented, openSession } from './sessions.ts'
import { countFailure, digestOfLogin, forgetFailures, lockOf, lockWords, plainLogin } from './tries.ts'

/** Where a sign-in comes from. */
export interface Visitor {
  address: string
  device: string
  requestId: string
  /** the cookie header: the session that this browser held before ends */
  cookie: string
}

/** Signed in with a token, or told why not in words that are the same for a login that is known and one that is not. */
export type SignedIn = { token: string; passwordDue?: boolean } | { words: string }

interface StaffAccount {
  personId: string
  passwordHash: string | null
  totpSealed: Buffer | null
  isActive: boolean
  isOutside: boolean
  passwordDue: boolean
}

const wrong = '登录名、密码或动态码不对，请再看一看。连着 5 次不对，会锁 10 分钟。'

/** A desk or an office shares one address: two hundred tries in ten minutes. */
const addressWindows = [{ most: 200, seconds: 600 }] as const

/**
 * Signs staff in by login, password and second factor, in one step: there is no half-signed-in state to skip from. The
 * same work is done for a login that nobody has; failures are counted in the database and kept.
 */
export const signInStaff = async (
  house: House,
  typed: { login: string; password: string; code: string },
  visitor: Visitor,
  now: Date,
): Promise<SignedIn> => {
  await countTry(house, { bucket: 'sign-in address', who: visitor.address, windows: addressWindows }, now)
  const login = plainLogin(typed.login)
  const digest = digestOfLogin(house, login)
  const locked = await lockOf(house.db, digest, now)
  if (locked) return { words: lockWords(locked) }
  const account = await findStaffAccount(house.db, login, visitor.address, now)
  const isRight = await isPassword(account?.passwordHash ?? null, typed.password)
  const secret = account?.totpSealed ? house.keyring.open(account.totpSealed) : nobodysSecret
  const step = stepOfCode(secret, typed.code, now)
  return house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${digest.toString('hex')}, 1))`.execute(tx)
    const lockedMeanwhile = await lockOf(tx, digest, now)
    if (lockedMeanwhile) return { words: lockWords(lockedMeanwhile) }
    const admitted =
      isRight &&
      account?.isActive &&
      account.totpSealed &&
      step !== null &&
      (await useStep(tx, account.personId, step))
    const audit = (outcome: 'done' | 'refused') =>
      account
        ? writeAudit(
            tx,
            { personId: account.personId, sessionId: null, requestId: visitor.requestId, now },
            { endpoint: 'accounts.signIn', recordId: null, outcome, status: outcome === 'done' ? 200 : 401 },
          )
        : Promise.resolve()
    if (!admitted) {
      const until = await countFailure(tx, { digest, personId: account?.personId ?? null }, now)
      await audit('refused')
      return { words: until ? lockWords(until) : wrong }
    }
    await forgetFailures(tx, digest)
    if (account.isOutside) {
      await audit('refused')
      return { words: outsideWords }
    }
    await endPresented(tx, visitor.cookie, 'staff', now)
    await audit('done')
    const token = await openSession(tx, account.personId, 'staff', visitor.device, now)
    return { token, passwordDue: account.passwordDue }
  })
}

const nobodysSecret = 'NOBODYHASTHISSECRETATALLANYWHERE'

const findStaffAccount = async (
  tx: Tx,
  login: string,
  address: string,
  now: Date,
): Promise<StaffAccount | null> => {
  const { rows } = await sql<StaffAccount>`
    select a.person_id as "personId", a.password_hash as "passwordHash", a.totp_sealed as "totpSealed", a.state = 'active' as "isActive",
      ${isOutside(sql.ref('a.person_id'), address, dayOf(now))} as "isOutside", ${isPasswordDue(now)} as "passwordDue"
    from accounts a join people p on p.id = a.person_id left join sign_in_rules rules on rules.committee_id = p.committee_id
    where a.login = ${login}`.execute(tx)
  return rows[0] ?? null
}
