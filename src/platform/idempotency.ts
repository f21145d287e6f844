import { type Tx, sql } from './db.ts'
import { KeyReused } from './errors.ts'
import type { House } from './house.ts'

/** One intention of a caller: who or which form, which endpoint, which key, and what was asked. */
export interface Intention {
  scope: string
  endpoint: string
  key: string
  digest: Buffer
}

export interface FirstAnswer {
  status: number
  reply: string
}

/** The first answer, given again as it was sent. */
export interface Replay {
  status: number
  replay: string
}

/** What is kept of a request: keyed, since phones are few enough to be tried out. */
export const digestOf = (house: Pick<House, 'keyring'>, asked: unknown): Buffer =>
  house.keyring.hmac('first answer', JSON.stringify(asked))

/** The first answer under this key, or null; another body under the same key throws KeyReused. */
export const findFirstAnswer = async (tx: Tx, intention: Intention): Promise<FirstAnswer | null> => {
  const { rows } = await sql<FirstAnswer & { same: boolean }>`
    select status, reply, body_digest = ${intention.digest} as same from idempotency
    where scope = ${intention.scope} and endpoint = ${intention.endpoint} and key = ${intention.key}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return null
  if (!row.same) throw new KeyReused()
  return { status: row.status, reply: row.reply }
}

/** Keeps the answer, in the transaction that did the deed; false when another request came first. */
export const keepAnswer = async (tx: Tx, intention: Intention, answer: FirstAnswer): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    insert into idempotency (scope, endpoint, key, body_digest, status, reply)
    values (${intention.scope}, ${intention.endpoint}, ${intention.key}, ${intention.digest}, ${answer.status}, ${answer.reply})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Forgets answers older than 30 days. (design.md §3, Idempotency) */
export const forgetOldAnswers = async (tx: Tx, now: Date): Promise<void> => {
  await sql`delete from idempotency where created_at < ${now}::timestamptz - interval '30 days'`.execute(tx)
}
