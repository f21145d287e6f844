import { dayOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { demoDay, seedProvince } from './province.ts'
import type { Scale } from './plan.ts'

const demoScale: Scale = { studios: 400, members: 4_000 }
/** One county: what a county clerk brings in. */
export const countyScale: Scale = { studios: 40, members: 300, only: '430102' }
/** Design size. (design.md §6) */
export const provinceScale: Scale = { studios: 3_000, members: 30_000 }

/** Fills an empty installation with the demo province; does nothing where units stand already. */
export const fillDemo = (house: House): Promise<boolean> => fill(house, demoScale)

/** Fills an empty installation; answers false, and touches nothing, where units stand already. */
export const fill = (house: House, scale: Scale): Promise<boolean> =>
  house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('minqiao demo'))`.execute(tx)
    await sql`set local statement_timeout = '120s'`.execute(tx)
    if (await isFilled(tx)) return false
    await seedProvince(tx, house, scale, demoDay(dayOf(house.clock())))
    return true
  })

const isFilled = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql`select from units limit 1`.execute(tx)
  return rows.length > 0
}
