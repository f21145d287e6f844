import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeOpinion, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type HandingStage, handingStage } from '../../../test/handing.ts'
import { actorOf, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { opinionAssignable } from '../opinions/assignable.ts'
import { listAssignments } from './assigning/list.ts'
import { AssignmentFilter } from './contract.ts'
import { takeOverDissolved } from './departments.ts'
import { tellOverdue } from './jobs.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('days, lists and 批示 of what was handed over', () => {
  let stage: HandingStage

  beforeAll(async () => {
    stage = await handingStage(db, house)
  })

  test('days are counted in working days over 中秋 and 国庆, and a department sees what was handed to it alone', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted', number: '2609-0147' })
    const id = newId()
    await stage.ask(opinion, [{ id, departmentId: stage.lightsId, part: 'host' }])
    expect((await stage.lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      number: '2609-0147',
      signDueOn: '2026-09-29',
      answerDueOn: '2026-10-19',
      daysLeft: 5,
      matter: { words: '老码头到卫生院的路灯坏了五盏' },
      standing: { state: 'assigned', steps: [{ step: 'sign' }, { step: 'object' }] },
    })
    expect((await stage.roads.get(`/api/assignments/${id}`)).status).toBe(404)
    expect((await stage.roads.get(`/api/opinions/${opinion}`)).status).toBe(403)
    expect((await stage.lights.get(`/api/records/opinion/${opinion}/replies`)).status).toBe(404)
    const { rows: told } = await sql`
      select title, body from notices where path = ${`/staff/assignments/${id}`}`.execute(db)
    expect(told).toEqual([
      { title: '有新交办的事：2609-0147', body: '老码头到卫生院的路灯坏了五盏。请在10月19日前答复。' },
    ])
    expect(await stage.todosOf(stage.lights)).toContainEqual({
      kind: 'sign',
      title: '签收交办：2609-0147 老码头到卫生院的路灯坏了五盏',
      dueOn: '2026-09-29',
    })
  })

  test('more time is asked with a reason and granted: the last day moves, in the to-do too', async () => {
    const { id } = await stage.signed()
    const early = await stage.lights.post(`/api/assignments/${id}/extensions`, {
      id: newId(),
      until: '2026-10-10',
      words: '等料',
    })
    expect(early.json()).toMatchObject({ error: { fields: [{ path: 'until' }] } })
    const extension = newId()
    await stage.lights.post(`/api/assignments/${id}/extensions`, {
      id: extension,
      until: '2026-11-05',
      words: '灯杆要订做',
    })
    expect((await stage.lights.post(`/api/extensions/${extension}/steps`, { step: 'grant' })).status).toBe(
      403,
    )
    await stage.office.post(`/api/extensions/${extension}/steps`, { step: 'grant' })
    expect((await stage.lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      answerDueOn: '2026-11-05',
      extensions: [{ standing: { state: 'granted', history: [{ words: '灯杆要订做' }, {}] } }],
    })
    const { rows } = await sql`
      select due_on from todos where record_id = ${id} and closed_at is null`.execute(db)
    expect(rows).toEqual([{ due_on: '2026-11-05' }])
  })

  test('more time that was asked for waits for nobody once the answer is out', async () => {
    const { opinion, id } = await stage.signed()
    const extension = newId()
    await stage.lights.post(`/api/assignments/${id}/extensions`, {
      id: extension,
      until: '2026-11-05',
      words: '灯杆要订做',
    })
    await stage.lights.post('/api/replies', {
      id: newId(),
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: id,
      body: '提前办好了',
    })
    await stage.step(stage.lights, id, { step: 'submit', version: 1 })
    expect((await stage.step(stage.office, id, { step: 'publish', version: 1 })).json()).toEqual({
      state: 'answered',
    })
    const { rows } = await sql`
      select e.state, (select count(*) from todos t where t.record_id = e.id and t.closed_at is null) as waits
      from extensions e where e.id = ${extension}`.execute(db)
    expect(rows).toEqual([{ state: 'dropped', waits: 0 }])
  })

  test('a department dissolved in mid-handling: its work waits for the stage.office, and goes to another', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted', number: '2609-0001' })
    const [id, other] = [newId(), newId()]
    await stage.ask(opinion, [{ id, departmentId: stage.healthId, part: 'host' }])
    const closed = await stage.office.post(`/api/departments/${stage.healthId}/close`, { on: '2026-09-21' })
    expect(closed.json()).toEqual({ id: stage.healthId, openCount: 1 })
    expect(await stage.todosOf(stage.office)).toContainEqual({
      kind: 'sign',
      title: '部门已撤并，请改派：2609-0001 老码头到卫生院的路灯坏了五盏',
      dueOn: '2026-09-29',
    })
    expect(await takeOverDissolved(db, house.clock())).toBe(0)
    expect((await stage.office.get('/api/assignments?search=卫生健康局')).json()).toMatchObject({
      rows: [{ id, isDissolved: true }],
      total: 1,
    })
    await stage.step(stage.office, id, { step: 'reroute', departmentId: stage.roadsId, newId: other })
    expect((await stage.roads.get(`/api/assignments/${other}`)).json()).toMatchObject({ state: 'assigned' })
  })

  test('a holiday put in after deadlines were set moves them, with a note on the path and in the to-dos', async () => {
    const { id } = await stage.signed()
    const ofOffice = await stage.office.send('PUT', '/api/calendar/2026-10-12', {
      kind: 'holiday',
      name: '州庆',
    })
    expect(ofOffice.json()).toMatchObject({
      error: { message: '放假安排全平台一份，由最上一级政协的办公室或系统管理员改。' },
    })
    const set = await stage.system.send('PUT', '/api/calendar/2026-10-12', { kind: 'holiday', name: '州庆' })
    expect(set.status).toBe(200)
    const history = { label: '放假安排有变，期限重算', by: null }
    expect((await stage.lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      answerDueOn: '2026-10-20',
      standing: { state: 'signed', history: [{}, {}, history] },
    })
    const { rows } =
      await sql`select due_on from todos where record_id = ${id} and closed_at is null`.execute(db)
    expect(rows).toEqual([{ due_on: '2026-10-20' }])
    const { rows: extended } =
      await sql`select answer_due_on from assignments where answer_due_on = '2026-11-05'`.execute(db)
    expect(extended).toEqual([{ answer_due_on: '2026-11-05' }])
    await stage.system.send('DELETE', '/api/calendar/2026-10-12')
    expect((await stage.lights.get(`/api/assignments/${id}`)).json()).toMatchObject({
      answerDueOn: '2026-10-19',
    })
  })

  test('one working day overdue the office is told, once a day and once a matter; leaders only where switched on', async () => {
    await stage.signed()
    const leader = await makeStaff(db, stage.place.county, 'leader')
    const messages = async (person: string) =>
      (
        await sql<{
          body: string
        }>`select body from notices where person_id = ${person} order by created_at`.execute(db)
      ).rows.length
    await tellOverdue(db, new Date('2026-10-19T07:40:00+08:00'))
    const before = await messages(stage.officeId)
    await tellOverdue(db, new Date('2026-10-20T07:40:00+08:00'))
    await tellOverdue(db, new Date('2026-10-20T08:40:00+08:00'))
    await tellOverdue(db, new Date('2026-10-21T07:40:00+08:00'))
    expect([(await messages(stage.officeId)) - before, await messages(leader)]).toEqual([1, 0])
    await sql`insert into settings (committee_id, key, valid, value) values (${stage.place.county}, 'assignments.tellLeaders', '[2026-01-01,)', '1')`.execute(
      db,
    )
    await tellOverdue(db, new Date('2026-10-26T07:40:00+08:00'))
    expect(await messages(leader)).toBe(1)
  })

  test('the list puts what is due first, counts it, and is exported as filtered', async () => {
    const actor = await actorOf(db, stage.officeId, new Date('2026-10-20T09:00:00+08:00'))
    const filter = AssignmentFilter.parse({ due: 'overdue', size: 2 })
    const { rows, total, counts } = await listAssignments(db, actor, [opinionAssignable], filter)
    expect([rows.map((row) => row.dueOn), total === counts.overdue, counts.open > counts.overdue]).toEqual([
      ['2026-09-29', '2026-09-29'],
      true,
      true,
    ])
    expect(rows.map((row) => row.daysLeft)).toEqual([-11, -11])
    const found = await stage.office.get('/api/assignments?search=2609-0147&stage=all')
    expect(found.json()).toMatchObject({ rows: [{ number: '2609-0147' }], total: 1 })
    const file = await stage.office.get('/api/assignments/export?stage=all')
    expect([file.status, file.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
  })

  test('批示: recorded on an opinion, what came of it written down, seen in its own 政协 alone', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted', number: '2609-0500' })
    const id = newId()
    const given = {
      leader: '石磊',
      post: '县长',
      level: 'county',
      givenOn: '2026-09-21',
      words: '请城管局速办',
    }
    const body = { ...given, id, recordType: 'opinion', recordId: opinion }
    expect((await stage.city.post('/api/directives', { ...body, id: newId() })).status).toBe(404)
    await stage.office.post('/api/directives', body)
    expect(await stage.todosOf(stage.office)).toContainEqual({
      kind: 'follow',
      title: '批示落实：老码头到卫生院的路灯坏了五盏',
      dueOn: null,
    })
    await stage.office.post(`/api/directives/${id}/steps`, { step: 'follow', followUp: '三天内全部修好' })
    expect((await stage.office.get('/api/directives')).json()).toMatchObject({
      rows: [{ id, number: '2609-0500', followUp: '三天内全部修好', standing: { state: 'followed' } }],
      total: 1,
    })
    expect((await stage.city.get('/api/directives')).json()).toEqual({ rows: [], total: 0 })
  })
})
