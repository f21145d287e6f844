import { join } from 'node:path'
import { sql } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { packageRoot } from '../platform/root.ts'
import { seedOrganisations } from '../modules/organisations/index.ts'

/** Fills an empty installation with the demo province; does nothing where units stand already. */
export const fillDemo = async (house: House): Promise<void> => {
  await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('minqiao demo'))`.execute(tx)
    const { rows } = await sql`select from units limit 1`.execute(tx)
    if (rows.length > 0) return
    await seedOrganisations(tx, join(packageRoot(), 'db', 'seed', 'hunan-43.csv'))
  })
}
