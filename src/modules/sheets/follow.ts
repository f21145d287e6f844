import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { closeManyTodos, moveTodos } from '../../platform/todos.ts'
import { type CampaignStep, daysBetween } from '../campaigns/index.ts'
import { filingProcess, returnProcess } from './process.ts'

/**
 * What becomes of returns that wait for who files them when their campaign moves: the last day of those owed and of those sent
 * back moves with it; closed, nobody is asked for what was never filed; cancelled, nobody mends what was sent back (what is owed
 * lapses by the clock, filings.ts).
 */
export const followWithReturns = async (tx: Tx, actor: Actor, taken: CampaignStep): Promise<void> => {
  const { id, step, before, after } = taken
  const days = daysBetween(before.returnDueOn, after.returnDueOn)
  const owed = { recordType: filingProcess.record, recordIds: await waitingOf(tx, 'filings', 'due', id) }
  const sentBack = {
    recordType: returnProcess.record,
    recordIds: await waitingOf(tx, 'returns', 'returned', id),
  }
  if (step === 'postpone' || step === 'extend')
    for (const waiting of [owed, sentBack]) await moveTodos(tx, waiting, days)
  if (step === 'close') await closeManyTodos(tx, owed, actor.now)
  if (step === 'cancel') await closeManyTodos(tx, sentBack, actor.now)
}

const waitingOf = async (
  tx: Tx,
  table: 'filings' | 'returns',
  state: string,
  campaignId: string,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where campaign_id = ${campaignId} and state = ${state}`.execute(tx)
  return rows.map((row) => row.id)
}
