import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { FigureOpened, OpinionFigures } from '../contract/figures.ts'

const { db } = testDatabase()
const path = '/api/opinions/figures'

describe('figures of the opinion loop', () => {
  let place: SmallProvince
  let county: Client
  let city: Client
  let leader: Client
  let body: Client
  let studio: string

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county, { name: '芦汀工作室' })
    const other = await makeVenue(db, place.otherCounty, { name: '湘北工作室' })
    const member = await makeMember(db, place.county, '周小禾')
    await makeOpinion(db, studio, { handlerId: member })
    await makeOpinion(db, studio)
    await makeOpinion(db, other)
    county = await clientOf(app, await makeStaff(db, place.county))
    city = await clientOf(app, await makeStaff(db, place.city))
    leader = await clientOf(app, await makeStaff(db, place.city, 'leader'))
    body = await clientOf(app, await makeStaff(db, place.body, 'special_committee'))
  })

  const received = (reply: unknown) =>
    Object.fromEntries(OpinionFigures.parse(reply).rows.map((row) => [row.label, row.values['received']]))

  test('studios of its own level plus the counties make the city, in division order', async () => {
    const reply = (await city.get(path)).json()
    expect(received(reply)).toEqual({ 市本级: 0, 临湖县: 2, 湘北县: 1 })
    expect(reply).toMatchObject({
      unitName: '试市',
      total: { values: { received: 3, awaited: 3, persons: 3, days: null } },
    })
  })

  test('a county reads its members by name; the city is told to look at units instead', async () => {
    expect(received((await county.get(`${path}?by=member`)).json())).toEqual({
      周小禾: 1,
      没有记到本级委员名下: 1,
    })
    expect((await city.get(`${path}?by=member&unitId=${place.county}`)).json()).toMatchObject({
      error: { fields: [{ path: 'by' }] },
    })
  })

  test('the county opens a figure to its items, the city and its leader to venues and counts without a word of them', async () => {
    const asked = `${path}/records?key=total&code=received&unitId=${place.county}`
    const own = FigureOpened.parse((await county.get(asked)).json())
    expect([own.cut, own.rows.length, own.rows.every((row) => row.opens)]).toEqual(['items', 2, true])
    for (const above of [city, leader]) {
      const reply = (await above.get(`${asked}&cut=items`)).json()
      expect(reply).toMatchObject({
        cut: 'venues',
        rows: [{ title: '芦汀工作室', note: '临湖县', count: 2, opens: false }],
      })
    }
  })

  test('what is not one’s own to see is not there; days the wrong way round are told', async () => {
    expect((await county.get(`${path}?unitId=${place.city}`)).status).toBe(404)
    expect((await body.get(`${path}?unitId=${place.county}`)).status).toBe(404)
    expect((await county.get(`${path}/records?key=total&code=nothing`)).status).toBe(404)
    expect((await county.get(`${path}?from=2026-09-02&until=2026-09-01`)).json()).toMatchObject({
      error: { fields: [{ path: 'until', message: '结束的日子早于开始的日子' }] },
    })
  })

  test('the export holds the same table', async () => {
    const reply = await city.get(`${path}/export?by=venue`)
    expect([reply.status, reply.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
  })
})
