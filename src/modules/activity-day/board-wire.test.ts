import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { attend } from '../../../test/day.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { readGrid } from '../../platform/spreadsheet/index.ts'

const { db } = testDatabase()

describe('the board asked over the wire', () => {
  let s: { place: SmallProvince; campaignId: string }
  let province: Client
  let county: Client
  let other: Client
  let convener: Client
  let app: App

  beforeAll(async () => {
    const place = await makeProvince(db)
    s = { place, campaignId: await makeCampaign(db, place.province) }
    const venue = await makeVenue(db, s.place.county)
    const person = await makeMember(db, s.place.county, '芦小汀')
    await settle(db, person, venue)
    await makeMember(db, s.place.county, '未小驻')
    app = await testApp(testHouse(db, '2026-09-22T16:40:00+08:00'))
    province = await clientOf(app, await makeStaff(db, s.place.province))
    county = await clientOf(app, await makeStaff(db, s.place.county))
    other = await clientOf(app, await makeStaff(db, s.place.otherCounty))
    convener = await clientOf(app, await makeStaff(db, venue, 'convener'))
  })

  const figure = (who: Client, name: string) =>
    who.get(`/api/activity-day/${s.campaignId}/figure?unit=${s.place.county}&part=whole&figure=${name}`)

  test('a figure of persons opens to names inside the 政协, above it to studios and counts without a name', async () => {
    expect((await figure(county, 'none')).json()).toMatchObject({
      of: 'persons',
      rows: [{ name: '芦小汀', place: '芦汀委员工作室', state: 'none' }],
    })
    const above = await figure(province, 'none')
    expect(above.json()).toMatchObject({
      of: 'counts',
      total: 1,
      rows: [{ name: '芦汀委员工作室', count: 1 }],
    })
    expect(above.text).not.toContain('芦小汀')
    expect((await figure(county, 'unsettled')).json()).toMatchObject({
      of: 'persons',
      rows: [{ name: '未小驻' }],
    })
    expect((await figure(province, 'unsettled')).json()).toMatchObject({
      of: 'counts',
      rows: [{ name: '临湖县', count: 1 }],
    })
  })

  test("another county's board and figures are not found; a convener sees the own studio's alone", async () => {
    expect((await figure(other, 'expected')).status).toBe(404)
    expect((await other.get(`/api/activity-day/${s.campaignId}/board?unit=${s.place.county}`)).status).toBe(
      404,
    )
    expect((await convener.get(`/api/activity-day/${s.campaignId}/board`)).json()).toMatchObject({
      root: { kind: 'venue' },
      total: { expected: 1, members: 1 },
    })
    expect(
      (await convener.get(`/api/activity-day/${s.campaignId}/board?unit=${s.place.county}`)).status,
    ).toBe(404)
  })

  test("a leader's own studio and whether the leader came are seen by the own office alone", async () => {
    const leader = await makeMember(db, s.place.county, '领小导')
    const venue = await makeVenue(db, s.place.county, { name: '古渡委员工作室' })
    await settle(db, leader, venue)
    await sql`update residencies set is_leader = true where person_id = ${leader}`.execute(db)
    await attend(db, await makeActivity(db, [venue], { campaignId: s.campaignId }), leader)
    const url = `/api/activity-day/${s.campaignId}/leaders`
    expect((await county.get(url)).json()).toMatchObject({
      rows: [{ name: '领小导', venueName: '古渡委员工作室', standing: 'collective', attendedHere: true }],
    })
    expect([
      (await province.get(url)).json(),
      (await other.get(url)).json(),
      (await convener.get(url)).status,
    ]).toEqual([{ rows: [] }, { rows: [] }, 403])
  })

  test('an unchanged board answers 304, with its stamp among what was compared', async () => {
    const url = `/api/activity-day/${s.campaignId}/board`
    const first = await county.get(url)
    const headers = {
      cookie: county.cookie,
      'x-face': 'staff',
      'if-none-match': String(first.headers['etag']),
    }
    const again = await app.inject({ method: 'GET', url, headers })
    expect([first.status, again.statusCode, again.body]).toEqual([200, 304, ''])
    expect(first.json()).toMatchObject({
      asOf: '2026-09-22T08:40:00.000Z',
      level: 'venue',
      remindObstacle: null,
    })
  })

  const exported = async (who: Client, name: string): Promise<string[][] | number> => {
    const reply = await app.inject({
      method: 'GET',
      url: `/api/activity-day/${s.campaignId}/figure/export?unit=${s.place.county}&part=whole&figure=${name}`,
      headers: { host: 'localhost', cookie: who.cookie },
    })
    return reply.statusCode === 200
      ? (await readGrid(reply.rawPayload)).rows.map(({ cells }) => cells.map(({ text }) => text))
      : reply.statusCode
  }

  const rowsOf = async (who: Client, name: string): Promise<string[][]> => {
    const rows = await exported(who, name)
    return typeof rows === 'number' ? [] : rows
  }

  test('the list behind a figure goes out with names inside the 政协, above it with counts, beside it not at all', async () => {
    expect((await rowsOf(county, 'unsettled')).slice(0, 4)).toEqual([
      ['没有入驻任何工作室的委员'],
      ['共 1 行', '导出时间:2026-09-22'],
      ['姓名', '政协', '情况'],
      ['未小驻', '临湖县'],
    ])
    const above = await rowsOf(province, 'none')
    expect(above.slice(2, 4)).toEqual([
      ['工作室', '政协', '人数'],
      ['芦汀委员工作室', '临湖县', '1'],
    ])
    expect(JSON.stringify(above)).not.toContain('芦小汀')
    expect(await exported(other, 'none')).toBe(404)
  })

  test('the board on paper has the total first, and is found by whoever may see it', async () => {
    const path = `/print/campaigns/${s.campaignId}/board`
    const page = await province.get(`${path}?level=county`)
    const names = [...page.text.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name)
    expect([page.status, names[0], names.includes('临湖县')]).toEqual([200, '全省', true])
    expect((await other.get(`${path}?unit=${s.place.county}`)).status).toBe(404)
  })
})
