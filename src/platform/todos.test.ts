import { beforeAll, describe, expect, test } from 'vitest'
import { v7 as newId } from 'uuid'
import { makeOpinion, makeProvince, makeStaff, makeVenue, type SmallProvince } from '../../test/builders.ts'
import { rolledBack, testDatabase } from '../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { listTodos, openTodos } from './todos.ts'

const { db } = testDatabase()

describe('one list of what waits', () => {
  let place: SmallProvince
  let first: Client
  let second: Client
  let office: string
  let opinion: string

  beforeAll(async () => {
    place = await makeProvince(db)
    office = await makeStaff(db, place.county)
    const colleague = await makeStaff(db, place.county)
    opinion = await makeOpinion(db, await makeVenue(db, place.county))
    const app = await testApp(testHouse(db))
    first = await clientOf(app, office)
    second = await clientOf(app, colleague)
    await openTodos(
      db,
      [
        {
          committeeId: place.county,
          recordType: 'opinion',
          recordId: opinion,
          kind: 'triage',
          title: '看看受不受理：路灯不亮',
          path: `/staff/opinions/${opinion}`,
          to: { unitId: place.county, role: 'office' },
          dueOn: '2026-09-24',
        },
      ],
      new Date('2026-09-21T08:16:00+08:00'),
    )
  })

  test('done by one, it is gone from the other’s open page at its next asking; unchanged, the answer is 304', async () => {
    const before = await second.get('/api/todos')
    expect(before.json()).toMatchObject({ total: 1, rows: [{ recordId: opinion }] })
    expect((await second.get('/api/me')).json()).toMatchObject({ todoCount: 1 })
    expect([typeof before.headers['etag'], before.headers['cache-control']]).toEqual([
      'string',
      'private, no-cache',
    ])
    expect((await first.post(`/api/opinions/${opinion}/steps`, { step: 'accept' })).status).toBe(200)
    const after = await second.get('/api/todos')
    expect(after.json()).toEqual({ rows: [], total: 0, together: [] })
    expect(after.headers['etag']).not.toBe(before.headers['etag'])
    expect((await second.get('/api/me')).json()).toMatchObject({ todoCount: 0 })
    expect((await second.get('/api/todos')).headers['etag']).toBe(after.headers['etag'])
  })

  test('days left are working days: a weekend and a day off are stepped over, late ones are below nought', () =>
    rolledBack(db, async (tx) => {
      await sql`
        insert into calendar_days (day, kind, name) values ('2026-09-25', 'holiday', '中秋节')
        on conflict (day) do update set kind = 'holiday'`.execute(tx)
      await openTodos(
        tx,
        ['2026-09-22', '2026-09-24', '2026-09-28', '2026-09-30'].map((dueOn) => ({
          committeeId: place.county,
          recordType: 'opinion',
          recordId: newId(),
          kind: 'triage',
          title: dueOn,
          path: '/staff/opinions',
          to: { personId: office },
          dueOn,
        })),
        new Date('2026-09-21T08:16:00+08:00'),
      )
      const actor = await actorOf(tx, office, new Date('2026-09-24T10:00:00+08:00'))
      const { rows } = await listTodos(tx, actor, { page: 1, size: 20 })
      expect(
        rows.filter((row) => row.title.startsWith('2026')).map((row) => [row.dueOn, row.daysLeft]),
      ).toEqual([
        ['2026-09-22', -2],
        ['2026-09-24', 0],
        ['2026-09-28', 1],
        ['2026-09-30', 3],
      ])
    }))
})
