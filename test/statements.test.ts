import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase, sql } from '../src/platform/db.ts'
import {
  type SmallProvince,
  convene,
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from './builders.ts'
import { forget } from '../src/platform/memo.ts'
import type { House } from '../src/platform/house.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

const { url } = testDatabase()

let db: Database
let house: House
let place: SmallProvince
let campaignId: string
let venueId: string
let token: string
let activityId: string
let office: Client
let head: Client
let convener: Client
const seen: string[] = []

beforeAll(async () => {
  db = openDatabase(url(), { onStatement: (text) => seen.push(text) })
  place = await makeProvince(db)
  campaignId = await makeCampaign(db, place.province)
  venueId = await makeVenue(db, place.county)
  const { rows } = await sql<{ token: string }>`select token from venues where id = ${venueId}`.execute(db)
  token = rows[0]?.token ?? ''
  activityId = await makeActivity(db, [venueId], { campaignId })
  house = testHouse(db)
  const app = await testApp(house)
  office = await clientOf(app, await makeStaff(db, place.county, 'office'))
  head = await clientOf(app, await makeStaff(db, place.province, 'office'))
  const person = await makeMember(db, place.county)
  await convene(db, person, venueId)
  convener = await clientOf(app, person)
  await fill(1)
})
afterAll(() => db.destroy())

/** Members who live at the studio and came, and studios beside it. */
const fill = async (many: number) => {
  for (let no = 0; no < many; no += 1) {
    const person = await makeMember(db, place.county)
    await settle(db, person, venueId)
    await settle(db, person, await makeVenue(db, place.county))
    await sql`
      insert into attendances (id, activity_id, committee_id, person_id, channel, happened_at, received_at, recorded_by)
      select ${newId()}, id, committee_id, ${person}, 'list', begins_at, begins_at, ${person} from activities
      where id = ${activityId}`.execute(db)
  }
}

const asked: [string, () => Promise<{ status: number }>][] = [
  ['a sheet', () => head.get(`/api/sheets/${campaignId}/${place.province}?annex=2`)],
  [
    'a cell opened',
    () =>
      head.get(`/api/sheets/${campaignId}/${place.province}/cell?annex=2&column=4&row=${place.city}:whole`),
  ],
  ['a board', () => head.get(`/api/activity-day/${campaignId}/board?level=venue&size=100`)],
  ['a list of attendance', () => convener.get(`/api/activities/${activityId}/roll`)],
  ['the directory', () => office.get(`/api/members?committeeId=${place.county}&page=1&size=50`)],
  ['a studio’s page', () => office.get(`/s/${token}`)],
]

test('a page takes as many statements with thirteen rows as with one', async () => {
  const count = async () => {
    const counts: [string, number, number][] = []
    for (const [name, ask] of asked) {
      forget(house, 'board')
      seen.length = 0
      const { status } = await ask()
      counts.push([name, status, seen.length])
    }
    return counts
  }
  const few = await count()
  expect(few.map(([name, status]) => [name, status])).toEqual(asked.map(([name]) => [name, 200]))
  await fill(12)
  expect(await count()).toEqual(few)
})
