import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { Venue } from './contract.ts'
import { followCode, listOpenVenues } from './open-face.ts'

const { db } = testDatabase()

describe('a studio from set-up to closing', () => {
  let place: SmallProvince
  let house: ReturnType<typeof testHouse>
  let office: Client
  let province: Client
  let neighbour: Client
  let group: Client
  let zhou: string
  let li: string
  const id = newId()
  const proposal = newId()

  const venue = async (client = office): Promise<Venue> =>
    Venue.parse((await client.get(`/api/venues/${id}`)).json())
  const reach = async () =>
    (
      await sql<{ a: string; v: string }>`
        select ancestor_id as a, valid::text as v from figure_reach where unit_id = ${id} and ancestor_id <> ${id} order by lower(valid), a`.execute(
        db,
      )
    ).rows

  beforeAll(async () => {
    place = await makeProvince(db)
    house = testHouse(db, '2026-08-01T09:00:00+08:00')
    const app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, place.county))
    province = await clientOf(app, await makeStaff(db, place.province))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    group = await clientOf(app, await makeStaff(db, place.county, 'contact_group', '苏联络'))
    zhou = await makeMember(db, place.county, '周双木')
    li = await makeMember(db, place.county, '李三石')
  })

  test('the office opens it at once: code, 归口, convener with the role, all from the opening day', async () => {
    const made = await office.post('/api/venues', {
      id,
      committeeId: place.county,
      name: '芦汀 委员工作室',
      kind: 'studio',
      studioKind: 'village',
      address: '芦汀镇便民服务中心一楼',
      opensOn: '2026-07-01',
      convenerId: zhou,
    })
    expect([made.status, made.json()]).toEqual([200, { id }])
    expect(await venue()).toMatchObject({
      code: '990101-S001',
      name: '芦汀委员工作室',
      openFrom: '2026-07-01',
      openUntil: null,
      guidances: [{ guideName: '临湖县', from: '2026-07-01', until: null }],
      conveners: [{ name: '周双木', from: '2026-07-01', until: null }],
      may: { edit: true, editPage: true },
      standing: { state: 'open', stateLabel: '开放', steps: [{ step: 'close', obstacle: null }] },
    })
    const { rows } = await sql`select role, valid::text from grants where unit_id = ${id}`.execute(db)
    expect(rows).toEqual([{ role: 'convener', valid: '[2026-07-01,)' }])
  })

  test('a second of the same name in the 政协 is refused at the field', async () => {
    const again = await office.post('/api/venues', {
      id: newId(),
      committeeId: place.county,
      name: '芦汀委员工作室',
      opensOn: '2026-07-01',
    })
    expect([again.status, again.json()]).toMatchObject([
      400,
      { error: { fields: [{ path: 'name', message: '已有同名的（990101-S001）。请换一个能分得清的名称' }] } },
    ])
  })

  test('an application counts nowhere, waits for the office, and opens with its approval', async () => {
    const applied = await group.post('/api/venues', {
      id: proposal,
      committeeId: place.county,
      name: '渡口委员工作室',
      opensOn: '2026-08-10',
      convenerId: li,
    })
    expect(applied.status).toBe(200)
    const { rows: before } = await sql`select from figure_reach where unit_id = ${proposal}`.execute(db)
    expect(before).toEqual([])
    expect((await office.get('/api/todos')).json()).toMatchObject({
      rows: [{ title: '审批设立：渡口委员工作室', path: `/staff/venues/${proposal}` }],
    })
    expect((await province.get(`/api/venues/${proposal}`)).status).toBe(404)
    expect((await group.post(`/api/venues/${proposal}/steps`, { step: 'approve' })).status).toBe(403)
    const approved = await office.post(`/api/venues/${proposal}/steps`, { step: 'approve', on: '2026-08-05' })
    expect(approved.json()).toEqual({ state: 'open' })
    expect((await office.get('/api/todos')).json()).toEqual({ rows: [], total: 0, together: [] })
    expect((await province.get(`/api/venues/${proposal}`)).json()).toMatchObject({
      openFrom: '2026-08-05',
      conveners: [],
    })
    const { rows } = await sql`select person_id, valid::text from grants where unit_id = ${proposal}`.execute(
      db,
    )
    expect(rows).toEqual([{ person_id: li, valid: '[2026-08-05,)' }])
  })

  test('one 归口 at a time: a special committee above takes over on a day, the days before stay', async () => {
    const choices = (await office.get(`/api/venues/guides?committeeId=${place.county}`)).json()
    expect(choices).toEqual({
      guides: [
        { id: place.county, name: '临湖县' },
        { id: place.body, name: '试省提案委员会' },
      ],
    })
    const stray = await office.post(`/api/venues/${id}/guide`, {
      guideId: place.otherCounty,
      from: '2026-08-01',
    })
    expect(stray.status).toBe(400)
    expect((await reach()).map((row) => row.v)).toEqual(Array(3).fill('[2026-07-01,)'))
    await office.post(`/api/venues/${id}/guide`, { guideId: place.body, from: '2026-08-01' })
    expect((await venue()).guidances).toMatchObject([
      { guideName: '提案委员会', from: '2026-08-01', until: null },
      { guideName: '临湖县', from: '2026-07-01', until: '2026-08-01' },
    ])
    expect(new Map((await reach()).map((row) => [row.a, row.v]))).toEqual(
      new Map([
        [place.county, '[2026-07-01,2026-08-01)'],
        [place.city, '[2026-07-01,2026-08-01)'],
        [place.province, '[2026-07-01,)'],
        [place.body, '[2026-08-01,)'],
      ]),
    )
  })

  test('above its 政协 the open face only: counts, no names; beside it nothing', async () => {
    await office.post(`/api/venues/${id}/residents`, {
      residencyId: newId(),
      personId: li,
      from: '2026-08-01',
    })
    expect(await venue(province)).toMatchObject({
      residentCount: 1,
      residents: [],
      conveners: [],
      may: { edit: false, editPage: false },
    })
    expect((await neighbour.get(`/api/venues/${id}`)).status).toBe(404)
    expect((await neighbour.get('/api/venues')).json()).toEqual({ rows: [], total: 0 })
    expect((await province.get('/api/venues')).json()).toMatchObject({
      total: 2,
      rows: [{ code: '990101-S001', convenerName: null }, { code: '990101-S002' }],
    })
    const meddling = await province.send('PUT', `/api/venues/${id}/page`, { version: 1, about: '改一改' })
    expect(meddling.status).toBe(403)
  })

  test('two people editing one studio: the second is told what stands, nothing of the first is lost', async () => {
    const { version } = await venue()
    const words = { name: '芦汀委员工作室', address: '芦汀镇老街 8 号', version }
    expect((await office.send('PUT', `/api/venues/${id}`, words)).status).toBe(200)
    const late = await office.send('PUT', `/api/venues/${id}`, { ...words, address: '别处' })
    expect([late.status, (await venue()).address]).toEqual([409, '芦汀镇老街 8 号'])
    expect(late.json()).toMatchObject({
      error: { detail: { version: version + 1, name: '芦汀委员工作室', address: '芦汀镇老街 8 号' } },
    })
  })

  test('a renewed code leaves the old one leading on, a revoked one out of use', async () => {
    const first = (await venue()).token
    await office.post(`/api/venues/${id}/code`, { old: 'redirects' })
    const second = (await venue()).token
    house.setClock('2026-08-01T09:05:00+08:00')
    await office.post(`/api/venues/${id}/code`, { old: 'revoked' })
    expect((await venue()).retiredCodes).toMatchObject([
      { token: second, state: 'revoked' },
      { token: first, state: 'redirects' },
    ])
    expect(new Set([first, second, (await venue()).token]).size).toBe(3)
    expect((await venue(group)).retiredCodes).toEqual([])
  })

  test('the poster is an SVG for download, for one’s own studios', async () => {
    const poster = await office.get(`/api/venues/${id}/poster`)
    expect([poster.status, poster.text.startsWith('<svg'), poster.text.includes('芦汀委员工作室')]).toEqual([
      200,
      true,
      true,
    ])
    expect((await province.get(`/api/venues/${id}/poster`)).status).toBe(404)
  })

  test('closing in mid-campaign says what it costs, and takes words', async () => {
    const campaign = newId()
    await province.post('/api/campaigns', {
      id: campaign,
      committeeId: place.province,
      name: '2026 年委员活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
      notice: '请照此办理。',
    })
    await province.post(`/api/campaigns/${campaign}/steps`, { step: 'issue' })
    const closed = await office.post(`/api/venues/${proposal}/steps`, { step: 'close', on: '2026-09-01' })
    expect([closed.status, closed.json()]).toMatchObject([
      409,
      {
        error: {
          message:
            '“2026 年委员活动日”还没有到活动日。撤销日在活动日当天或之前的，这家工作室不再计入统计表；确要撤销，请写明理由后继续。',
        },
      },
    ])
    const forced = await office.post(`/api/venues/${proposal}/steps`, {
      step: 'close',
      on: '2026-09-01',
      override: true,
      words: '渡口搬迁',
    })
    expect(forced.json()).toEqual({ state: 'closed' })
    const { rows } = await sql`
      select valid::text from figure_reach where unit_id = ${proposal} and ancestor_id = ${place.province}`.execute(
      db,
    )
    expect(rows).toEqual([{ valid: '[2026-08-05,2026-09-01)' }])
    const { token } = Venue.parse((await office.get(`/api/venues/${proposal}`)).json())
    const anywhere = { committeeId: null, words: '', page: 1, size: 20 }
    const openOn = async (day: string) => {
      const led = await followCode(db, token, day)
      return [led.kind === 'venue' && led.venue.isOpen, (await listOpenVenues(db, anywhere, day)).total]
    }
    expect([await openOn('2026-08-31'), await openOn('2026-09-01')]).toEqual([
      [true, 2],
      [false, 1],
    ])
    await office.post(`/api/venues/${proposal}/steps`, { step: 'reopen', words: '改了主意' })
    expect((await office.get(`/api/venues/${proposal}`)).json()).toMatchObject({
      openFrom: '2026-08-05',
      openUntil: null,
      standing: { state: 'open' },
    })
  })

  test('the list is searched, filtered, sorted and paged, and goes out as .xlsx', async () => {
    const found = await office.get(`/api/venues?search=${encodeURIComponent('老街')}`)
    expect(found.json()).toMatchObject({
      total: 1,
      rows: [{ name: '芦汀委员工作室', convenerName: '周双木' }],
    })
    const page = await office.get('/api/venues?sort=-code&size=1')
    expect(page.json()).toMatchObject({ total: 2, rows: [{ code: '990101-S002' }] })
    const file = await office.get('/api/venues/export')
    expect([file.status, file.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
  })
})
