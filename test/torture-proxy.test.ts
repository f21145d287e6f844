import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '../src/modules/accounts/index.ts'
import { sql } from '../src/platform/db.ts'
import type { Studio } from '../torture/ground.ts'
import { type Entry, openJournal, readJournal } from '../torture/journal.ts'
import { type ProxyVerdict, judgeProxy } from '../torture/proxy-verdict.ts'
import { type FaultyProxy, faultyProxy } from '../torture/proxy.ts'
import { listen, speak } from '../torture/speakers.ts'
import { convene, makePerson, makeProvince, makeVenue } from './builders.ts'
import { testDatabase } from './database.ts'
import { testApp, testHouse } from './house.ts'

const { db, owner } = testDatabase()
let entries: Entry[] = []
let proxy: FaultyProxy
let stop: () => Promise<unknown>

/** The verdict after something was changed behind the back, or told otherwise; rolled back. */
const after = async (statements: string[] = [], told: Entry[] = entries): Promise<ProxyVerdict> => {
  const client = owner()
  await client.query('begin')
  try {
    for (const statement of statements) await client.query(statement)
    return await judgeProxy(client, told)
  } finally {
    await client.query('rollback')
  }
}

describe('over a network that loses answers and requests and doubles some', () => {
  beforeAll(async () => {
    const house = testHouse(db)
    const place = await makeProvince(db)
    const studios: Studio[] = []
    for (const name of ['甲', '乙', '丙']) {
      const venueId = await makeVenue(db, place.county, { name: `${name}工作室` })
      const convener = await makePerson(db, place.county, '顾清')
      await convene(db, convener, venueId)
      const { rows } = await sql<{ token: string }>`select token from venues where id = ${venueId}`.execute(
        db,
      )
      const cookie = `mq_staff=${await openSession(db, convener, 'staff', '拷打', new Date())}`
      studios.push({ venueId, token: rows[0]?.token ?? '', cookie, activityIds: [], personIds: [] })
    }
    const app = await testApp({
      ...house,
      clock: () => new Date(),
      config: { ...house.config, trustedProxies: 1 },
    })
    proxy = await faultyProxy(await app.listen({ port: 0, host: '127.0.0.1' }), {
      replyLost: 0.2,
      requestLost: 0.1,
      doubled: 0.2,
    })
    stop = () => Promise.all([proxy.stop(), app.close()])
    const path = join(mkdtempSync(join(tmpdir(), 'minqiao-proxy-')), 'journal.jsonl')
    const journal = openJournal(path)
    const until = Date.now() + 4_000
    const isOver = () => Date.now() > until
    await Promise.all(
      studios.flatMap((studio) => [
        speak(proxy.url, studio, journal, isOver),
        listen(proxy.url, studio, journal, isOver),
      ]),
    )
    journal.close()
    entries = readJournal(path)
  })
  afterAll(() => stop())

  test('nothing is lost, nothing doubled, nobody told that a stored item failed', async () => {
    const { asked, acknowledged, retried, ...found } = await after()
    expect(found).toEqual({ lost: [], doubled: [], wronged: [], half: [] })
    expect(acknowledged).toBe(asked)
    expect([asked > 30, retried > 5, Math.min(...Object.values(proxy.count)) > 3]).toEqual([true, true, true])
  })

  const ofKind = (kind: Entry['kind']): Entry => {
    const found = entries.find((entry) => entry.kind === kind)
    if (!found) throw new Error(`nobody did: ${kind}`)
    return found
  }

  test('an item that went is found', async () => {
    const { recordId } = ofKind('say')
    const drop = `update opinions set words = 'gone' where words like '${recordId}%'`
    expect((await after([drop])).lost).toEqual([`say ${recordId}: acknowledged, and not there`])
  })

  test('a retry that was taken for another is found', async () => {
    const { recordId } = ofKind('letter')
    const { rows } = await owner().query<{ id: string }>(
      `select id from opinions where words like '${recordId}%'`,
    )
    const again = `insert into opinions (id, committee_id, words, channel, state, happened_at, received_at)
      select '${newId()}', committee_id, words, 'visit', state, happened_at, received_at from opinions where id = '${rows[0]?.id}'`
    expect((await after([again])).doubled).toEqual([`${recordId}: there 2 times`])
  })

  test('one who is told that it failed, though it is in, is found', async () => {
    const one = ofKind('heard')
    const told = entries.map((entry) =>
      entry.key === one.key && entry.told ? { ...entry, told: { ...entry.told, status: 409 } } : entry,
    )
    expect((await after([], told)).wronged).toEqual([`heard ${one.recordId}: told 409, and it is there`])
  })

  test('an item without its to-do is found', async () => {
    const { recordId } = ofKind('say')
    const half = `delete from todos where record_id in (select id from opinions where words like '${recordId}%')`
    expect((await after([half])).half).toEqual([`${recordId}: to-do`])
  })
})
