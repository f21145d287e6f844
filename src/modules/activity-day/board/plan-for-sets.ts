import { type Tx, sql } from '../../../platform/db.ts'

/**
 * Sets of thousands are joined here, each time for other days and rows: a plan made once for all would loop over them. Holds to
 * the end of the transaction.
 */
export const planForSets = async (tx: Tx): Promise<void> => {
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_nestloop', 'off', true)`.execute(
    tx,
  )
}
