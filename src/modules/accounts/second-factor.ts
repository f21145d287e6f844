import { Secret, TOTP } from 'otpauth'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, 30 seconds; one step of clock drift either way. */
const periodSeconds = 30

/** The secret offered on a set-up page: derived from its link, so that the page can be shown again before it is saved. */
export const offeredSecret = (house: House, codeId: string): string =>
  new Secret({ buffer: Uint8Array.from(house.keyring.hmac('totp set-up', codeId).subarray(0, 20)).buffer })
    .base32

/** What the QR code on the set-up page says. */
export const enrolmentAddress = (secret: string, issuer: string, login: string): string =>
  totpOf(secret, issuer, login).toString()

/** The time step that the code belongs to (now, one before or one after), or null when it is not the secret's. */
export const stepOfCode = (secret: string, code: string, now: Date): number | null => {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const drift = totpOf(secret).validate({ token: digits, timestamp: now.getTime(), window: 1 })
  return drift === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + drift
}

/** The code at an instant: for tests and the demo. */
export const codeAt = (secret: string, now: Date): string =>
  totpOf(secret).generate({ timestamp: now.getTime() })

const totpOf = (secret: string, issuer = '', label = ''): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: periodSeconds, issuer, label })

/** Uses up the step: false when a code of this step or a later one was used before, so that a code works once. */
export const useStep = async (tx: Tx, personId: string, step: number): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update accounts set totp_last_step = ${step} where person_id = ${personId} and coalesce(totp_last_step, 0) < ${step}`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
