import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { actorNowIn, authenticateIn } from './modules/accounts/index.ts'
import type { Config } from './platform/config.ts'
import { loadKeys } from './platform/crypto.ts'
import { openDatabase } from './platform/db.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { diskFileStore } from './platform/files.ts'
import type { House } from './platform/house.ts'
import { migrateJobs } from './platform/jobs.ts'
import { migrate } from './platform/migrate.ts'
import { seedCalendar } from './platform/calendar.ts'
import { packageRoot } from './platform/root.ts'
import { fillDemo } from './seed/demo.ts'

/** An opened installation: its house, and where its database is reached. */
export interface Estate {
  house: House
  url: string
  ownerUrl: string
  close: () => Promise<void>
}

/** Opens the data: embedded or given database, migrated, demo province filled when it is a demo and empty. */
export const openEstate = async (
  config: Config,
  options: { fill?: boolean; prepared?: boolean } = {},
): Promise<Estate> => {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const server = config.databaseUrl
    ? {
        url: config.databaseUrl,
        ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl,
        stop: async () => undefined,
      }
    : await startEmbeddedPostgres({
        dataDir: config.dataDir,
        log: (line) => process.stderr.write(`${line}\n`),
      })
  if (!options.prepared) await prepare(server.url, server.ownerUrl)
  const db = openDatabase(server.url)
  const house: House = {
    config,
    db,
    keyring: loadKeys({ dataDir: config.dataDir, env: process.env }),
    files: diskFileStore(join(config.dataDir, 'files')),
    clock: () => new Date(),
    authenticate: authenticateIn(db),
    actorNow: actorNowIn(db),
    checksReplies: false,
    keepsPages: true,
  }
  if (config.demo && options.fill !== false && (await fillDemo(house)))
    await gatherStatistics(server.ownerUrl)
  return {
    house,
    url: server.url,
    ownerUrl: server.ownerUrl,
    close: async () => {
      await db.destroy()
      await server.stop()
    },
  }
}

/** Brings the schema up to date and fills in the working calendar. */
const prepare = async (url: string, ownerUrl: string): Promise<void> => {
  await migrateJobs(ownerUrl)
  await migrate(ownerUrl, join(packageRoot(), 'db', 'migrations'), appRoleOf(url, ownerUrl))
  const db = openDatabase(url, { max: 1 })
  await seedCalendar(db)
  await db.destroy()
}

/** The application's own role when it differs from the owner; null is the weaker form, where triggers alone guard the logs. */
const appRoleOf = (url: string, ownerUrl: string): string | null => {
  const role = decodeURIComponent(new URL(url).username)
  return role === decodeURIComponent(new URL(ownerUrl).username) ? null : role
}

/** Tells the planner what the tables hold, after many rows came at once: the owner alone may. */
export const gatherStatistics = async (ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
