import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { listTurnings } from '../opinions/index.ts'
import { reportAssignable } from './index.ts'

const { db } = testDatabase()

describe('a special report from a hall to its feedback', () => {
  let place: SmallProvince
  let convener: Client
  let office: Client
  let city: Client
  let neighbour: Client
  let officeId: string
  let studio: string
  const id = newId()
  const text = { title: '跨县断头路的一条建议', body: '两县之间差三公里，镇里修不了。' }

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    officeId = await makeStaff(db, place.county)
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, officeId)
    city = await clientOf(app, await makeStaff(db, place.city))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
  })

  const step = (client: Client, body: Record<string, unknown>, of = id) =>
    client.post(`/api/reports/${of}/steps`, body)

  test('the hall drafts it; without both ticks it is not filed, and the reason says which', async () => {
    const draft = { id, committeeId: place.county, venueId: studio, ...text, townCannot: true }
    expect((await convener.post('/api/reports', draft)).json()).toEqual({ id })
    expect((await step(convener, { step: 'file' })).json()).toMatchObject({
      error: { message: '要勾上“有重要价值”，一般的意见请走社情民意信息' },
    })
    const saved = await convener.send('PUT', `/api/reports/${id}`, {
      ...text,
      townCannot: true,
      isValuable: true,
      version: 1,
    })
    expect(saved.json()).toEqual({ version: 2 })
    expect((await step(convener, { step: 'file' })).json()).toEqual({ state: 'filed', issue: null })
    expect((await neighbour.get(`/api/reports/${id}`)).status).toBe(404)
  })

  test('the hall does not screen its own; the office sends back with a reason, then takes it', async () => {
    expect((await step(convener, { step: 'adopt' })).status).toBe(403)
    expect((await step(office, { step: 'return' })).status).toBe(400)
    expect((await step(office, { step: 'return', words: '请写明走过哪些程序' })).json()).toMatchObject({
      state: 'returned',
    })
    expect((await convener.get('/api/todos')).json()).toMatchObject({
      rows: [{ title: '补充金点子：跨县断头路的一条建议' }],
    })
    expect((await step(convener, { step: 'file' })).json()).toMatchObject({ state: 'filed' })
    const late = await convener.send('PUT', `/api/reports/${id}`, { ...text, version: 2 })
    expect(late.status).toBe(409)
    expect((await step(office, { step: 'adopt' })).json()).toMatchObject({ state: 'adopted' })
  })

  test('issued it has its own row of numbers, and is a document', async () => {
    expect((await step(office, { step: 'issue' })).json()).toEqual({
      state: 'issued',
      issue: '〔2026〕第 1 期',
    })
    const reply = await office.get(`/api/reports/${id}/document`)
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      '金点子·好建议专报〔2026〕第1期',
    )
  })

  test('sent up it is a copy in the city’s screening', async () => {
    expect((await step(office, { step: 'send' })).json()).toMatchObject({ state: 'issued' })
    const inbox = z
      .looseObject({ rows: z.array(z.looseObject({ id: z.string() })) })
      .parse((await city.get('/api/reports?state=filed')).json())
    expect(inbox).toMatchObject({ total: 1, rows: [{ originName: '临湖县' }] })
    const copy = inbox.rows[0]?.id ?? ''
    expect((await step(city, { step: 'decline', words: '已有安排' }, copy)).json()).toMatchObject({
      state: 'declined',
    })
    expect((await office.get(`/api/reports/${id}`)).json()).toMatchObject({
      sent: { committeeName: '试市', said: '不采用' },
    })
  })

  test('handed to departments it waits for them, and their answer is its feedback', async () => {
    const actor = await actorOf(db, officeId, new Date('2026-09-22T09:00:00+08:00'))
    await reportAssignable.assigned(db, actor, id)
    expect((await office.get(`/api/reports/${id}`)).json()).toMatchObject({ standing: { state: 'handed' } })
    expect((await step(office, { step: 'assign' })).status).toBe(400)
    await reportAssignable.answered(db, actor, id, newId())
    expect((await office.get(`/api/reports/${id}`)).json()).toMatchObject({ standing: { state: 'fedBack' } })
    expect((await reportAssignable.describe(db, [id])).get(id)).toMatchObject({
      number: '〔2026〕第1期',
      venueId: studio,
      title: text.title,
    })
  })

  test('from a lead it tells who spoke at the start', async () => {
    const [opinion, lead, report] = [newId(), newId(), newId()]
    await office.post('/api/opinions', {
      venueId: studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id: opinion, words: '两县的路差三公里' }],
    })
    await office.post(`/api/opinions/${opinion}/leads`, { leads: [{ id: lead, kind: 'report' }] })
    await office.post('/api/reports', {
      id: report,
      committeeId: place.county,
      leadIds: [lead],
      townCannot: true,
      isValuable: true,
    })
    for (const one of ['file', 'adopt', 'issue'])
      expect((await step(office, { step: one }, report)).status).toBe(200)
    expect((await listTurnings(db, [opinion])).map((turning) => turning.words)).toEqual([
      '正在写进“金点子·好建议”专报',
      '写进了“金点子·好建议”专报，临湖县政协报给了领导和部门',
    ])
    const { rows } = await sql`select issue_no as no from reports where id = ${report}`.execute(db)
    expect(rows).toEqual([{ no: 2 }])
  })
})
