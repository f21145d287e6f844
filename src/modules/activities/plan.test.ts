import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
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
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'

const { db } = testDatabase()

describe('a plan of a studio', () => {
  const house = testHouse(db, '2026-09-10T09:00:00+08:00')
  let app: App
  let place: SmallProvince
  let campaignId: string
  let venueId: string
  let otherVenue: string
  let convener: Client
  let office: Client
  let upper: Client
  let stranger: Client
  let member: Client
  let otherConvenerId: string
  const id = newId()
  const plan = (more: object = {}) => ({
    title: '在老码头听大家说',
    venueIds: [venueId],
    campaignId,
    kinds: [4],
    beginsAt: '2026-09-21T09:00:00+08:00',
    endsAt: '2026-09-21T11:30:00+08:00',
    place: '老码头大树下',
    ...more,
  })

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    campaignId = await makeCampaign(db, place.province)
    venueId = await makeVenue(db, place.county)
    otherVenue = await makeVenue(db, place.otherCounty, { name: '湘北委员工作室' })
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, venueId)
    otherConvenerId = await makeMember(db, place.otherCounty, '罗七星')
    await convene(db, otherConvenerId, otherVenue)
    const memberId = await makeMember(db, place.county, '周小禾')
    await settle(db, memberId, venueId)
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, await makeStaff(db, place.county))
    upper = await clientOf(app, await makeStaff(db, place.province))
    stranger = await clientOf(app, await makeStaff(db, place.otherCounty))
    member = await clientOf(app, memberId, 'member')
  })

  test('is drafted by its convener; sent twice it is one', async () => {
    const first = await convener.post('/api/activities', { ...plan({ kinds: [] }), id }, 'draft-key-1')
    const again = await convener.post('/api/activities', { ...plan({ kinds: [] }), id }, 'draft-key-1')
    expect([first.status, first.json(), again.json()]).toEqual([200, { id }, { id }])
  })

  test('is refused to those who do not manage the studio', async () => {
    expect((await stranger.post('/api/activities', { ...plan(), id: newId() })).status).toBe(403)
    expect((await upper.post('/api/activities', { ...plan(), id: newId() })).status).toBe(403)
  })

  test('is hidden while a draft from all but those who manage it', async () => {
    const seen = await Promise.all(
      [convener, office, member, upper, stranger].map(
        async (who) => (await who.get(`/api/activities/${id}`)).status,
      ),
    )
    expect(seen).toEqual([200, 200, 404, 404, 404])
  })

  test('names every field that is wrong at once', async () => {
    const reply = await convener.post('/api/activities', {
      ...plan({ endsAt: '2026-09-21T08:00:00+08:00', place: '', kinds: [9] }),
      id: newId(),
    })
    expect([reply.status, reply.json()]).toMatchObject([
      400,
      {
        error: {
          fields: [
            { path: 'endsAt', message: '结束时间要晚于开始时间' },
            { path: 'place', message: '线下活动要写地点' },
            { path: 'kinds', message: '这次活动日没有这一类活动内容' },
          ],
        },
      },
    ])
  })

  test('is not settled without a kind, nor without the discipline rules attested', async () => {
    const kindless = await convener.post(`/api/activities/${id}/steps`, { step: 'plan' })
    await convener.send('PUT', `/api/activities/${id}`, { ...plan(), version: 1 })
    const unattested = await convener.post(`/api/activities/${id}/steps`, { step: 'plan' })
    await convener.post(`/api/activities/${id}/discipline`)
    const settled = await convener.post(`/api/activities/${id}/steps`, { step: 'plan' })
    expect([kindless, unattested, settled].map((reply) => [reply.status, reply.json()])).toMatchObject([
      [409, { error: { message: '还没有选活动内容，至少选一类' } }],
      [409, { error: { message: '还没有确认纪律要求（中央八项规定及其实施细则精神）' } }],
      [200, { state: 'planned' }],
    ])
    expect((await office.get(`/api/activities/${id}`)).json()).toMatchObject({
      disciplinedBy: '陈一诺',
      state: 'planned',
      kinds: [{ no: 4, shortLabel: '走访群众' }],
    })
  })

  test('shows above its own 政协 the open face alone', async () => {
    const reply = await upper.get(`/api/activities/${id}`)
    expect(reply.json()).toMatchObject({
      title: '在老码头听大家说',
      full: false,
      place: '',
      about: '',
      disciplinedBy: null,
      hosts: [{ name: '芦汀委员工作室' }],
    })
    expect(reply.text).not.toContain('陈一诺')
    expect((await stranger.get(`/api/activities/${id}`)).status).toBe(404)
  })

  test('two people editing it: the second gets 409 with both versions', async () => {
    const first = await office.send('PUT', `/api/activities/${id}`, {
      ...plan({ title: '在老码头听意见' }),
      version: 2,
    })
    const second = await convener.send('PUT', `/api/activities/${id}`, {
      ...plan({ title: '老码头夜谈' }),
      version: 2,
    })
    expect([first.json(), second.status, second.json()]).toMatchObject([
      { version: 3 },
      409,
      {
        error: {
          detail: { version: 3, theirs: { title: '在老码头听意见' }, yours: { title: '老码头夜谈' } },
        },
      },
    ])
  })

  test('50 edits at once of one version: one wins, 49 get 409, none is lost in silence', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        office.send('PUT', `/api/activities/${id}`, { ...plan({ title: `方案 ${index}` }), version: 3 }),
      ),
    )
    const statuses = replies.map((reply) => reply.status)
    expect([
      statuses.filter((status) => status === 200).length,
      statuses.filter((status) => status === 409).length,
    ]).toEqual([1, 49])
  })

  test('once settled a new time or place is told to those signed up, hosts and campaign stay', async () => {
    const signed = await member.post(`/api/activities/${id}/sign-up`, { going: true })
    expect(signed.json()).toEqual({ going: true, signedUp: 1 })
    await office.send('PUT', `/api/activities/${id}`, { ...plan({ place: '镇文化站' }), version: 4 })
    const { rows } = await sql`select title, body from notices`.execute(db)
    expect(rows).toEqual([{ title: '“在老码头听大家说”有变动', body: '地点由老码头大树下改为镇文化站。' }])
    const moved = await office.send('PUT', `/api/activities/${id}`, {
      ...plan({ venueIds: [otherVenue] }),
      version: 5,
    })
    expect([moved.status, moved.json()]).toMatchObject([400, { error: { fields: [{ path: 'venueIds' }] } }])
  })

  test('the path of a plan tells each change in words', async () => {
    const reply = await office.get(`/api/activities/${id}`)
    expect(reply.json()).toMatchObject({
      standing: {
        history: [
          { toState: 'draft' },
          { step: 'plan' },
          { step: 'revise', words: null },
          { step: 'revise', words: null },
          { step: 'revise', words: '地点由老码头大树下改为镇文化站' },
        ],
      },
    })
  })

  test('the convener of another host is told of a joint activity and manages it too', async () => {
    const joint = newId()
    await convener.post('/api/activities', {
      ...plan({ title: '两地联动', venueIds: [venueId, otherVenue] }),
      id: joint,
    })
    const other = await clientOf(app, otherConvenerId)
    const { rows } = await sql<{
      title: string
    }>`select title from notices where person_id = ${otherConvenerId}`.execute(db)
    expect(rows).toEqual([{ title: '芦汀委员工作室邀湘北委员工作室联合开展“两地联动”' }])
    expect((await other.post(`/api/activities/${joint}/discipline`)).status).toBe(200)
  })

  test('signing up and withdrawing leave one row with the last word', async () => {
    await member.post(`/api/activities/${id}/sign-up`, { going: true })
    const left = await member.post(`/api/activities/${id}/sign-up`, { going: false })
    expect(left.json()).toEqual({ going: false, signedUp: 0 })
    await member.post(`/api/activities/${id}/sign-up`, { going: true })
  })

  test('cancelling demands words and tells those signed up', async () => {
    const silent = await convener.post(`/api/activities/${id}/steps`, { step: 'cancel' })
    const said = await convener.post(`/api/activities/${id}/steps`, { step: 'cancel', words: '台风' })
    expect([silent.status, said.json()]).toEqual([400, { state: 'cancelled', told: 1 }])
    expect((await member.post(`/api/activities/${id}/sign-up`, { going: true })).status).toBe(409)
  })

  test('the list filters by campaign, venue, day and words, and counts what it shows', async () => {
    await makeActivity(db, [otherVenue], { campaignId, title: '别处的活动' })
    const mine = await office.get(`/api/activities?campaignId=${campaignId}&state=planned`)
    const all = await upper.get(`/api/activities?campaignId=${campaignId}&sort=title`)
    const found = await upper.get(
      `/api/activities?search=${encodeURIComponent('湘北')}&from=2026-09-21&until=2026-09-21&venueId=${otherVenue}`,
    )
    expect([mine.json(), all.json(), found.json()]).toMatchObject([
      { total: 0 },
      { total: 2, rows: [{ title: '别处的活动' }, { state: 'cancelled' }] },
      { total: 1, rows: [{ title: '别处的活动', place: '' }] },
    ])
  })

  test('the export is a spreadsheet of the rows the actor may see', async () => {
    const reply = await upper.get('/api/activities/export')
    expect([reply.status, reply.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
  })
})
