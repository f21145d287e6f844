import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeProvince, makeStaff } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../test/house.ts'
import { openDatabase, sql } from './db.ts'
import { weakSettings } from './durability.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

const { db } = testDatabase()
const words = [
  'fsync = off：断电会丢已存上的内容，请设为 on',
  'full_page_writes = off：断电会损坏数据，请设为 on',
  'synchronous_commit = off：断电会丢刚存上的内容，请设为 on',
]

describe('a database that may lose answered writes', () => {
  test('each of the three settings is found out, 3 of 3', async () => {
    const found = await db.transaction().execute(async (tx) => {
      await sql`set local synchronous_commit = off`.execute(tx)
      return weakSettings(tx)
    })
    expect(found).toEqual(words)
  })

  test('is told in the probe and on every page of the desk, nowhere on the phone', async () => {
    const app = await testApp(testHouse(db))
    const probe = await app.inject('/readyz')
    expect(probe.json()).toEqual({ ok: true, health: 'warn', warnings: words.slice(0, 2) })
    const staff = await makeStaff(db, (await makeProvince(db)).county)
    const [desk, phone] = [await clientOf(app, staff), await clientOf(app, staff, 'member')]
    expect(Object((await desk.get('/api/me')).json()).warnings).toEqual(words.slice(0, 2))
    expect(Object((await phone.get('/api/me')).json()).warnings).toEqual([])
  })

  test('the embedded database as it is started has nothing to warn of', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-durable-'))
    const server = await startEmbeddedPostgres({ dataDir })
    const durable = openDatabase(server.url, { max: 1 })
    try {
      expect(await weakSettings(durable)).toEqual([])
    } finally {
      await durable.destroy()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }, 60_000)

  test('the mark in the tab is there for all three faces', async () => {
    const app = await testApp(testHouse(db))
    for (const path of ['/favicon.svg', '/favicon.ico'])
      expect((await app.inject(path)).headers['content-type']).toBe('image/svg+xml')
    expect((await app.inject('/sign-in')).body).toContain('<link rel="icon" href="/favicon.svg"')
  })
})
