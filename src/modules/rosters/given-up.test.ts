import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff, makeVenue, settle } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { cancelClosed } from './telling.ts'

const { db } = testDatabase()

describe('the roster of a host that is given up', () => {
  const now = new Date('2026-09-20T09:00:00+08:00')
  let office: Client
  let studio: string
  let [first, second] = ['', '']

  beforeAll(async () => {
    const place = await makeProvince(db)
    studio = await makeVenue(db, place.county)
    first = await makeMember(db, place.county, '丁小满')
    second = await makeMember(db, place.county, '周小禾')
    for (const person of [first, second]) await settle(db, person, studio)
    const app = await testApp({ ...testHouse(db), clock: () => now })
    office = await clientOf(app, await makeStaff(db, place.county))
  })

  test('what was planned from its last day on is cancelled and told, what comes before stays', async () => {
    const [before, after] = [newId(), newId()]
    const slots = [
      { id: before, day: '2026-10-15', memberIds: [first] },
      { id: after, day: '2026-11-05', memberIds: [second] },
    ]
    expect(
      (
        await office.post('/api/duty-slots', {
          seriesId: newId(),
          venueIds: [studio],
          begins: '09:00',
          ends: '11:30',
          place: '老码头大树下',
          slots,
        })
      ).status,
    ).toBe(200)
    expect(await cancelClosed(db, now)).toBe(0)
    const close = { step: 'close', words: '搬迁', on: '2026-11-01' }
    expect((await office.post(`/api/venues/${studio}/steps`, close)).status).toBe(200)
    expect([await cancelClosed(db, now), await cancelClosed(db, now)]).toEqual([1, 0])
    const stateOf = async (id: string) => (await office.get(`/api/duty-slots/${id}`)).json()
    expect(await stateOf(before)).toMatchObject({ standing: { state: 'planned' } })
    expect(await stateOf(after)).toMatchObject({
      standing: {
        state: 'cancelled',
        history: [{ step: 'plan' }, { step: 'cancel', words: '芦汀委员工作室从11月1日起撤销。' }],
      },
    })
    const { rows } = await sql`
      select person_id as id, title from notices where cause like ${`rosters.cancelled:${after}:%`}`.execute(
      db,
    )
    expect(rows).toEqual([{ id: second, title: '11月5日的值班取消了' }])
    const restored = await office.post(`/api/duty-slots/${after}/steps`, { step: 'restore' })
    expect(restored.json()).toMatchObject({ error: { message: '那一天场所已经撤销，先恢复开放' } })
  })
})
