import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openCluster, passwordOf, superuser } from './embedded-postgres/cluster.ts'
import { findFooting, hand, openFolder } from './embedded-postgres/footing.ts'
import { holdLock } from './embedded-postgres/lock.ts'
import { findPostmaster, type Postmaster, stopPostmaster } from './embedded-postgres/postmaster.ts'
import { isLiving, processMark } from './embedded-postgres/process-mark.ts'
import { launch } from './embedded-postgres/server.ts'

/** A PostgreSQL of our own on 127.0.0.1, as two roles know it. */
export interface EmbeddedPostgres {
  /** For the application, which owns nothing. */
  url: string
  /** For migrations and the command line: the owner of the database, who may create others. */
  ownerUrl: string
  port: number
  /** Another living process (or call) started the server and will stop it; `stop` then leaves it running. */
  reused: boolean
  stop(): Promise<void>
}

const ownerRole = 'minqiao_owner'
const applicationRole = 'minqiao_app'
const dyingMs = 5_000
const patienceMs = 30_000

/**
 * Starts PostgreSQL over `<dataDir>/postgres`, or joins the one that a living process runs there; one whose
 * starter was killed is stopped and started anew. `fast` loses data at a power cut: for tests only. Throws one
 * Chinese line that names DATABASE_URL where no server can run.
 */
export async function startEmbeddedPostgres({
  dataDir,
  database = 'minqiao',
  log = () => {},
  fast = false,
}: {
  dataDir: string
  database?: string
  log?: (line: string) => void
  fast?: boolean
}): Promise<EmbeddedPostgres> {
  const folder = openFolder(dataDir)
  const release = await holdLock(join(folder, 'postgres.lock'))
  try {
    const footing = findFooting(folder, log)
    const pgdata = await openCluster(footing, fast)
    const owner = join(folder, 'postgres.owner')
    const running = await findServer(pgdata, owner, log)
    if (!running) writeFileSync(owner, processMark(process.pid))
    hand(owner, footing)
    const { pid, port } = running ?? (await launch(footing, pgdata, fast))
    await createRoles(pgdata, port, database)
    const urlAs = (role: string) =>
      `postgres://${role}:${passwordOf(role, pgdata)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
    return {
      url: urlAs(applicationRole),
      ownerUrl: urlAs(ownerRole),
      port,
      reused: running !== undefined,
      async stop() {
        if (!running && findPostmaster(pgdata)?.pid === pid) await stopPostmaster(pid)
      },
    }
  } finally {
    release()
  }
}

/** The server that a living process runs here, once it answers; undefined when there is none, or none any more. */
async function findServer(
  pgdata: string,
  ownerFile: string,
  log: (line: string) => void,
): Promise<Postmaster | undefined> {
  const since = Date.now()
  let told = false
  for (;;) {
    const postmaster = findPostmaster(pgdata)
    if (!postmaster) return undefined
    const isOrphan = !existsSync(ownerFile) || !isLiving(readFileSync(ownerFile, 'utf8'))
    if (isOrphan && postmaster.status === 'ready') await stopPostmaster(postmaster.pid)
    else if (await answers(pgdata, postmaster)) return postmaster
    const waitedMs = Date.now() - since
    if (waitedMs > dyingMs && !told) {
      told = true
      log(`正在等上一个数据库进程（${postmaster.pid}）结束`)
    }
    if (waitedMs > patienceMs && postmaster.status !== 'starting') {
      throw new Error(
        `上一个数据库进程（${postmaster.pid}）既不应答也不结束：请结束它，或用 DATABASE_URL 指定一个 PostgreSQL`,
      )
    }
    await sleep(50)
  }
}

async function answers(pgdata: string, { port, status }: Postmaster): Promise<boolean> {
  if (status !== 'ready') return false
  try {
    await asSuperuser(pgdata, port, async (client) => client.query('select 1'))
    return true
  } catch {
    return false
  }
}

/** The owner may create databases (tests clone theirs, a backup is restored into a new one); neither is superuser. */
async function createRoles(pgdata: string, port: number, database: string): Promise<void> {
  await asSuperuser(pgdata, port, async (client) => {
    const { rows: roles } = await client.query<{ rolname: string }>('select rolname from pg_roles')
    for (const [role, right] of [
      [ownerRole, 'createdb'],
      [applicationRole, 'nocreatedb'],
    ] as const) {
      if (roles.some(({ rolname }) => rolname === role)) continue
      await client.query(`create role ${role} login ${right} password '${passwordOf(role, pgdata)}'`)
    }
    const name = client.escapeIdentifier(database)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${name} owner ${ownerRole}`)
    await client.query(`grant connect on database ${name} to ${applicationRole}`)
  })
}

async function asSuperuser<T>(
  pgdata: string,
  port: number,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: passwordOf(superuser, pgdata),
    database: superuser,
    ssl: false,
    connectionTimeoutMillis: 2_000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
