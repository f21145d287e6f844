import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { NumberSetting } from '../../platform/number-setting.ts'
import { numberSetting } from '../../platform/settings.ts'

/** Starts the clock of what an awaited item waits for now; without a receipt there is none. Call before the step, whose to-do shows the day. */
export const startClock = async (
  tx: Tx,
  opinionId: string,
  setting: NumberSetting,
  now: Date,
): Promise<void> => {
  const { rows } = await sql<{ committeeId: string }>`
    select committee_id as "committeeId" from opinions where id = ${opinionId} and number is not null`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return
  const days = await numberSetting(tx, row.committeeId, dayOf(now), setting)
  await sql`
    update opinions set counted_from = ${dayOf(now)}, due_days = ${days}, due_on = add_working_days(${dayOf(now)}::date, ${days}::int)
    where id = ${opinionId}`.execute(tx)
}

/** Stops the clock: nothing is waited for. */
export const stopClock = async (tx: Tx, opinionId: string): Promise<void> => {
  await sql`update opinions set counted_from = null, due_days = null, due_on = null where id = ${opinionId}`.execute(
    tx,
  )
}
