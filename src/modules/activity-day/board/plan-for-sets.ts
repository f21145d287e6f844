import { type Tx, sql } from '../../../platform/db.ts'

/**
 * Sets of thousands are joined here, each time for other days and rows: a plan made once for all would loop over them; of a unit's
 * own part alone, hundreds, which are looked up: by person, and not in an exclusion index, which begins with the venue and
 * looks cheap because it holds all that is asked for. Holds to the end of the transaction.
 */
export const planForSets = async (tx: Tx, isPart = false): Promise<void> => {
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true),
    set_config('enable_nestloop', ${isPart ? 'on' : 'off'}, true), set_config('enable_indexonlyscan', ${isPart ? 'off' : 'on'}, true)`.execute(
    tx,
  )
}
