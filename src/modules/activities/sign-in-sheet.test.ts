import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeActivity,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'

const { db } = testDatabase()

describe('the sheet to sign on the spot', () => {
  let place: SmallProvince
  let path: string
  let convener: Client

  beforeAll(async () => {
    place = await makeProvince(db)
    const venue = await makeVenue(db, place.county, { name: '芦汀委员工作室' })
    const app = await testApp(testHouse(db, '2026-09-21T08:00:00+08:00'))
    for (const name of ['龚十全', '丁一', '王二'])
      await settle(db, await makeMember(db, place.county, name), venue)
    const head = await makeMember(db, place.county, '陈一诺')
    await convene(db, head, venue)
    convener = await clientOf(app, head)
    path = `/print/activities/${await makeActivity(db, [venue], { title: '老街夜谈' })}/sign-in`
  })

  test('has the residents by strokes of the name, down the left half and then the right', async () => {
    const { status, text } = await convener.get(path)
    const names = [...text.matchAll(/<td class="no">(\d+)<\/td><td class="name">(.*?)<\/td>/g)]
    expect([status, names.map(([, no, name]) => [no, name])]).toEqual([
      200,
      [
        ['1', '丁一'],
        ['3', '龚十全'],
        ['2', '王二'],
      ],
    ])
    expect(text).toContain('老街夜谈')
  })

  test('is for those who manage the activity', async () => {
    const app = await testApp(testHouse(db, '2026-09-21T08:00:00+08:00'))
    const other = await clientOf(app, await makeStaff(db, place.otherCounty))
    const upper = await clientOf(app, await makeStaff(db, place.province))
    expect([(await other.get(path)).status, (await upper.get(path)).status]).toEqual([404, 403])
  })
})
