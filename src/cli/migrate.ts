import { openEstate } from '../estate.ts'
import { readConfig } from '../platform/config.ts'

/** Brings the database to this version's schema and ends. */
export const migrateOnly = async (): Promise<void> => {
  const estate = await openEstate(readConfig(process.env), { fill: false })
  await estate.close()
  process.stdout.write('数据库结构已是最新。\n')
}
