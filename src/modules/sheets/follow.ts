import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { closeManyTodos, moveTodos } from '../../platform/todos.ts'
import { type CampaignStep, daysBetween } from '../campaigns/index.ts'
import { filingProcess } from './process.ts'

/** What becomes of the returns that are still owed when their campaign moves: their last day moves with it, at its end nobody is asked. */
export const followWithFilings = async (tx: Tx, actor: Actor, taken: CampaignStep): Promise<void> => {
  const { id, step, before, after } = taken
  if (step !== 'postpone' && step !== 'extend' && step !== 'close') return
  const owed = { recordType: filingProcess.record, recordIds: await owedOf(tx, id) }
  if (step === 'close') await closeManyTodos(tx, owed, actor.now)
  else await moveTodos(tx, owed, daysBetween(before.returnDueOn, after.returnDueOn))
}

const owedOf = async (tx: Tx, campaignId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from filings where campaign_id = ${campaignId} and state = 'due'`.execute(tx)
  return rows.map((row) => row.id)
}
