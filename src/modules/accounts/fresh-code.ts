import { type Actor, recordsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { hasSms } from '../../platform/notify/index.ts'
import { countTryIn } from '../../platform/rate-limit.ts'
import { codeOf, findCode, plainCode, trySmsCode, useCode } from './codes.ts'
import type { FreshCode } from './contract.ts'
import { sendCode } from './member-sign-in.ts'
import { stepOfCode, useStep } from './second-factor.ts'

/** Contacts stay open, and steps that matter stay possible, for ten minutes after a fresh code. */
const openMinutes = 10

interface Means {
  /** the record with the phone that was used last, where there are two */
  personId: string
  totpSealed: Buffer | null
  hasPhone: boolean
}

/** Says which code is asked for now, and sends it where it goes by SMS. Throws TooMany. */
export const askFreshCode = async (tx: Tx, actor: Actor, house: House): Promise<FreshCode> => {
  const means = await meansOf(tx, actor)
  if (actor.face === 'staff' && means.totpSealed)
    return { by: 'authenticator', words: '请输手机验证器上现在显示的 6 位数字。', demoCode: null }
  if (!house.config.demo && !(hasSms(house.config) && means.hasPhone))
    return { by: 'staff', words: '请本级政协办公室给您念一个登录码，输在这里。', demoCode: null }
  const windows = [
    { most: 1, seconds: 60 },
    { most: 5, seconds: 3600 },
    { most: 10, seconds: 86_400 },
  ]
  const words = (wait: string) => `验证码刚发过，请过${wait}再要。`
  await countTryIn(tx, house, { bucket: 'fresh code', who: actor.personId, windows, words }, actor.now)
  const id = await sendCode(tx, house, means.personId, actor.face, actor.now)
  return {
    by: 'sms',
    words: means.hasPhone
      ? '验证码已经发到您登记的手机，5 分钟内有效。'
      : '演示里没有登记手机，验证码写在这里。',
    demoCode: house.config.demo ? codeOf(house, { id, kind: 'sms' }) : null,
  }
}

/** Opens contacts in this session for ten minutes. A wrong code is counted: five in ten minutes, then TooMany. */
export const openContacts = async (
  tx: Tx,
  actor: Actor,
  house: House,
  typed: string,
): Promise<{ open: boolean; until: string | null; words: string }> => {
  await countTryIn(
    tx,
    house,
    { bucket: 'fresh code tries', who: actor.personId, windows: [{ most: 5, seconds: 600 }] },
    actor.now,
  )
  if (!(await isFresh(tx, actor, house, typed)))
    return { open: false, until: null, words: '验证码不对，或者用过、过期了。10 分钟内最多试 5 次。' }
  const until = new Date(actor.now.getTime() + openMinutes * 60_000)
  await sql`update sessions set contacts_until = ${until} where id = ${actor.sessionId}`.execute(tx)
  return {
    open: true,
    until: until.toISOString(),
    words: `${openMinutes} 分钟内可以看联系方式。每看一次都有记录。`,
  }
}

const isFresh = async (tx: Tx, actor: Actor, house: House, typed: string): Promise<boolean> => {
  const { totpSealed } = await meansOf(tx, actor)
  if (actor.face === 'staff' && totpSealed) {
    const step = stepOfCode(house.keyring.open(totpSealed), typed, actor.now)
    return step !== null && useStep(tx, actor.personId, step)
  }
  const sms = await trySmsCode(tx, house, [...recordsOf(actor)], typed, actor.now)
  if (sms) return useCode(tx, sms, actor.now)
  const readOut = await findCode(tx, house, plainCode(typed), ['read_out'], actor.now, 'lock')
  return readOut !== null && recordsOf(actor).includes(readOut.personId) && useCode(tx, readOut.id, actor.now)
}

const meansOf = async (tx: Tx, actor: Actor): Promise<Means> => {
  const { rows } = await sql<Means>`
    select p.id as "personId", a.totp_sealed as "totpSealed", p.phone_sealed is not null as "hasPhone"
    from people p left join accounts a on a.person_id = p.id where p.id = any(${recordsOf(actor)}::uuid[])
    order by p.phone_sealed is null, p.id = (select s.person_id from sessions s where s.id = ${actor.sessionId}) desc
    limit 1`.execute(tx)
  return rows[0] ?? { personId: actor.personId, totpSealed: null, hasPhone: false }
}
