import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { stillOpen } from './access.ts'
import { type Assignables, type RecordOf, assignableOf } from './assignable.ts'

/** Departments that were asked about a record and have not answered. */
export const countOpen = async (tx: Tx, record: string, id: string): Promise<number> => {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from assignments a where a.record_type = ${record} and a.record_id = ${id} and ${stillOpen}`.execute(
    tx,
  )
  return rows[0]?.open ?? 0
}

/**
 * Moves the record on when the last department that was asked has answered or was taken off: to answered where a reply of
 * this round is out, else back to whom it came from. While departments are open it stays with them.
 */
export const settleRecord = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  { recordType, recordId }: RecordOf,
): Promise<void> => {
  if ((await countOpen(tx, recordType, recordId)) > 0) return
  const one = assignableOf(all, recordType)
  const { rows } = await sql<{ id: string }>`
    select r.id from replies r where r.record_type = ${recordType} and r.record_id = ${recordId} and r.state = 'published'
      and r.round = (select 1 + count(*) from steps where record_type = ${recordType} and record_id = ${recordId} and step = 'reopen')
    order by r.published_at desc, r.id desc limit 1`.execute(tx)
  const [last] = rows
  if (last) await one.answered(tx, actor, recordId, last.id)
  else await one.recalled(tx, actor, recordId)
}
