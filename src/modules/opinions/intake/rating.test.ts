import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type SmallProvince,
  convene,
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
} from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { seedCalendar } from '../../../platform/calendar.ts'
import { sql } from '../../../platform/db.ts'
import { type Grade, mayReopen, rateAnswers } from './rating.ts'
import { getPublicOpinion } from './track.ts'

const { db } = testDatabase()
const rated = new Date('2026-10-12T09:00:00+08:00')

describe('a speaker who is not satisfied has it handled again by whoever answered', () => {
  let place: SmallProvince
  let studio: string
  let office: Client
  let convener: Client
  const departments: { id: string; people: Client }[] = []

  beforeAll(async () => {
    await seedCalendar(db)
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, await makeStaff(db, place.county))
    for (const name of ['城市管理局', '交通运输局']) {
      const reply = await office.post('/api/departments', {
        committeeId: place.county,
        name,
        openFrom: '2022-01-01',
      })
      const { id }: { id: string } = JSON.parse(reply.text)
      departments.push({ id, people: await clientOf(app, await makeStaff(db, id, 'department')) })
    }
  })

  /** An accepted item that these departments, each for itself, have answered: their assignments and replies. */
  const answeredBy = async (...asked: typeof departments) => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const rows = asked.map((department) => ({ ...department, assignment: newId(), reply: newId() }))
    await office.post('/api/assignments', {
      id: newId(),
      recordType: 'opinion',
      recordId: opinion,
      words: '请办',
      departments: rows.map((row) => ({ id: row.assignment, departmentId: row.id, part: 'separate' })),
    })
    for (const { people, assignment, reply } of rows) {
      await people.post(`/api/assignments/${assignment}/steps`, { step: 'sign' })
      await people.post('/api/replies', {
        id: reply,
        recordType: 'opinion',
        recordId: opinion,
        assignmentId: assignment,
        body: '已经派人看过',
      })
      await people.post(`/api/assignments/${assignment}/steps`, { step: 'submit', version: 1 })
      await office.post(`/api/assignments/${assignment}/steps`, { step: 'publish', version: 1 })
    }
    return { opinion, rows }
  }
  const rate = (opinion: string, grades: Record<string, Grade>) =>
    rateAnswers(
      db,
      opinion,
      Object.entries(grades).map(([replyId, grade]) => ({
        replyId,
        grade,
        why: grade === 'unsatisfied' ? '没修' : null,
      })),
      rated,
    )
  const standing = async (opinion: string) =>
    (
      await sql`
        select o.state, o.due_on as "dueOn", (select coalesce(json_agg(json_build_object('kind', t.kind, 'role', t.role, 'dueOn', t.due_on)), '[]')
          from todos t where t.record_id = o.id and t.closed_at is null) as todos
        from opinions o where o.id = ${opinion}`.execute(db)
    ).rows[0]
  const todoOf = async (assignment: string) =>
    (
      await sql`
        select kind, role, due_on as "dueOn" from todos where record_id = ${assignment} and closed_at is null`.execute(
        db,
      )
    ).rows

  test('departments had answered: it reads 部门办理中, on their desk again with new clocks, and the speaker reads who has it', async () => {
    const [lights] = departments
    if (!lights) throw new Error('no department')
    const { opinion, rows } = await answeredBy(lights)
    const [row] = rows
    expect(await standing(opinion)).toEqual({ state: 'answered', dueOn: null, todos: [] })
    await rate(opinion, { [row?.reply ?? '']: 'unsatisfied' })
    expect(await standing(opinion)).toEqual({ state: 'assigned', dueOn: '2026-11-02', todos: [] })
    expect((await lights.people.get(`/api/assignments/${row?.assignment}`)).json()).toMatchObject({
      state: 'signed',
      answerDueOn: '2026-11-02',
      replies: [{ rating: { grade: 'unsatisfied', why: '没修' } }],
    })
    expect(await todoOf(row?.assignment ?? '')).toEqual([
      { kind: 'handle', role: 'department', dueOn: '2026-11-02' },
    ])
    const shown = await getPublicOpinion(db, opinion)
    expect([shown?.state, shown?.dueOn, shown?.moments.slice(-2).map(({ words }) => words)]).toEqual([
      'assigned',
      '2026-11-02',
      ['您说不满意，退回去再办', '退回原来承办的部门再办'],
    ])
    expect((await office.get(`/api/opinions/${opinion}`)).json()).toMatchObject({
      stateLabel: '部门办理中',
      standing: {
        steps: [{ step: 'assign' }, { step: 'recall', obstacle: '还有 1 个部门在办，先逐个收回' }, {}],
      },
    })
    expect((await office.get('/api/opinions?tab=assigned')).text).toContain(opinion)
  })

  test('answered anew it waits to be rated; taken back instead, it is accepted and its studio is asked', async () => {
    const [lights] = departments
    if (!lights) throw new Error('no department')
    const [first, second] = [await answeredBy(lights), await answeredBy(lights)]
    for (const { opinion, rows } of [first, second])
      await rate(opinion, { [rows[0]?.reply ?? '']: 'unsatisfied' })
    const assignment = first.rows[0]?.assignment ?? ''
    await lights.people.post('/api/replies', {
      id: newId(),
      recordType: 'opinion',
      recordId: first.opinion,
      assignmentId: assignment,
      body: '这次修好了',
    })
    await lights.people.post(`/api/assignments/${assignment}/steps`, { step: 'submit', version: 1 })
    await office.post(`/api/assignments/${assignment}/steps`, { step: 'publish', version: 1 })
    expect(await standing(first.opinion)).toMatchObject({ state: 'answered', dueOn: null })
    const back = await office.post(`/api/assignments/${second.rows[0]?.assignment}/steps`, {
      step: 'recall',
      words: '由工作室自己答',
    })
    expect([back.json(), await standing(second.opinion)]).toEqual([
      { state: 'recalled' },
      {
        state: 'accepted',
        dueOn: '2026-11-02',
        todos: [{ kind: 'answer', role: 'convener', dueOn: '2026-11-02' }],
      },
    ])
  })

  test('of two departments only the one that did not satisfy has it again', async () => {
    const { opinion, rows } = await answeredBy(...departments)
    const [good, bad] = rows
    await rate(opinion, { [good?.reply ?? '']: 'satisfied', [bad?.reply ?? '']: 'unsatisfied' })
    const states = await sql<{ id: string; state: string }>`
      select id, state from assignments where record_id = ${opinion}`.execute(db)
    expect(new Map(states.rows.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [good?.assignment, 'answered'],
        [bad?.assignment, 'signed'],
      ]),
    )
    expect(await standing(opinion)).toMatchObject({ state: 'assigned' })
  })

  test('no department was in it: it is accepted again, and its studio is asked', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const reply = newId()
    await convener.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      body: '修好了',
    })
    await office.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
    await rate(opinion, { [reply]: 'unsatisfied' })
    expect(await standing(opinion)).toEqual({
      state: 'accepted',
      dueOn: '2026-11-02',
      todos: [{ kind: 'answer', role: 'convener', dueOn: '2026-11-02' }],
    })
    const { rows } = await sql<{ step: string }>`
      select step from steps where record_type = 'opinion' and record_id = ${opinion} order by no desc limit 1`.execute(
      db,
    )
    expect(rows).toEqual([{ step: 'reopen' }])
  })

  test('it is promised to be handled again as often as it is, and no oftener', async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const rounds: { promised: boolean; state: unknown }[] = []
    for (let times = 0; times < 3; times += 1) {
      const reply = newId()
      await convener.post('/api/replies', {
        id: reply,
        recordType: 'opinion',
        recordId: opinion,
        body: '修好了',
      })
      await office.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
      const promised = await mayReopen(db, opinion, rated)
      await rate(opinion, { [reply]: 'unsatisfied' })
      rounds.push({ promised, state: Object(await standing(opinion)).state })
    }
    expect(rounds).toEqual([
      { promised: true, state: 'accepted' },
      { promised: true, state: 'accepted' },
      { promised: false, state: 'closed' },
    ])
  })

  test('those that were left at 已受理 while departments worked are moved by the migration, their path and to-dos with them', async () => {
    const [lights] = departments
    if (!lights) throw new Error('no department')
    const { opinion, rows } = await answeredBy(lights)
    await rate(opinion, { [rows[0]?.reply ?? '']: 'unsatisfied' })
    const asked = sql`
      insert into todos (committee_id, record_type, record_id, kind, title, path, unit_id, role, opened_at)
      values (${place.county}, 'opinion', ${opinion}, 'answer', '答复群众', '/staff', ${studio}, 'convener', now())`
    await sql`update opinions set state = 'accepted' where id = ${opinion}`.execute(db)
    await asked.execute(db)
    const file = join(import.meta.dirname, '../../../../db/migrations/0600_resumed_opinions.sql')
    for (let times = 0; times < 2; times += 1) await sql.raw(readFileSync(file, 'utf8')).execute(db)
    expect(await standing(opinion)).toMatchObject({ state: 'assigned', todos: [] })
    const { rows: path } = await sql`
      select step, from_state as "from", to_state as "to" from steps where record_type = 'opinion' and record_id = ${opinion}
      order by no desc limit 3`.execute(db)
    const resumed = { step: 'resume', from: 'accepted', to: 'assigned' }
    expect(path).toEqual([resumed, resumed, { step: 'reopen', from: 'answered', to: 'accepted' }])
  })
})
