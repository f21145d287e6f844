import { setTimeout as pause } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealedColumns } from '../src/cli/rotate-keys.ts'
import { addKey, loadKeys } from '../src/platform/crypto.ts'
import { sql } from '../src/platform/db.ts'
import type { App, House } from '../src/platform/house.ts'
import { countStale, resealAll } from '../src/platform/rotation.ts'
import { convene, makeMember, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

const { db } = testDatabase()

describe('changing the key of personal data while two processes serve', () => {
  const house = testHouse(db)
  const second: House = { ...house, keyring: loadKeys({ dataDir: house.config.dataDir, env: {} }) }
  let apps: App[] = []
  let office: Client
  let door = ''

  beforeAll(async () => {
    const place = await makeProvince(db)
    const venue = await makeVenue(db, place.county)
    await convene(db, await makeMember(db, place.county, '陈一诺'), venue)
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${venue}`.execute(db)
    door = `/o/${rows[0]?.token}`
    apps = [await testApp(house), await testApp(second)]
    office = await clientOf(apps[0] ?? (await testApp(house)), await makeStaff(db, place.county))
    await sql`
      insert into people (id, committee_id, name, name_pinyin, name_initials, phone_sealed)
      select gen_random_uuid(), ${place.county}, '委员' || n, 'weiyuan', 'wy', ${house.keyring.seal('19900000001')} from generate_series(1, 700) n`.execute(
      db,
    )
  })

  const say = (n: number) =>
    (apps[n % 2] ?? apps[0])?.inject({
      method: 'POST',
      url: door,
      remoteAddress: `198.51.100.${n % 200}`,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({
        key: newId(),
        what: `第 ${n} 件事`,
        name: `说话人${n}`,
        tell: 'sms',
        tel: `199${String(n).padStart(8, '0')}`,
      }).toString(),
    })

  test('every sealed column of the database is one that a rotation knows', async () => {
    const { rows } = await sql<{ place: string }>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and column_name like '%\\_sealed' order by 1`.execute(
      db,
    )
    expect(rows.map((row) => row.place)).toEqual(
      sealedColumns.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)).toSorted(),
    )
  })

  test('under load nothing fails, nothing is left under the old key, and everything still opens, receipts given out before too', async () => {
    const first = await say(1)
    const receipt = String(first?.headers.location)
    const wrong: string[] = []
    let said = 1
    let going = true
    const writing = (async () => {
      while (going) {
        said += 1
        const reply = await say(said)
        if (reply?.statusCode !== 303) wrong.push(`said ${said}: ${reply?.statusCode}`)
      }
    })()
    const reading = (async () => {
      while (going) {
        const { rows } = await sql<{ id: string }>`select id from opinions order by random() limit 1`.execute(
          db,
        )
        const reply = await office.get(`/api/opinions/${rows[0]?.id}`)
        if (reply.status !== 200 || !reply.text.includes('某')) wrong.push(`read: ${reply.status}`)
      }
    })()
    await pause(300)
    expect(addKey({ dataDir: house.config.dataDir, env: {} })).toBe('k2')
    const rows = await resealAll(second, sealedColumns)
    going = false
    await Promise.all([writing, reading])
    expect([wrong, rows > 700, said > 20]).toEqual([[], true, true])
    expect(await countStale(second, sealedColumns)).toBe(0)
    const kept = await sql<{ name: Buffer; phone: Buffer }>`
      select name_sealed as name, phone_sealed as phone from opinion_speakers order by opinion_id`.execute(db)
    const opened = kept.rows.map(({ name, phone }) => [
      house.keyring.keyOf(name),
      house.keyring.open(name),
      house.keyring.open(phone),
    ])
    expect(opened).toEqual(
      Array.from({ length: said }, (_, at) => [
        'k2',
        `说话人${at + 1}`,
        `199${String(at + 1).padStart(8, '0')}`,
      ]),
    )
    const people = await sql<{
      phone: Buffer
    }>`select phone_sealed as phone from people where phone_sealed is not null`.execute(db)
    expect(new Set(people.rows.map(({ phone }) => house.keyring.open(phone)))).toEqual(
      new Set(['19900000001']),
    )
    const again = await apps[1]?.inject({ url: receipt, headers: { host: 'localhost' } })
    expect([again?.statusCode, again?.body.includes('收到了，谢谢您')]).toEqual([200, true])
  }, 60_000)

  test('a rotation that was cut off is finished by running it again', async () => {
    addKey({ dataDir: house.config.dataDir, env: {} })
    await pause(1_100)
    const before = await countStale(house, sealedColumns)
    const [one] = sealedColumns.filter(({ table }) => table === 'opinion_speakers')
    await resealAll(house, one ? [one] : [])
    const between = await countStale(house, sealedColumns)
    await resealAll(house, sealedColumns)
    expect([before > between, between > 0, await countStale(house, sealedColumns)]).toEqual([true, true, 0])
  }, 60_000)
})
