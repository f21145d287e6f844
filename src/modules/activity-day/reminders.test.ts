import { v7 as newId } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  convene,
  makeCampaign,
  makePerson,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { makePost } from '../../../test/day.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { closeUnit } from '../organisations/index.ts'
import { venuesDid } from '../campaigns/index.ts'
import { remindJob } from './reminders/send.ts'

const { db } = testDatabase()
let place: SmallProvince | null = null

describe('reminding conveners', () => {
  let s: SmallProvince
  let house: ReturnType<typeof testHouse>
  let campaignId: string
  let venues: string[]
  let conveners: string[]
  let province: Client
  let county: Client
  let app: App

  beforeEach(async () => {
    place ??= await makeProvince(db)
    s = place
    await sql`update units set open_during = daterange(lower(open_during), '2026-01-01') where kind = 'venue'`.execute(
      db,
    )
    house = testHouse(db, '2026-09-22T16:20:00+08:00')
    campaignId = await makeCampaign(db, s.province)
    venues = [
      await makeVenue(db, s.county),
      await makeVenue(db, s.otherCounty),
      await makeVenue(db, s.county),
    ]
    conveners = []
    for (const venue of venues) {
      const person = await makePerson(db, s.county)
      await convene(db, person, venue)
      conveners.push(person)
    }
    app = await testApp(house)
    province = await clientOf(app, await makeStaff(db, s.province))
    county = await clientOf(app, await makeStaff(db, s.county))
  })

  const press = (who: Client, unit: string, matter = 'post', id = newId()) =>
    who.post(`/api/activity-day/${campaignId}/reminders`, { id, unit, part: 'whole', matter })

  const told = async (): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`
      select distinct n.person_id as id from notices n where n.cause like 'reminder:%' and n.person_id = any(${conveners}::uuid[])`.execute(
      db,
    )
    return rows.map((row) => row.id).toSorted()
  }

  const waiting = async (venue: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from todos where record_type = 'venue_ask' and record_id = ${venue} and closed_at is null`.execute(
      db,
    )
    return rows[0]?.n ?? 0
  }

  test('one press reminds the conveners of studios without a post, and no others', async () => {
    await makePost(db, campaignId, venues[0] ?? '')
    await makePost(db, campaignId, venues[1] ?? '', { state: 'submitted' })
    expect((await press(province, s.province)).json()).toMatchObject({
      venueCount: 1,
      sendAt: '2026-09-22T08:20:00.000Z',
    })
    expect(await told()).toEqual([conveners[2]])
    expect([await waiting(venues[0] ?? ''), await waiting(venues[2] ?? '')]).toEqual([0, 1])
  })

  test('once a day for a studio and matter, whoever presses; another matter and the next day are free', async () => {
    expect((await press(county, s.county)).json()).toMatchObject({ venueCount: 2 })
    expect((await press(province, s.province)).json()).toMatchObject({ venueCount: 1 })
    const again = await press(province, s.province)
    expect([again.status, again.json()]).toMatchObject([
      409,
      { error: { message: '没有要提醒的：该上传动态的都办了，或者今天已经提醒过。' } },
    ])
    expect((await press(province, s.province, 'activity')).json()).toMatchObject({ venueCount: 3 })
    house.setClock('2026-09-23T08:00:00+08:00')
    const fresh = await clientOf(app, await makeStaff(db, s.province))
    expect((await press(fresh, s.province)).json()).toMatchObject({ venueCount: 3 })
  })

  test('the same press sent twice is one, and the board says when it was pressed', async () => {
    const id = newId()
    const first = await press(county, s.county, 'post', id)
    const second = await press(county, s.county, 'post', id)
    expect([first.json(), second.json()]).toEqual([
      second.json(),
      { id, venueCount: 2, sendAt: '2026-09-22T08:20:00.000Z' },
    ])
    await makePost(db, campaignId, venues[0] ?? '', { uploadedAt: '2026-09-22T17:00:00+08:00' })
    const board = await county.get(`/api/activity-day/${campaignId}/board`)
    expect(board.json()).toMatchObject({
      total: { reminded: { post: 2 }, remindable: { post: 0 } },
      lastPress: { matter: 'post', venueCount: 2, followed: 1 },
    })
  })

  test('pressed at night it goes out at eight, to those who still owe it then', async () => {
    house.setClock('2026-09-22T21:00:00+08:00')
    const night = await clientOf(app, await makeStaff(db, s.county))
    const id = newId()
    expect((await press(night, s.county, 'post', id)).json()).toEqual({
      id,
      venueCount: 2,
      sendAt: '2026-09-23T00:00:00.000Z',
    })
    expect(await told()).toEqual([])
    await makePost(db, campaignId, venues[0] ?? '', { uploadedAt: '2026-09-22T23:00:00+08:00' })
    house.setClock('2026-09-23T08:00:00+08:00')
    await remindJob.work(house, { reminderId: id })
    await remindJob.work(house, { reminderId: id })
    expect(await told()).toEqual([conveners[2]])
    const next = await clientOf(app, await makeStaff(db, s.county))
    expect((await press(next, s.county)).status).toBe(409)
  })

  test('goes out by SMS as well, once a day, to whom no session is open and who left it on', async () => {
    for (const person of conveners)
      await sql`update people set phone_sealed = 'sealed' where id = ${person}`.execute(db)
    await clientOf(app, conveners[0] ?? '', 'member')
    const quiet = await clientOf(app, conveners[2] ?? '', 'member')
    await quiet.send('PUT', '/api/notices/texts', { kind: 'reminder', isOn: false })
    await sql`update sessions set revoked_at = ${house.clock()} where person_id = ${conveners[2] ?? ''}`.execute(
      db,
    )
    const texts = async () => {
      const { rows } = await sql<{ person: string; title: string }>`
        select t.person_id as person, o.variables ->> 'title' as title from texted t join outbox o on o.id = t.outbox_id
        where t.person_id = any(${conveners}::uuid[])`.execute(db)
      return rows
    }
    await press(province, s.province)
    await press(province, s.province, 'activity')
    const sent = await texts()
    expect(sent.map(({ person }) => person)).toEqual([conveners[1]])
    expect(sent[0]?.title).toContain('还没上传“')
    expect((await told()).length).toBe(3)
  })

  test('the to-do is gone with the deed', async () => {
    await press(county, s.county)
    await venuesDid(db, { campaignId, venueIds: [venues[0] ?? ''], matter: 'post' }, house.clock())
    expect([await waiting(venues[0] ?? ''), await waiting(venues[2] ?? '')]).toEqual([0, 1])
  })

  test('a studio closed since the day is not reminded, and nobody reminds in a cancelled campaign or beyond what they guide', async () => {
    await closeUnit(db, venues[2] ?? '', '2026-09-22')
    expect((await press(county, s.county)).json()).toMatchObject({ venueCount: 1 })
    expect((await press(county, s.otherCounty)).status).toBe(404)
    await sql`update campaigns set state = 'cancelled' where id = ${campaignId}`.execute(db)
    const off = await press(province, s.province, 'activity')
    expect([off.status, off.json()]).toMatchObject([409, { error: { message: '活动日已经取消' } }])
  })
})
