import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrateJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'

/** Starts a server without syncing and migrates its database, which then serves as the template of each test file's own. */
export const prepareTemplate = async (dataDir: string): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir, database: 'template_minqiao', fast: true })
  await migrateJobs(server.ownerUrl)
  await migrate(server.ownerUrl, join(import.meta.dirname, '..', 'db', 'migrations'), roleOf(server.url))
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  await client.query('alter role minqiao_owner createdb').catch(() => undefined)
  await client.end()
  return server
}

export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username)
