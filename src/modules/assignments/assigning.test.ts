import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { seedCalendar } from '../../platform/calendar.ts'
import { listAssignments } from './assigning/list.ts'
import { AssignmentFilter } from './contract.ts'
import { takeOverDissolved } from './departments.ts'
import { tellOverdue } from './jobs.ts'
import { opinionAssignable } from '../opinions/assignable.ts'

const { db } = testDatabase()
const house = testHouse(db)

interface Asked {
  id: string
  departmentId: string
  part: 'host' | 'cohost' | 'separate'
}

describe('a matter handed to departments', () => {
  let place: SmallProvince
  let studio: string
  let office: Client
  let system: Client
  let member: Client
  let city: Client
  let lights: Client
  let roads: Client
  let lightsId: string
  let roadsId: string
  let healthId: string
  let officeId: string

  beforeAll(async () => {
    await seedCalendar(db)
    place = await makeProvince(db)
    const app = await testApp(house)
    studio = await makeVenue(db, place.county)
    officeId = await makeStaff(db, place.county)
    office = await clientOf(app, officeId)
    system = await clientOf(app, await makeStaff(db, place.province, 'system'))
    member = await clientOf(app, await makeMember(db, place.county), 'member')
    city = await clientOf(app, await makeStaff(db, place.city))
    const add = async (name: string) => {
      const reply = await office.post('/api/departments', {
        committeeId: place.county,
        name,
        openFrom: '2022-01-01',
      })
      const { id }: { id: string } = JSON.parse(reply.text)
      return id
    }
    lightsId = await add('城市管理局')
    roadsId = await add('交通运输局')
    healthId = await add('卫生健康局')
    lights = await clientOf(app, await makeStaff(db, lightsId, 'department', '许知远'))
    roads = await clientOf(app, await makeStaff(db, roadsId, 'department', '罗一川'))
  })

  const ask = async (opinion: string, departments: Asked[], more: Record<string, unknown> = {}) =>
    office.post('/api/assignments', {
      id: newId(),
      recordType: 'opinion',
      recordId: opinion,
      words: '请查看路灯，修好后答复反映人',
      departments,
      ...more,
    })
  const step = (client: Client, id: string, body: Record<string, unknown>) =>
    client.post(`/api/assignments/${id}/steps`, body)
  const stateOf = async (opinion: string) =>
    (await sql<{ state: string }>`select state from opinions where id = ${opinion}`.execute(db)).rows[0]
      ?.state
  const todosOf = async (client: Client) => {
    const list: { rows: { kind: string; title: string; dueOn: string | null }[] } = JSON.parse(
      (await client.get('/api/todos')).text,
    )
    return list.rows.map(({ kind, title, dueOn }) => ({ kind, title, dueOn }))
  }
  /** One accepted item handed to the department of lights, signed for. */
  const signed = async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const id = newId()
    await ask(opinion, [{ id, departmentId: lightsId, part: 'host' }])
    await step(lights, id, { step: 'sign' })
    return { opinion, id }
  }

  test('only the office of its own 政协 hands it over, one host with co-hosts or separate ones', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const host: Asked = { id: newId(), departmentId: lightsId, part: 'host' }
    const cohost: Asked = { id: newId(), departmentId: roadsId, part: 'cohost' }
    const body = { id: newId(), recordType: 'opinion', recordId: opinion, words: '请办', departments: [host] }
    expect((await member.post('/api/assignments', body)).status).toBe(403)
    expect((await city.post('/api/assignments', body)).status).toBe(404)
    expect((await ask(opinion, [cohost])).json()).toMatchObject({
      error: { fields: [{ path: 'departments', message: '会办要有一家主办' }] },
    })
    expect((await ask(opinion, [host, { ...cohost, part: 'separate' }])).status).toBe(400)
    expect((await ask(opinion, [{ ...host, departmentId: place.county }])).status).toBe(400)
    expect([(await ask(opinion, [host, cohost])).status, await stateOf(opinion)]).toEqual([200, 'assigned'])
    expect((await ask(opinion, [{ ...host, id: newId() }])).json()).toMatchObject({
      error: { message: '城市管理局正在办这件事，不用再交一次。' },
    })
  })

  test('days are counted in working days over 中秋 and 国庆, and a department sees what was handed to it alone', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted', number: '2609-0147' })
    const id = newId()
    await ask(opinion, [{ id, departmentId: lightsId, part: 'host' }])
    expect((await lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      number: '2609-0147',
      signDueOn: '2026-09-29',
      answerDueOn: '2026-10-19',
      workingDays: 5,
      matter: { words: '老码头到卫生院的路灯坏了五盏' },
      standing: { state: 'assigned', steps: [{ step: 'sign' }, { step: 'object' }] },
    })
    expect((await roads.get(`/api/assignments/${id}`)).status).toBe(404)
    expect((await roads.get(`/api/opinions/${opinion}`)).status).toBe(403)
    expect((await lights.get(`/api/records/opinion/${opinion}/replies`)).status).toBe(404)
    const { rows: told } = await sql`
      select title, body from notices where path = ${`/staff/assignments/${id}`}`.execute(db)
    expect(told).toEqual([
      { title: '有新交办的事：2609-0147', body: '老码头到卫生院的路灯坏了五盏。请在 2026-10-19 前答复。' },
    ])
    expect(await todosOf(lights)).toContainEqual({
      kind: 'sign',
      title: '签收交办：2609-0147 老码头到卫生院的路灯坏了五盏',
      dueOn: '2026-09-29',
    })
  })

  test('a message to a department ends what the citizen wrote with one full stop', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted', words: '路灯坏了五盏。' })
    const id = newId()
    await ask(opinion, [{ id, departmentId: lightsId, part: 'host' }])
    const { rows: told } =
      await sql`select body from notices where path = ${`/staff/assignments/${id}`}`.execute(db)
    expect(told).toEqual([{ body: '路灯坏了五盏。请在 2026-10-19 前答复。' }])
  })

  test('a department sees the pictures of what was handed to it, not the scan of a letter, and no more once taken back', async () => {
    const { opinion, id } = await signed()
    const fileOf = async (purpose: string) => {
      const file = newId()
      const { sha256, bytes } = await house.files.put(Buffer.from(purpose))
      await sql`
        insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, owner_type, owner_id, created_at)
        values (${file}, ${place.county}, ${purpose}, '图.jpg', 'image/jpeg', ${bytes}, ${sha256}, 'opinion', ${opinion}, now())`.execute(
        db,
      )
      return file
    }
    const [picture, scan] = [await fileOf('picture'), await fileOf('scan')]
    const statuses = async () => [
      (await lights.get(`/api/files/${picture}`)).status,
      (await lights.get(`/api/files/${scan}`)).status,
      (await roads.get(`/api/files/${picture}`)).status,
    ]
    expect(await statuses()).toEqual([200, 404, 404])
    await step(office, id, { step: 'recall', words: '不归他们' })
    expect(await statuses()).toEqual([404, 404, 404])
  })

  test('a department objects with its reason; the office upholds or re-routes with a clock of its own', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const [first, second] = [newId(), newId()]
    await ask(opinion, [{ id: first, departmentId: lightsId, part: 'host' }])
    expect((await step(lights, first, { step: 'object' })).status).toBe(400)
    await step(lights, first, { step: 'object', words: '这段路归交通' })
    await step(office, first, { step: 'uphold', words: '再看看' })
    await step(lights, first, { step: 'object', words: '确实归交通' })
    const none = await step(office, first, { step: 'reroute' })
    expect(none.json()).toMatchObject({ error: { fields: [{ path: 'departmentId' }] } })
    await step(office, first, { step: 'reroute', departmentId: roadsId, newId: second })
    expect((await roads.get(`/api/assignments/${second}`)).json()).toMatchObject({
      replacesName: '城市管理局',
      part: 'host',
      standing: { state: 'assigned', history: [{ label: '改派而来' }] },
    })
    expect(await stateOf(opinion)).toBe('assigned')
  })

  test('a host that answers before its co-hosts is told whose opinion is missing', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const [host, cohost, reply] = [newId(), newId(), newId()]
    await ask(opinion, [
      { id: host, departmentId: lightsId, part: 'host' },
      { id: cohost, departmentId: roadsId, part: 'cohost' },
    ])
    const draft = {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: host,
      body: '五盏灯都换了',
    }
    expect((await lights.post('/api/replies', draft)).json()).toMatchObject({
      error: { message: '签收以后才写答复。请刷新看看现在办到哪一步。' },
    })
    await step(lights, host, { step: 'sign' })
    await lights.post('/api/replies', draft)
    const early = await lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    expect([early.status, early.json()]).toMatchObject([
      409,
      { error: { message: '会办意见还没交齐：交通运输局' } },
    ])
    await step(roads, cohost, { step: 'sign' })
    expect((await step(roads, cohost, { step: 'contribute' })).status).toBe(400)
    await step(roads, cohost, { step: 'contribute', opinion: '管线由我局配合' })
    expect((await lights.get(`/api/assignments/${host}`)).json()).toMatchObject({
      others: [{ departmentName: '交通运输局', stateLabel: '已交会办意见', opinion: '管线由我局配合' }],
    })
    await lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    expect((await step(office, host, { step: 'send-back', version: 1, words: '写上日期' })).json()).toEqual({
      state: 'signed',
    })
    await lights.send('PUT', `/api/replies/${reply}`, { body: '9月18日五盏灯都换了', version: 1 })
    await lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 2 })
    expect((await lights.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 2 })).status).toBe(
      403,
    )
    expect((await step(office, host, { step: 'publish', version: 1 })).status).toBe(409)
    expect((await step(office, host, { step: 'publish', version: 2 })).json()).toEqual({ state: 'answered' })
    expect(await stateOf(opinion)).toBe('answered')
    const { rows } = await sql`select count(*) as n from duties where kind = 'replied'`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('separate ones answer each for itself; the record is answered with the last', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const ids = [newId(), newId()] as const
    await ask(opinion, [
      { id: ids[0], departmentId: lightsId, part: 'separate' },
      { id: ids[1], departmentId: roadsId, part: 'separate' },
    ])
    const states: (string | undefined)[] = []
    for (const [client, id] of [
      [lights, ids[0]],
      [roads, ids[1]],
    ] as const) {
      const reply = newId()
      await step(client, id, { step: 'sign' })
      await client.post('/api/replies', {
        id: reply,
        recordType: 'opinion',
        recordId: opinion,
        assignmentId: id,
        body: '办好了',
      })
      await step(client, id, { step: 'submit', version: 1 })
      await step(office, id, { step: 'publish', version: 1 })
      states.push(await stateOf(opinion))
    }
    expect(states).toEqual(['assigned', 'answered'])
  })

  test('more time is asked with a reason and granted: the last day moves, in the to-do too', async () => {
    const { id } = await signed()
    const early = await lights.post(`/api/assignments/${id}/extensions`, {
      id: newId(),
      until: '2026-10-10',
      words: '等料',
    })
    expect(early.json()).toMatchObject({ error: { fields: [{ path: 'until' }] } })
    const extension = newId()
    await lights.post(`/api/assignments/${id}/extensions`, {
      id: extension,
      until: '2026-11-05',
      words: '灯杆要订做',
    })
    expect((await lights.post(`/api/extensions/${extension}/steps`, { step: 'grant' })).status).toBe(403)
    await office.post(`/api/extensions/${extension}/steps`, { step: 'grant' })
    expect((await lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      answerDueOn: '2026-11-05',
      extensions: [{ standing: { state: 'granted', history: [{ words: '灯杆要订做' }, {}] } }],
    })
    const { rows } = await sql`
      select due_on from todos where record_id = ${id} and closed_at is null`.execute(db)
    expect(rows).toEqual([{ due_on: '2026-11-05' }])
  })

  test('taken back from the last department it is again with who had it; what was begun is dropped', async () => {
    const { opinion, id } = await signed()
    const reply = newId()
    await lights.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: id,
      body: '在看',
    })
    await step(office, id, { step: 'recall', words: '反映人说已经好了' })
    expect([await stateOf(opinion), (await lights.get(`/api/replies/${reply}`)).json()]).toMatchObject([
      'accepted',
      { standing: { state: 'dropped' } },
    ])
  })

  test('a department dissolved in mid-handling: its work waits for the office, and goes to another', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted', number: '2609-0001' })
    const [id, other] = [newId(), newId()]
    await ask(opinion, [{ id, departmentId: healthId, part: 'host' }])
    const closed = await office.post(`/api/departments/${healthId}/close`, { on: '2026-09-21' })
    expect(closed.json()).toEqual({ id: healthId, openCount: 1 })
    expect(await todosOf(office)).toContainEqual({
      kind: 'sign',
      title: '部门已撤并，请改派：2609-0001 老码头到卫生院的路灯坏了五盏',
      dueOn: '2026-09-29',
    })
    expect(await takeOverDissolved(db, house.clock())).toBe(0)
    expect((await office.get('/api/assignments?search=卫生健康局')).json()).toMatchObject({
      rows: [{ id, isDissolved: true }],
      total: 1,
    })
    await step(office, id, { step: 'reroute', departmentId: roadsId, newId: other })
    expect((await roads.get(`/api/assignments/${other}`)).json()).toMatchObject({ state: 'assigned' })
  })

  test('a holiday put in after deadlines were set moves them, with a note on the path and in the to-dos', async () => {
    const { id } = await signed()
    const ofOffice = await office.send('PUT', '/api/calendar/2026-10-12', { kind: 'holiday', name: '州庆' })
    expect(ofOffice.json()).toMatchObject({
      error: { message: '放假安排全平台一份，由最上一级政协的办公室或系统管理员改。' },
    })
    const set = await system.send('PUT', '/api/calendar/2026-10-12', { kind: 'holiday', name: '州庆' })
    expect(set.status).toBe(200)
    const history = { label: '放假安排有变，期限重算', by: null }
    expect((await lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      answerDueOn: '2026-10-20',
      standing: { state: 'signed', history: [{}, {}, history] },
    })
    const { rows } =
      await sql`select due_on from todos where record_id = ${id} and closed_at is null`.execute(db)
    expect(rows).toEqual([{ due_on: '2026-10-20' }])
    const { rows: extended } =
      await sql`select answer_due_on from assignments where answer_due_on = '2026-11-05'`.execute(db)
    expect(extended).toEqual([{ answer_due_on: '2026-11-05' }])
    await system.send('DELETE', '/api/calendar/2026-10-12')
    expect((await lights.get(`/api/assignments/${id}`)).json()).toMatchObject({ answerDueOn: '2026-10-19' })
  })

  test('one working day overdue the office is told, once a day and once a matter; leaders only where switched on', async () => {
    await signed()
    const leader = await makeStaff(db, place.county, 'leader')
    const messages = async (person: string) =>
      (
        await sql<{
          body: string
        }>`select body from notices where person_id = ${person} order by created_at`.execute(db)
      ).rows.length
    await tellOverdue(db, new Date('2026-10-19T07:40:00+08:00'))
    const before = await messages(officeId)
    await tellOverdue(db, new Date('2026-10-20T07:40:00+08:00'))
    await tellOverdue(db, new Date('2026-10-20T08:40:00+08:00'))
    await tellOverdue(db, new Date('2026-10-21T07:40:00+08:00'))
    expect([(await messages(officeId)) - before, await messages(leader)]).toEqual([1, 0])
    await sql`insert into settings (committee_id, key, valid, value) values (${place.county}, 'assignments.tellLeaders', '[2026-01-01,)', '1')`.execute(
      db,
    )
    await tellOverdue(db, new Date('2026-10-26T07:40:00+08:00'))
    expect(await messages(leader)).toBe(1)
  })

  test('the list puts what is due first, counts it, and is exported as filtered', async () => {
    const actor = await actorOf(db, officeId, new Date('2026-10-20T09:00:00+08:00'))
    const filter = AssignmentFilter.parse({ due: 'overdue', size: 2 })
    const { rows, total, counts } = await listAssignments(db, actor, [opinionAssignable], filter)
    expect([rows.map((row) => row.dueOn), total === counts.overdue, counts.open > counts.overdue]).toEqual([
      ['2026-09-29', '2026-09-29'],
      true,
      true,
    ])
    expect(rows.map((row) => row.workingDays)).toEqual([-11, -11])
    const found = await office.get('/api/assignments?search=2609-0147&stage=all')
    expect(found.json()).toMatchObject({ rows: [{ number: '2609-0147' }], total: 1 })
    const file = await office.get('/api/assignments/export?stage=all')
    expect([file.status, file.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
  })

  test('批示: recorded on an opinion, what came of it written down, seen in its own 政协 alone', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted', number: '2609-0500' })
    const id = newId()
    const given = {
      leader: '石磊',
      post: '县长',
      level: 'county',
      givenOn: '2026-09-21',
      words: '请城管局速办',
    }
    const body = { ...given, id, recordType: 'opinion', recordId: opinion }
    expect((await city.post('/api/directives', { ...body, id: newId() })).status).toBe(404)
    await office.post('/api/directives', body)
    expect(await todosOf(office)).toContainEqual({
      kind: 'follow',
      title: '批示落实：老码头到卫生院的路灯坏了五盏',
      dueOn: null,
    })
    await office.post(`/api/directives/${id}/steps`, { step: 'follow', followUp: '三天内全部修好' })
    expect((await office.get('/api/directives')).json()).toMatchObject({
      rows: [{ id, number: '2609-0500', followUp: '三天内全部修好', standing: { state: 'followed' } }],
      total: 1,
    })
    expect((await city.get('/api/directives')).json()).toEqual({ rows: [], total: 0 })
  })
})
