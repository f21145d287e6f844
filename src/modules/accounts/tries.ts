import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { clockOf } from './words.ts'

/** quality.md §1: five failures lock for ten minutes, in the database, known login or not. */
export const mostFailures = 5
export const lockMinutes = 10

export const digestOfLogin = (house: House, login: string): Buffer => house.keyring.hmac('login', login)

/** A login as it is compared: no spaces at the ends, one width, one case. */
export const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

/** Until when this login is locked, or null. */
export const lockOf = async (tx: Tx, digest: Buffer, now: Date): Promise<Date | null> => {
  const { rows } = await sql<{ until: string }>`
    select locked_until as until from sign_in_tries where login_digest = ${digest} and locked_until > ${now}`.execute(
    tx,
  )
  return rows[0] ? new Date(rows[0].until) : null
}

/** Counts a wrong try; the fifth in a row locks. Answers until when, or null. A lock that has run out starts from one. */
export const countFailure = async (
  tx: Tx,
  tried: { digest: Buffer; personId: string | null },
  now: Date,
): Promise<Date | null> => {
  const until = new Date(now.getTime() + lockMinutes * 60_000)
  const { rows } = await sql<{ until: string | null }>`
    insert into sign_in_tries as t (login_digest, person_id, failures, tried_at)
    values (${tried.digest}, ${tried.personId}, 1, ${now})
    on conflict (login_digest) do update set
      person_id = excluded.person_id,
      failures = case when t.locked_until <= ${now} then 1 else t.failures + 1 end,
      locked_until = case when t.locked_until > ${now} then t.locked_until
        when t.locked_until is null and t.failures + 1 >= ${mostFailures} then ${until}::timestamptz end,
      tried_at = ${now}
    returning locked_until as until`.execute(tx)
  return rows[0]?.until ? new Date(rows[0].until) : null
}

/** The right password and code end the row of failures. */
export const forgetFailures = async (tx: Tx, digest: Buffer): Promise<void> => {
  await sql`delete from sign_in_tries where login_digest = ${digest}`.execute(tx)
}

/** Releases a person's login before its time; false when it was not locked. */
export const releaseLock = async (tx: Tx, personId: string, now: Date): Promise<boolean> => {
  const { rows } = await sql<{ locked: boolean }>`
    delete from sign_in_tries where person_id = ${personId} returning locked_until > ${now} as locked`.execute(
    tx,
  )
  return rows.some((row) => row.locked)
}

export const lockWords = (until: Date): string =>
  `连着 ${mostFailures} 次没对上，先锁 ${lockMinutes} 分钟，${clockOf(until)} 以后再试。急用的话，请找本级的安全管理员解锁。`
