import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import type { App } from './house.ts'

const { db } = testDatabase()

describe('a record sent from a phone’s queue', () => {
  let app: App
  let first: string
  let second: string

  beforeAll(async () => {
    const place = await makeProvince(db)
    app = await testApp(testHouse(db))
    first = await makeMember(db, place.county, '周小禾')
    second = await makeMember(db, place.county, '李三石')
  })

  const send = async (session: string, owner: string) => {
    const { cookie } = await clientOf(app, session, 'member')
    const reply = await app.inject({
      method: 'POST',
      url: '/api/own-activities',
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        cookie,
        'x-face': 'member',
        'x-person': owner,
        'idempotency-key': newId(),
        'content-type': 'application/json',
      },
      payload: JSON.stringify({
        id: newId(),
        words: '走访',
        onDay: '2026-09-20',
        happenedAt: '2026-09-20T10:00:00+08:00',
      }),
    })
    return reply.statusCode
  }

  test('is taken from its own person, and answered 401 while another is signed in', async () => {
    expect([await send(second, first), await send(first, first)]).toEqual([401, 200])
    const { rows } = await sql`select person_id from own_activities`.execute(db)
    expect(rows).toEqual([{ person_id: first }])
  })
})
