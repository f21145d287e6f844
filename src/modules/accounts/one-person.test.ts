import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type SmallProvince,
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { formClient } from '../../../test/forms.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { findRow } from '../../../test/rows.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { codeOf } from './codes.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('one person in two records', () => {
  let app: App
  let place: SmallProvince
  let office: Client
  let elder: string
  let younger: string
  let campaign: string
  let activities: string[]
  let likeness: string

  const phones = { elder: '19900000011', younger: '19900000012' }
  const enter = async (phone: string) => {
    house.setClock(new Date(house.clock().getTime() + 61_000).toISOString())
    const browser = formClient(app)
    await browser.send('/m/sign-in', { phone })
    const { id } = await findRow<{ id: string }>(
      db,
      sql`select id from one_time_codes where kind = 'sms' order by created_at desc, id desc limit 1`,
    )
    await browser.send('/m/sign-in/code', { phone, code: codeOf(house, { id, kind: 'sms' }) })
    return clientWith(app, browser.cookie(), 'member')
  }
  const decide = (step: string, words?: string) =>
    office.post(`/api/likenesses/${likeness}/steps`, { step, words })
  const today = async (who: Client) => Object((await who.get('/api/my/day')).json())
  const titles = async (who: Client) =>
    (await today(who)).activities.map((row: { id: string }) => row.id).toSorted()

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, place.county))
    campaign = await makeCampaign(db, place.province)
    elder = await makeMember(db, place.city, '周小禾')
    younger = await makeMember(db, place.county, '周小禾')
    for (const [id, phone] of [
      [elder, phones.elder],
      [younger, phones.younger],
    ] as const)
      await sql`update people set phone_sealed = ${house.keyring.seal(phone)}, phone_index = ${house.keyring.blindIndex(phone)},
        created_at = ${id === elder ? '2026-01-01' : '2026-02-01'} where id = ${id}`.execute(db)
    const venues = [await makeVenue(db, place.city, { level: 'city' }), await makeVenue(db, place.county)]
    await settle(db, elder, venues[0] ?? '')
    await settle(db, younger, venues[1] ?? '')
    activities = [
      await makeActivity(db, [venues[0] ?? ''], { campaignId: campaign }),
      await makeActivity(db, [venues[1] ?? ''], { campaignId: campaign }),
    ]
    likeness = newId()
    await sql`insert into likenesses (id, committee_id, person_id, other_id, state, grounds, created_at)
      values (${likeness}, ${place.county}, ${younger}, ${elder}, 'open', 'name', ${house.clock()})`.execute(
      db,
    )
  })

  test('before the word of a human each phone sees its own mandate', async () => {
    const [one, other] = [await enter(phones.elder), await enter(phones.younger)]
    expect((await one.get('/api/me')).json()).toMatchObject({
      personId: elder,
      records: [elder],
      seats: [{ committeeId: place.city }],
    })
    expect((await other.get('/api/me')).json()).toMatchObject({
      personId: younger,
      seats: [{ committeeId: place.county }],
    })
    expect([await titles(one), await titles(other)]).toEqual([[activities[0]], [activities[1]]])
  })

  test('merged, either phone is the one person, with the seats and activities of both', async () => {
    const before = await clientOf(app, younger, 'member')
    await decide('merge')
    for (const phone of [before, await enter(phones.elder), await enter(phones.younger)]) {
      expect((await phone.get('/api/me')).json()).toMatchObject({
        personId: elder,
        records: [elder, younger],
        seats: [{ committeeId: place.city }, { committeeId: place.county }],
      })
      expect(await titles(phone)).toEqual(activities.toSorted())
    }
  })

  test('what is recorded on one phone is there on the other, and counts one person once', async () => {
    const [one, other] = [await enter(phones.elder), await enter(phones.younger)]
    const record = (who: Client) =>
      who.post('/api/own-activities', {
        id: newId(),
        campaignId: campaign,
        words: '走访',
        onDay: '2026-09-21',
        happenedAt: '2026-09-21T08:00:00+08:00',
      })
    expect([(await record(one)).status, (await record(other)).status]).toEqual([200, 200])
    expect((await today(other)).campaigns).toMatchObject([{ standing: 'own', line: '您已自行开展' }])
    const { rows } = await sql`select distinct person_id as "personId" from own_activities
      union select person_id from duties`.execute(db)
    expect(rows).toEqual([{ personId: elder }])
  })

  test('a phone’s queue that was filled under the other record is taken as the same person’s', async () => {
    const { cookie } = await clientOf(app, elder, 'member')
    const send = (person: string) =>
      app.inject({
        method: 'POST',
        url: `/api/activities/${activities[1]}/sign-up`,
        headers: {
          host: 'localhost',
          origin: 'http://localhost',
          cookie,
          'x-face': 'member',
          'x-person': person,
          'idempotency-key': newId(),
        },
        payload: { going: true },
      })
    expect([(await send(younger)).statusCode, (await send(newId())).statusCode]).toEqual([200, 401])
  })

  test('at the desk a merger gives nobody the rights of the other record', async () => {
    await sql`insert into grants (id, person_id, unit_id, role, valid)
      values (${newId()}, ${elder}, ${place.city}, 'office', '[2026-01-01,)')`.execute(db)
    const desk = await clientOf(app, younger)
    expect((await desk.get('/api/me')).json()).toMatchObject({ personId: younger, grants: [] })
    const phone = await enter(phones.younger)
    expect((await phone.get('/api/me')).json()).toMatchObject({ grants: [] })
  })

  test('an account that is disabled in one record lends its seats to no other', async () => {
    await sql`update accounts set state = 'disabled' where person_id = ${elder}`.execute(db)
    const phone = await enter(phones.younger)
    expect(Object((await phone.get('/api/me')).json()).seats).toMatchObject([{ committeeId: place.county }])
    await sql`update accounts set state = 'active' where person_id = ${elder}`.execute(db)
  })

  test('told apart again, each phone is its own', async () => {
    const phone = await clientOf(app, younger, 'member')
    await decide('separate', '不是一个人')
    expect((await phone.get('/api/me')).json()).toMatchObject({
      personId: younger,
      records: [younger],
      seats: [{ committeeId: place.county }],
    })
  })
})
