import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Refusal } from '../../platform/errors.ts'
import { openSheet } from './access.ts'

const maySee = async (tx: Tx, actor: Actor, at: { campaignId: string; unitId: string } | undefined) => {
  if (!at) return false
  try {
    const seen = await openSheet(tx, actor, at.campaignId, at.unitId)
    return seen.isOwn || seen.isReceiver
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Evidence of a correction is read by the filing unit and by whom it files with. */
export const mayReadEvidence = async (tx: Tx, actor: Actor, id: string): Promise<boolean> => {
  const { rows } = await sql<{ campaignId: string; unitId: string }>`
    select campaign_id as "campaignId", unit_id as "unitId" from corrections where id = ${id}`.execute(tx)
  return maySee(tx, actor, rows[0])
}

/** Scan and summary of a return likewise. */
export const mayReadReturnFile = async (tx: Tx, actor: Actor, id: string): Promise<boolean> => {
  const { rows } = await sql<{ campaignId: string; unitId: string }>`
    select campaign_id as "campaignId", unit_id as "unitId" from returns where id = ${id}`.execute(tx)
  return maySee(tx, actor, rows[0])
}
