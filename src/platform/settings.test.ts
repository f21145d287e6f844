import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff, type SmallProvince } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../test/house.ts'
import { answerDays } from '../modules/assignments/rules.ts'
import { numberSetting } from './settings.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('what an office sets for its own 政协', () => {
  let place: SmallProvince
  let office: Client
  const set = (value: number, from: string, committeeId = place.county) =>
    office.send('PUT', `/api/settings/${answerDays.key}`, { committeeId, value, from })
  const on = (day: string) => numberSetting(db, place.county, day, answerDays)

  beforeAll(async () => {
    place = await makeProvince(db)
    office = await clientOf(await testApp(house), await makeStaff(db, place.county))
  })

  test('a number holds from its day on, the days before keep what they had', async () => {
    await set(10, '2026-10-01')
    await set(20, '2026-12-01')
    expect([await on('2026-09-30'), await on('2026-10-01'), await on('2026-12-01')]).toEqual([15, 10, 20])
    await set(12, '2026-11-01')
    expect([await on('2026-10-31'), await on('2026-12-01')]).toEqual([10, 12])
  })

  test('outside its bounds, in the past, of another 政协 or unknown it is refused in words', async () => {
    expect((await set(0, '2026-10-01')).json()).toMatchObject({
      error: { fields: [{ path: 'value', message: '写 1 到 120 之间的整数' }] },
    })
    expect((await set(10, '2026-09-20')).status).toBe(400)
    expect((await set(10, '2026-10-01', place.city)).status).toBe(403)
    const unknown = await office.send('PUT', '/api/settings/nothing', {
      committeeId: place.county,
      value: 1,
      from: '2026-10-01',
    })
    expect(unknown.status).toBe(404)
  })
})
