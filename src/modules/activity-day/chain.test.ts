import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { attend } from '../../../test/day.ts'
import { makeActivity } from '../../../test/builders.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

describe('a campaign and the documents it asks for', () => {
  let place: SmallProvince
  let province: Client
  let city: Client
  let county: Client
  let body: Client
  let member: string
  let plan: string
  const id = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db, '2026-08-01T09:00:00+08:00'))
    const venue = await makeVenue(db, place.county, { guideId: place.body })
    member = await makeMember(db, place.county)
    await settle(db, member, venue)
    province = await clientOf(app, await makeStaff(db, place.province))
    city = await clientOf(app, await makeStaff(db, place.city))
    county = await clientOf(app, await makeStaff(db, place.county, 'office', '纪小云'))
    body = await clientOf(app, await makeStaff(db, place.body, 'special_committee'))
    await province.post('/api/campaigns', {
      id,
      committeeId: place.province,
      name: '2026 年委员活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
      notice: '请照此办理。',
    })
    await province.post(`/api/campaigns/${id}/steps`, { step: 'issue' })
  })

  const todosOf = async (unitId: string): Promise<string[]> => {
    const { rows } = await sql<{ title: string }>`
      select title from todos where unit_id = ${unitId} and closed_at is null order by title`.execute(db)
    return rows.map((row) => row.title)
  }

  const chainOf = async (who: Client) => (await who.get(`/api/activity-day/${id}/documents`)).json()

  test('issuing asks each office below to sign and to plan, and each guiding special committee for its brief', async () => {
    expect(await todosOf(place.county)).toEqual([
      '写“2026 年委员活动日”的工作方案',
      '签收通知：2026 年委员活动日',
    ])
    expect(await todosOf(place.body)).toEqual(['写“2026 年委员活动日”的活动小结'])
    expect(await todosOf(place.province)).toEqual([])
  })

  test("signing takes the to-do away for one's own 政协 alone", async () => {
    await county.post(`/api/campaigns/${id}/read`)
    expect([await todosOf(place.county), (await todosOf(place.city)).length]).toEqual([
      ['写“2026 年委员活动日”的工作方案'],
      2,
    ])
    expect((await county.get(`/api/campaigns/${id}`)).json()).toMatchObject({ receipt: { readBy: '纪小云' } })
  })

  test('the one above sees states and dates; the text only once it has gone up, and the one further up not at all', async () => {
    const before = await chainOf(county)
    expect(before).toMatchObject({
      own: { mine: true, cells: [{ kind: 'plan', state: 'none', dueOn: '2026-09-14' }, {}, {}, {}] },
    })
    const { rows } = await sql<{ id: string }>`
      select id from chain_documents where unit_id = ${place.county} and kind = 'plan'`.execute(db)
    plan = rows[0]?.id ?? ''
    await county.send('PUT', `/api/chain-documents/${plan}`, { words: '本县分三片开展。', version: 1 })
    expect((await city.get(`/api/chain-documents/${plan}`)).status).toBe(404)
    expect(await chainOf(city)).toMatchObject({
      below: [
        {
          name: '临湖县',
          mine: false,
          cells: [{ kind: 'plan', state: 'draft', ownerName: null }, {}, {}, {}],
        },
        { name: '湘北县', cells: [{ kind: 'plan', state: 'none' }, {}, {}, {}] },
      ],
      total: 2,
    })
    expect((await county.post(`/api/chain-documents/${plan}/steps`, { step: 'submit' })).json()).toEqual({
      state: 'submitted',
    })
    expect((await city.get(`/api/chain-documents/${plan}`)).json()).toMatchObject({
      words: '本县分三片开展。',
      mine: false,
    })
    expect((await province.get(`/api/chain-documents/${plan}`)).status).toBe(404)
  })

  test('what has gone up is read by the one above and followed by the next in the chain', async () => {
    expect(await todosOf(place.city)).toContain('看临湖县报来的“2026 年委员活动日”的工作方案')
    expect(await todosOf(place.county)).toEqual(['写“2026 年委员活动日”的活动通知'])
  })

  test('an empty one cannot go up; a sent-back one says why and waits for its unit again', async () => {
    const { rows } = await sql<{ id: string }>`
      select id from chain_documents where unit_id = ${place.county} and kind = 'notice'`.execute(db)
    const empty = await county.post(`/api/chain-documents/${rows[0]?.id}/steps`, { step: 'submit' })
    expect([empty.status, empty.json()]).toMatchObject([
      409,
      { error: { message: '还没有写正文，也没有附件' } },
    ])
    expect((await county.post(`/api/chain-documents/${plan}/steps`, { step: 'accept' })).status).toBe(403)
    await city.post(`/api/chain-documents/${plan}/steps`, { step: 'return', words: '没有写集合时间' })
    expect((await county.get(`/api/chain-documents/${plan}`)).json()).toMatchObject({
      standing: { state: 'returned', history: [{}, {}, { step: 'return', words: '没有写集合时间' }] },
    })
    expect(await todosOf(place.county)).toContain('退回来了，改一改：“2026 年委员活动日”的工作方案')
  })

  test('two people saving one version: the second is told and nothing is lost', async () => {
    const first = await county.send('PUT', `/api/chain-documents/${plan}`, {
      words: '八点半集合。',
      version: 2,
    })
    const second = await county.send('PUT', `/api/chain-documents/${plan}`, {
      words: '九点集合。',
      version: 2,
    })
    expect([first.status, second.status, second.json()]).toMatchObject([
      200,
      409,
      { error: { detail: { version: 3, words: '八点半集合。' } } },
    ])
  })

  test("a special committee's brief goes to its own office, and a county has nothing to do with it", async () => {
    const { rows } = await sql<{
      id: string
    }>`select id from chain_documents where unit_id = ${place.body}`.execute(db)
    const brief = rows[0]?.id ?? ''
    await body.send('PUT', `/api/chain-documents/${brief}`, { words: '指导了一家。', version: 1 })
    await body.post(`/api/chain-documents/${brief}/steps`, { step: 'submit' })
    expect(await todosOf(place.province)).toEqual(['看提案委员会报来的“2026 年委员活动日”的活动小结'])
    expect((await province.post(`/api/chain-documents/${brief}/steps`, { step: 'accept' })).json()).toEqual({
      state: 'accepted',
    })
    expect((await county.get(`/api/chain-documents/${brief}`)).status).toBe(404)
  })

  test('postponing says beforehand how many attendances drop out, moves what is due and tells everybody', async () => {
    const venue = await makeVenue(db, place.county)
    await attend(db, await makeActivity(db, [venue], { campaignId: id }), member)
    expect((await province.get(`/api/activity-day/${id}/postpone?heldOn=2026-09-25`)).json()).toEqual({
      collectiveFrom: '2026-09-25',
      collectiveUntil: '2026-09-25',
      ownFrom: '2026-09-18',
      ownUntil: '2026-10-04',
      uploadDueOn: '2026-09-27',
      returnDueOn: '2026-10-04',
      droppedAttendances: 1,
      droppedOwnActivities: 0,
    })
    const moved = await province.post(`/api/campaigns/${id}/steps`, {
      step: 'postpone',
      heldOn: '2026-09-25',
      words: '台风',
    })
    expect(moved.json()).toEqual({ state: 'issued', droppedAttendances: 1 })
    const { rows } =
      await sql`select due_on from todos where record_id = ${plan} and closed_at is null`.execute(db)
    expect(rows).toEqual([{ due_on: '2026-09-18' }])
    const { rows: told } = await sql`select title, body from notices where person_id = ${member}`.execute(db)
    expect(told).toEqual([
      {
        title: '“2026 年委员活动日”改到 9月25日',
        body: '台风。动态9月27日 24 点截止，统计表10月4日 24 点截止。',
      },
    ])
    expect((await county.get(`/api/campaigns/${id}`)).json()).toMatchObject({
      heldOn: '2026-09-25',
      lastWords: '台风',
    })
  })

  test('media coverage is listed by its 政协 and read by those above', async () => {
    const added = await county.post(`/api/activity-day/${id}/coverage`, {
      id: newId(),
      medium: '临湖融媒',
      title: '老码头上听民声',
      publishedOn: '2026-09-22',
    })
    expect(added.status).toBe(200)
    expect((await province.get(`/api/activity-day/${id}/coverage`)).json()).toMatchObject({
      rows: [{ committeeName: '临湖县', title: '老码头上听民声', mine: false }],
      total: 1,
    })
  })

  test('cancelling closes everything that waits and tells why', async () => {
    await province.post(`/api/campaigns/${id}/steps`, { step: 'cancel', words: '汛情' })
    expect([await todosOf(place.county), await todosOf(place.city), await todosOf(place.body)]).toEqual([
      [],
      [],
      [],
    ])
    const late = await county.post(`/api/chain-documents/${plan}/steps`, { step: 'submit' })
    expect([late.status, late.json()]).toMatchObject([409, { error: { message: '活动日已经取消或结束' } }])
  })

  test('what a campaign asks for that is issued close to its day is due on the day of issue, not before', async () => {
    const late = newId()
    await province.post('/api/campaigns', {
      id: late,
      committeeId: place.province,
      name: '临时走访',
      theme: '送清凉',
      heldOn: '2026-08-03',
      notice: '请照此办理。',
    })
    await province.post(`/api/campaigns/${late}/steps`, { step: 'issue' })
    const chain = (await city.get(`/api/activity-day/${late}/documents`)).json()
    expect(chain).toMatchObject({
      own: {
        cells: [
          { kind: 'plan', dueOn: '2026-08-01' },
          { kind: 'notice', dueOn: '2026-08-01' },
          { kind: 'publicity', dueOn: '2026-08-01' },
          { kind: 'summary', dueOn: '2026-08-12' },
        ],
      },
    })
    const { rows } = await sql`
      select distinct due_on as "dueOn" from todos where title = '写“临时走访”的工作方案'`.execute(db)
    expect(rows).toEqual([{ dueOn: '2026-08-01' }])
  })
})
