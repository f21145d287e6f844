import type { Actor } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { sentence } from '../../../platform/sentence.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { type DutyKey, reverseDuties } from '../../ledger/index.ts'
import { activityFlow, manages, visibleTo } from '../access.ts'
import { tellDone } from './attended.ts'
import { tellSignedUp } from './telling.ts'

/** Attests the discipline rules on a plan: who and when are kept; the first word stands. */
export const attestDiscipline = async (tx: Tx, actor: Actor, id: string): Promise<{ id: string }> => {
  const { rows } = await sql<{ state: string; mine: boolean }>`
    select a.state, ${manages(actor)} as mine from activities a where a.id = ${id} and ${visibleTo(actor)} for update of a`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  if (row.state === 'cancelled') throw new Conflict('活动已经取消。', { state: row.state })
  await sql`
    update activities set disciplined_by = ${actor.personId}, disciplined_at = ${actor.now}
    where id = ${id} and disciplined_at is null`.execute(tx)
  return { id }
}

/**
 * Settles or cancels a plan. A cancelled one's attendances stop counting and their duties are taken back; its opinions
 * and deeds outlive it. Answers how many signed up were told. (C25)
 */
export const stepActivity = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string; told: number }> => {
  if (asked.step === 'revise') throw new Invalid([{ path: 'step', message: '修改方案请在方案页上改' }])
  const moved = await takeStep(tx, actor, activityFlow, id, asked)
  if (moved.to === 'planned') await tellDone(tx, id, actor.now)
  const told = asked.step === 'cancel' ? await cancelled(tx, actor, id, asked.words ?? '') : 0
  return { state: moved.to, told }
}

const cancelled = async (tx: Tx, actor: Actor, id: string, words: string): Promise<number> => {
  const { rows } = await sql<DutyKey>`
    select 'attendance' as "sourceType", t.id as "sourceId", 'attended' as kind, t.person_id as "personId"
    from attendances t where t.activity_id = ${id} and t.state = 'standing'`.execute(tx)
  await reverseDuties(tx, rows, actor.now)
  const { rows: named } = await sql<{ title: string }>`select title from activities where id = ${id}`.execute(
    tx,
  )
  return tellSignedUp(tx, actor, id, {
    cause: 'cancel',
    title: `“${named[0]?.title ?? ''}”取消了`,
    body: sentence(words),
  })
}
