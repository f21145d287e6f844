import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { passwordOf, superuser } from '../src/platform/embedded-postgres/cluster.ts'
import { keptHeads, verifySeals } from '../src/platform/log-seal/index.ts'
import { work } from './client.ts'
import { layGround } from './ground.ts'
import { type Journal, openJournal, readJournal } from './journal.ts'
import { type Victim, victim } from './server.ts'
import { type Verdict, judge } from './verdict.ts'

/** What a run of torture came to. */
export interface Outcome extends Verdict {
  kills: { application: number; database: number; immediate: number }
  /** longest time from start to ready after a kill, in milliseconds */
  slowestReadyMs: number
  /** what amcheck says of every index, heap included */
  indexes: string
  /** what `minqiao verify` says of the logs afterwards */
  seals: string
}

/**
 * Clients work in studios and keep a journal on disk while the application and the database are killed in turn (kill -9, and
 * the database by `pg_ctl -m immediate`), each so many times; then journal and database are compared. The database is the real one, synced to disk.
 */
export const torture = async (times: {
  application: number
  database: number
  immediate: number
  log?: (line: string) => void
}): Promise<Outcome> => {
  const log = times.log ?? (() => undefined)
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-torture-'))
  const journalPath = join(dataDir, 'journal.jsonl')
  const config = readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'off' })
  const studios = await layGround(config, { studios: 6, activities: 60, members: 40 })
  const server = await victim(dataDir)
  const journal = openJournal(journalPath)
  let over = false
  let answered = 0
  const counting: Journal = {
    ...journal,
    write: (line) => {
      journal.write(line)
      if (line.t === 'told') answered += 1
    },
  }
  try {
    await server.start()
    const clients = studios.map((studio) => work(server.url, studio, counting, () => over))
    const slowestReadyMs = await killInTurn(server, times, () => answered, log)
    await sleep(1_500)
    over = true
    await Promise.all(clients)
    journal.close()
    await sleep(1_500)
    await server.stop()
    const found = await examine(dataDir, journalPath)
    return { ...found, slowestReadyMs, kills: killsOf(times) }
  } finally {
    over = true
    await server.killApplication()
    await stopDatabase(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Kills {
  application: number
  database: number
  immediate: number
}

const killsOf = ({ application, database, immediate }: Kills): Kills => ({ application, database, immediate })

const killInTurn = async (
  server: Victim,
  times: Kills,
  answered: () => number,
  log: (line: string) => void,
): Promise<number> => {
  let slowest = 0
  for (let n = 0; n < Math.max(...Object.values(killsOf(times))); n += 1) {
    for (const what of ['application', 'database', 'immediate'] as const) {
      if (n >= times[what]) continue
      await underWay(answered)
      if (what !== 'application') {
        server.killDatabase(what === 'immediate' ? 'SIGQUIT' : 'SIGKILL')
        await sleep(Math.random() * 1_000)
      }
      await server.killApplication()
      const readyMs = await server.start()
      slowest = Math.max(slowest, readyMs)
      log(
        `${what === 'immediate' ? 'pg_ctl -m immediate' : `kill -9 ${what}`} ${n + 1}: ready again after ${readyMs} ms`,
      )
    }
  }
  return slowest
}

/** Waits until clients are well at work, and for a random moment of it. */
const underWay = async (answered: () => number): Promise<void> => {
  const until = Date.now() + 20_000
  const enough = answered() + 60
  while (answered() < enough && Date.now() < until) await sleep(20)
  await sleep(Math.random() * 500)
}

const examine = async (
  dataDir: string,
  journalPath: string,
): Promise<Verdict & { seals: string; indexes: string }> => {
  const database = await startEmbeddedPostgres({ dataDir })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    const verdict = await judge(client, readJournal(journalPath))
    const seals = await verifySeals(client, keptHeads(dataDir))
    return {
      ...verdict,
      seals: seals.bad ?? `${seals.rows} rows in ${seals.seals} seals, all as they were`,
      indexes: await checkIndexes(dataDir, database.port),
    }
  } finally {
    await client.end()
    await database.stop()
  }
}

/** Every B-tree against its table, as PostgreSQL's own amcheck sees it; the first fault in its words. */
const checkIndexes = async (dataDir: string, port: number): Promise<string> => {
  const pgdata = join(realpathSync(dataDir), 'postgres')
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: passwordOf(superuser, pgdata),
    database: 'minqiao',
  })
  await client.connect()
  try {
    await client.query('create extension if not exists amcheck')
    const { rowCount } = await client.query(
      `select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
         join pg_am a on a.oid = c.relam where a.amname = 'btree' and i.indisvalid`,
    )
    return `${rowCount} indexes clean`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end()
  }
}

/** Nothing of ours stays running over data that is about to go. */
const stopDatabase = async (dataDir: string) => {
  const database = await startEmbeddedPostgres({ dataDir }).catch(() => null)
  await database?.stop()
}
