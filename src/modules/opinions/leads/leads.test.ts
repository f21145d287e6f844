import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { openSteps, stepNames } from '../../../platform/process.ts'
import { sql } from '../../../platform/db.ts'
import { listTurnings, releaseLeads, takeLeads, tellOutcome, withdrawOutcomes } from './door.ts'
import { leadProcess } from './process.ts'

const { db } = testDatabase()

describe('what an opinion is turned into', () => {
  let place: SmallProvince
  let office: Client
  let convener: Client
  let member: Client
  let upper: Client
  let neighbour: Client
  let officeId: string
  const opinion = newId()
  const information = newId()
  const suggestion = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    const studio = await makeVenue(db, place.county)
    const memberId = await makeMember(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    officeId = await makeStaff(db, place.county)
    await settle(db, memberId, studio)
    await convene(db, convenerId, studio)
    member = await clientOf(app, memberId, 'member')
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, officeId)
    upper = await clientOf(app, await makeStaff(db, place.city))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    await member.post('/api/opinions', {
      venueId: studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id: opinion, words: '老码头的路灯不亮，晚上摔过人' }],
    })
  })

  const turn = (client: Client, leads: { id: string; kind: string }[], words = '好几个人说过') =>
    client.post(`/api/opinions/${opinion}/leads`, { leads, words })

  test('the convener turns it into two kinds at once, with words, and the opinion stays where it was', async () => {
    const reply = await turn(convener, [
      { id: information, kind: 'information' },
      { id: suggestion, kind: 'suggestion' },
    ])
    expect(reply.json()).toEqual({ made: 2 })
    expect((await convener.get(`/api/opinions/${opinion}`)).json()).toMatchObject({ state: 'recorded' })
    expect((await office.get('/api/leads')).json()).toMatchObject({
      total: 2,
      counts: { information: 1, suggestion: 1 },
      rows: [{ note: '好几个人说过' }, { note: '好几个人说过' }],
    })
  })

  test('sent twice it is once, and the same kind again is refused with the reason', async () => {
    expect((await turn(convener, [{ id: information, kind: 'information' }])).json()).toEqual({ made: 0 })
    const again = await turn(office, [{ id: newId(), kind: 'information' }])
    expect(again.status).toBe(409)
    expect(again.json()).toMatchObject({
      error: { message: '这一条已经转成了社情民意信息，不用再转。' },
    })
  })

  test('the office is asked about what its modules can take, not about what waits in the pool', async () => {
    const { rows } =
      await sql`select record_id as id, title from todos where record_type = 'lead' and closed_at is null`.execute(
        db,
      )
    expect(rows).toEqual([
      { id: information, title: '看看这条线索采不采用：社情民意信息，老码头的路灯不亮，晚上摔过人' },
    ])
  })

  test('the member, the city and the neighbour do not turn it, and none of them sees the pool of the county', async () => {
    const statuses = [member, upper, neighbour].map(
      async (client) => (await turn(client, [{ id: newId(), kind: 'topic' }])).status,
    )
    expect(await Promise.all(statuses)).toEqual([403, 404, 404])
    expect((await upper.get('/api/leads')).json()).toMatchObject({ total: 0 })
    expect((await neighbour.get(`/api/leads/${information}`)).status).toBe(404)
    expect((await neighbour.get(`/api/opinions/${opinion}/leads`)).status).toBe(404)
  })

  test('the pool is filtered by kind, state and words, and paged', async () => {
    const of = async (query: string) => (await office.get(`/api/leads?${query}`)).json()
    expect(await of('kind=suggestion')).toMatchObject({ total: 1, rows: [{ id: suggestion }] })
    expect(await of(`search=${encodeURIComponent('路灯')}`)).toMatchObject({ total: 2 })
    expect(await of(`search=${encodeURIComponent('%')}`)).toMatchObject({ total: 0 })
    expect(await of('state=taken')).toMatchObject({ total: 0 })
    expect(await of('size=1&page=2')).toMatchObject({ total: 2, rows: [{ id: information }] })
  })

  test('the pool as a sheet is an export that the audit knows', async () => {
    const reply = await office.get('/api/leads/export')
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toContain('attachment')
    const { rows } = await sql`select outcome from audit where endpoint = 'leads.export'`.execute(db)
    expect(rows).toEqual([{ outcome: 'exported' }])
  })

  test('taken for an information it tells its speaker, both ways along the edge; released it waits again', async () => {
    const actor = await actorOf(db, officeId, new Date('2026-09-22T09:00:00+08:00'))
    const target = { type: 'information', id: newId(), title: '老旧码头照明的几点建议' }
    await takeLeads(db, actor, [information], 'information', target)
    const adopted = {
      what: 'adopted_province',
      sourceId: newId(),
      words: '省政协采用了',
      at: new Date('2026-10-08T09:00:00+08:00'),
    }
    await tellOutcome(db, [target.id], 'information', adopted)
    await tellOutcome(db, [target.id], 'information', adopted)
    expect(await listTurnings(db, [opinion])).toMatchObject([
      { opinionId: opinion, words: '正在写进社情民意信息' },
      { opinionId: opinion, words: '省政协采用了' },
    ])
    expect((await convener.get(`/api/opinions/${opinion}/leads`)).json()).toMatchObject({
      rows: [
        { state: 'taken', targetId: target.id, targetTitle: target.title, outcome: '省政协采用了' },
        { state: 'pooled', targetId: null },
      ],
      open: ['proposal', 'topic', 'report'],
    })
    await withdrawOutcomes(db, adopted.sourceId, 'adopted_province', actor.now)
    expect(await listTurnings(db, [opinion])).toMatchObject([{ words: '正在写进社情民意信息' }])
    await releaseLeads(db, actor, [information])
    expect(await listTurnings(db, [opinion])).toEqual([])
    expect((await office.get(`/api/leads/${information}`)).json()).toMatchObject({
      state: 'pooled',
      targetId: null,
    })
  })

  test('dropping demands words; dropped, the same kind can be turned again, and then the old one stays out', async () => {
    const steps = `/api/leads/${information}/steps`
    expect((await office.post(steps, { step: 'drop' })).status).toBe(400)
    expect((await office.post(steps, { step: 'take' })).status).toBe(400)
    expect((await office.post(steps, { step: 'drop', words: '已有同题信息' })).json()).toEqual({
      state: 'dropped',
    })
    expect((await turn(office, [{ id: newId(), kind: 'information' }])).json()).toEqual({ made: 1 })
    expect((await office.post(steps, { step: 'restore' })).status).toBe(409)
  })

  test('a withdrawn opinion is not turned', async () => {
    await convener.post(`/api/opinions/${opinion}/steps`, { step: 'withdraw', words: '记错了' })
    expect((await turn(office, [{ id: newId(), kind: 'topic' }])).status).toBe(409)
  })
})

test('every step of a lead is open from the states that the table names, to the takers it names, and nowhere else', () => {
  for (const state of ['pooled', 'taken', 'dropped'] as const)
    for (const taker of ['office', 'special_committee', 'author', 'convener', 'member', 'speaker'] as const)
      for (const name of stepNames(leadProcess)) {
        const rule = leadProcess.steps[name]
        const open = openSteps(leadProcess, state, new Set([taker]), {}).some((step) => step.step === name)
        expect(open, `${taker} ${name} from ${state}`).toBe(
          rule.from.includes(state) && rule.by.includes(taker),
        )
      }
})
