import type { Actor } from '../../platform/actor.ts'
import { writeAudit } from '../../platform/audit.ts'
import { sql } from '../../platform/db.ts'
import type { FieldProblem } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { countTry } from '../../platform/rate-limit.ts'
import { hashPassword, isPassword, passwordProblem } from './passwords.ts'
import { stepOfCode, useStep } from './second-factor.ts'
import { endSessionsOf, openSession } from './sessions.ts'

interface Held {
  login: string
  passwordHash: string
  totpSealed: Buffer
  device: string
}

/** The account behind a desk session, or null where it has no password: it came by a link of the demo. */
export const heldBy = async (house: House, actor: Actor): Promise<Held | null> => {
  const { rows } = await sql<Held>`
    select a.login, a.password_hash as "passwordHash", a.totp_sealed as "totpSealed", s.device
    from sessions s join accounts a on a.person_id = s.person_id
    where s.id = ${actor.sessionId} and a.login is not null and a.password_hash is not null and a.totp_sealed is not null`.execute(
    house.db,
  )
  return rows[0] ?? null
}

/**
 * Changes one's own password: the old one, and the second factor unless this session has just given it. Every session ends,
 * this one too, which goes on under a new token. Answers what was wrong, counting the try. Throws TooMany.
 */
export const changePassword = async (
  house: House,
  actor: Actor,
  typed: { old: string; password: string; code: string },
): Promise<{ token: string } | { problems: FieldProblem[] }> => {
  const windows = [{ most: 10, seconds: 600 }]
  await countTry(house, { bucket: 'password change', who: actor.personId, windows }, actor.now)
  const held = await heldBy(house, actor)
  if (!held || !(await isPassword(held.passwordHash, typed.old)))
    return { problems: [{ path: 'old', message: '原来的密码不对' }] }
  const problem =
    typed.old === typed.password ? '新密码和原来的一样' : passwordProblem(typed.password, held.login)
  if (problem) return { problems: [{ path: 'password', message: problem }] }
  const step = stepOfCode(house.keyring.open(held.totpSealed), typed.code, actor.now)
  const wrongCode = {
    problems: [{ path: 'code', message: '动态码不对，或者这一个已经用过。等验证器换一个再输。' }],
  }
  if (!actor.contactsOpen && step === null) return wrongCode
  const passwordHash = await hashPassword(typed.password)
  return house.db.transaction().execute(async (tx) => {
    if (!actor.contactsOpen && (step === null || !(await useStep(tx, actor.personId, step)))) return wrongCode
    await sql`
      update accounts set password_hash = ${passwordHash}, password_set_at = ${actor.now}
      where person_id = ${actor.personId}`.execute(tx)
    await endSessionsOf(tx, actor.personId, actor.now)
    const row = { endpoint: 'accounts.changePassword', recordId: null, outcome: 'done', status: 200 } as const
    await writeAudit(tx, actor, row)
    return { token: await openSession(tx, actor.personId, 'staff', held.device, actor.now) }
  })
}
