import { randomBytes } from 'node:crypto'
import { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Database, type Tx, openDatabase } from '../src/platform/db.ts'

/** A database of its own for the test file, cloned from the migrated template. `owner` may do what the application may not. */
export const testDatabase = (): {
  db: Database
  owner: () => pg.Client
  url: () => string
  ownerUrl: () => string
} => {
  const name = `t_${randomBytes(6).toString('hex')}`
  let opened: Database | null = null
  let owner: pg.Client | null = null
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  beforeAll(async () => {
    await onMaintenance((client) => client.query(`create database ${name} template template_minqiao`))
    opened = openDatabase(at(inject('appUrl')), { max: 8 })
    owner = new pg.Client({ connectionString: at(inject('ownerUrl')) })
    await owner.connect()
  })
  afterAll(async () => {
    await opened?.destroy()
    await owner?.end()
    await onMaintenance((client) => dropped(client, name))
  })
  return {
    db: lazy(() => opened),
    owner: () => {
      if (!owner) throw new Error('the test database is open inside tests only')
      return owner
    },
    url: () => at(inject('appUrl')),
    ownerUrl: () => at(inject('ownerUrl')),
  }
}

/** A vacuum of PostgreSQL's own at work in the database can't be sent away: it is waited for. */
const dropped = async (client: pg.Client, name: string) => {
  for (let tries = 1; ; tries += 1)
    try {
      return await client.query(`drop database if exists ${name} with (force)`)
    } catch (error) {
      if (tries === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
}

/** Creating from a template needs it idle: one file at a time, and nobody connected to it. */
const onMaintenance = async (work: (client: pg.Client) => Promise<unknown>) => {
  const url = Object.assign(new URL(inject('ownerUrl')), { pathname: '/postgres' }).toString()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('clone'))")
    await work(client)
  } finally {
    await client.end()
  }
}

const lazy = (get: () => Database | null): Database =>
  new Proxy(Object.create(Kysely.prototype), {
    get: (_target, key) => {
      const db = get()
      if (!db) throw new Error('the test database is open inside tests only')
      const value: unknown = Reflect.get(db, key, db)
      return typeof value === 'function' ? value.bind(db) : value
    },
  })

class RolledBack extends Error {}

/** Runs a test in a transaction that is rolled back. */
export const rolledBack = async (db: Database, work: (tx: Tx) => Promise<void>): Promise<void> => {
  try {
    await db.transaction().execute(async (tx) => {
      await work(tx)
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
}
