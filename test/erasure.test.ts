import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { rateAnswers } from '../src/modules/opinions/intake/rating.ts'
import { sql } from '../src/platform/db.ts'
import { type SmallProvince, convene, makeMember, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { testDatabase } from './database.ts'
import { type FormClient, formClient } from './forms.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'
import { tableTexts } from './table-texts.ts'

const { db, owner } = testDatabase()

/** What was said, with letters that occur nowhere else; and who said it. */
const said = '渡口的棚子漏雨，鸬鹚都飞进来了，我母亲在里面滑倒过两回，请修一修。'
const rare = '鸬鹚'
const who = { name: '金丝雀𠮷', phone: '19900009876', place: '金丝雀弄88号' }

describe('what was said is erased wherever it was copied to', () => {
  let place: SmallProvince
  let studio = ''
  let bureau = ''
  let office: Client
  let second: Client
  let city: Client
  let department: Client
  let citizen: FormClient
  const opinion = newId()
  const information = newId()
  const report = newId()
  const answer = newId()

  const tablesWith = async (text: string): Promise<string[]> =>
    [...(await tableTexts(owner()))].flatMap(([name, all]) => (all.includes(text) ? [name] : []))
  const ok = async (sent: Promise<{ status: number; text: string }>) => {
    const reply = await sent
    expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
    return reply
  }
  const takeDown = (id: string, words: string) =>
    ok(
      office.post('/api/opinions/taken-down', {
        id,
        venueId: studio,
        channel: 'letter',
        words,
        ...who,
        happenedOn: '2026-09-20',
      }),
    )
  /** A reply of the department to its assignment, quoting, and out. */
  const reply = async (of: string, assignment: string): Promise<string> => {
    const id = newId()
    await ok(
      department.post('/api/replies', {
        id,
        recordType: 'opinion',
        recordId: of,
        assignmentId: assignment,
        body: `${who.name}，您说“${said}”，棚顶已经换好。`,
      }),
    )
    await ok(department.post(`/api/replies/${id}/steps`, { step: 'submit', version: 1 }))
    await ok(office.post(`/api/replies/${id}/steps`, { step: 'publish', version: 1 }))
    return id
  }

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    office = await clientOf(app, await makeStaff(db, place.county))
    second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
    city = await clientOf(app, await makeStaff(db, place.city))
    citizen = formClient(app)
    const made = await office.post('/api/departments', {
      committeeId: place.county,
      name: '交通运输局',
      openFrom: '2022-01-01',
    })
    const { id }: { id: string } = JSON.parse(made.text)
    bureau = id
    department = await clientOf(app, await makeStaff(db, bureau, 'department', '罗一川'))

    await takeDown(opinion, said)
    await ok(
      office.post('/api/opinions/invalidation/preview', {
        from: '2026-09-20T00:00:00+08:00',
        until: '2026-09-30T00:00:00+08:00',
      }),
    )
    await ok(
      office.send('PUT', `/api/opinions/${opinion}/filing`, { category: null, title: `${rare}棚漏雨` }),
    )
    await ok(office.post(`/api/opinions/${opinion}/steps`, { step: 'accept', words: `听到：${said}` }))
    const assignment = newId()
    await ok(
      office.post('/api/assignments', {
        id: newId(),
        recordType: 'opinion',
        recordId: opinion,
        words: `反映人说：${said}请答复。`,
        departments: [{ id: assignment, departmentId: bureau, part: 'host' }],
      }),
    )
    await ok(department.post(`/api/assignments/${assignment}/steps`, { step: 'sign' }))
    const first = await reply(opinion, assignment)
    const why = `${rare}还在里面`
    await rateAnswers(
      db,
      opinion,
      [{ replyId: first, grade: 'unsatisfied', why }],
      new Date('2026-09-21T10:00:00+08:00'),
    )
    await reply(opinion, assignment)
    await ok(
      office.post('/api/directives', {
        id: newId(),
        recordType: 'opinion',
        recordId: opinion,
        leader: '石磊',
        post: '县长',
        level: 'county',
        givenOn: '2026-09-21',
        words: `“${said}”这样的事要快办。`,
      }),
    )
    const [informationLead, reportLead] = [newId(), newId()]
    await ok(
      office.post(`/api/opinions/${opinion}/leads`, {
        leads: [
          { id: informationLead, kind: 'information' },
          { id: reportLead, kind: 'report' },
        ],
        words: `${said}值得写`,
      }),
    )
    await ok(
      office.post('/api/informations', {
        id: information,
        committeeId: place.county,
        leadIds: [informationLead],
      }),
    )
    await ok(
      office.send('PUT', `/api/informations/${information}`, {
        title: `关于渡口候船设施的建议`,
        body: `有群众反映，${said}\n建议把全县渡口候船棚纳入年度养护计划。`,
        version: 2,
      }),
    )
    await ok(office.post(`/api/informations/${information}/steps`, { step: 'submit' }))
    await ok(second.post(`/api/informations/${information}/steps`, { step: 'sign' }))
    await ok(second.post(`/api/informations/${information}/steps`, { step: 'issue' }))
    await ok(second.post(`/api/informations/${information}/steps`, { step: 'send' }))
    await ok(
      office.post('/api/reports', {
        id: report,
        committeeId: place.county,
        leadIds: [reportLead],
        townCannot: true,
        isValuable: true,
      }),
    )
    await ok(office.post(`/api/reports/${report}/steps`, { step: 'file' }))
    await ok(
      office.post('/api/public-answers', {
        id: answer,
        opinionId: opinion,
        title: `${rare}棚漏雨怎么办`,
        question: said,
        answer: '棚顶已经换好，以后每月查看一次。',
        isLookedAt: true,
      }),
    )
    const fields = { title: '棚子', question: said, answer: '换好了' }
    await ok(office.post('/api/public-answers/check', { opinionId: opinion, ...fields }))
    await ok(office.post(`/api/public-answers/${answer}/steps`, { step: 'submit' }))
    await ok(second.post(`/api/public-answers/${answer}/steps`, { step: 'publish' }))
  })

  test('it stands in all these tables, and on a public page', async () => {
    expect(await tablesWith(rare)).toEqual([
      'public.assignments',
      'public.directives',
      'public.informations',
      'public.leads',
      'public.notices',
      'public.opinions',
      'public.public_answers',
      'public.ratings',
      'public.remarks',
      'public.replies',
      'public.reports',
      'public.todos',
    ])
    expect((await citizen.open(`/answers/${answer}`)).text).toContain(rare)
  })

  test('whoever erases is shown what was made from it, a copy of another 政协 without its title', async () => {
    const shown = await office.get(`/api/opinions/${opinion}/erasure?alsoWords=1`)
    const {
      derived,
    }: { derived: { label: string; title: string | null; stateLabel: string; effect: string }[] } =
      JSON.parse(shown.text)
    expect(derived.map(({ label, title, stateLabel, effect }) => [label, title, stateLabel, effect])).toEqual(
      [
        [
          '公开问答',
          `${rare}棚漏雨怎么办`,
          '已公开',
          '马上撤下，标题和问题删去，不能再公开；答复里照抄的原话删去',
        ],
        ['社情民意信息', '关于渡口候船设施的建议', '已编发', '照抄原话、写着反映人的地方换掉，其余照旧'],
        [
          '社情民意信息，报到试市政协的一份',
          null,
          '归收到的政协',
          '照抄原话、写着反映人的地方换掉，其余照旧',
        ],
        ['金点子专报', `${rare}棚漏雨`, '待筛选', '照抄原话、写着反映人的地方换掉，其余照旧'],
      ],
    )
    expect((await city.get(`/api/opinions/${opinion}/erasure`)).status).toBe(404)
  })

  test('what came from it meanwhile stops the press, and nothing has gone', async () => {
    const stopped = await office.post(`/api/opinions/${opinion}/erasure`, { alsoWords: true, seen: [answer] })
    expect([stopped.status, stopped.text.includes('又有从这一条来的内容')]).toEqual([409, true])
    expect((await office.get(`/api/opinions/${opinion}`)).text).toContain(rare)
  })

  test('confirmed, it is found in no table, no search index and on no page; what others wrote of their own stays', async () => {
    const shown = await office.get(`/api/opinions/${opinion}/erasure?alsoWords=1`)
    const { derived }: { derived: { id: string }[] } = JSON.parse(shown.text)
    await ok(
      office.post(`/api/opinions/${opinion}/erasure`, { alsoWords: true, seen: derived.map(({ id }) => id) }),
    )
    for (const text of [rare, who.name, '我母亲', '滑倒过两回'])
      expect([text, await tablesWith(text)]).toEqual([text, []])
    expect((await citizen.open(`/answers/${answer}`)).status).toBe(404)
    expect((await office.get(`/api/informations?search=${encodeURIComponent(rare)}`)).json()).toMatchObject({
      total: 0,
    })
    const { rows } = await sql<{ title: string; body: string; state: string }>`
      select title, body, state from informations order by state`.execute(db)
    const body = '有群众反映，［已按本人要求删除］。\n建议把全县渡口候船棚纳入年度养护计划。'
    expect(rows).toEqual([
      { title: '关于渡口候船设施的建议', body, state: 'issued' },
      { title: '关于渡口候船设施的建议', body, state: 'received' },
    ])
    const { rows: replies } = await sql<{ body: string }>`select distinct body from replies`.execute(db)
    expect(replies).toEqual([{ body: '［反映人］，您说“［已按本人要求删除］。”，棚顶已经换好。' }])
  })

  test('each change is a step or a note on its path, with digests alone; numbers, states and grades stay', async () => {
    const { rows } = await sql<{ type: string; step: string; to: string; who: boolean }>`
      select record_type as type, step, to_state as "to", actor_person_id is not null as who from steps where step = 'erase'
      order by record_type, who desc`.execute(db)
    expect(rows).toEqual([
      { type: 'information', step: 'erase', to: 'issued', who: true },
      { type: 'information', step: 'erase', to: 'received', who: false },
      { type: 'opinion', step: 'erase', to: 'answered', who: true },
      { type: 'public_answer', step: 'erase', to: 'withdrawn', who: true },
      { type: 'report', step: 'erase', to: 'filed', who: true },
    ])
    const kept = await sql`
      select o.number is not null as number, o.state, (select count(*) from ratings) as grades,
        (select count(*) from remarks where erased_at is not null) as remarks from opinions o where o.id = ${opinion}`.execute(
      db,
    )
    expect(kept.rows).toEqual([{ number: true, state: 'answered', grades: 1, remarks: 3 }])
    expect((await office.get(`/api/opinions/${opinion}/public-answer`)).json()).toMatchObject({
      answerId: answer,
    })
    expect((await office.get(`/api/public-answers/${answer}`)).json()).toMatchObject({
      question: '［已按本人要求删除］',
      findings: [],
    })
    const again = await office.post(`/api/public-answers/${answer}/steps`, { step: 'redraft' })
    expect([again.status, again.text.includes('已按反映人要求删去，不能再公开')]).toEqual([409, true])
  })

  test('only who spoke is erased: the words and what is public stay, a name written down elsewhere goes', async () => {
    const other = newId()
    await takeDown(other, `我是${who.name}，桥头的护栏松了。`)
    const [leadId, draft] = [newId(), newId()]
    await ok(office.post(`/api/opinions/${other}/leads`, { leads: [{ id: leadId, kind: 'information' }] }))
    await ok(office.post('/api/informations', { id: draft, committeeId: place.county, leadIds: [leadId] }))
    await ok(office.post(`/api/opinions/${other}/erasure`, { alsoWords: false, seen: [draft] }))
    const { rows } = await sql<{ words: string; body: string }>`
      select o.words, n.body from opinions o join informations n on n.id = ${draft} where o.id = ${other}`.execute(
      db,
    )
    const words = '我是［反映人］，桥头的护栏松了。'
    expect(rows).toEqual([{ words, body: words }])
    expect(await tablesWith(who.name)).toEqual([])
  })

  test('put back into the pool before, the words that a draft had taken over go all the same', async () => {
    const other = newId()
    await takeDown(other, '驿道上的鸊鷉窝被人掏了三回没有人管')
    const [leadId, draft] = [newId(), newId()]
    await ok(office.post(`/api/opinions/${other}/leads`, { leads: [{ id: leadId, kind: 'information' }] }))
    await ok(office.post('/api/informations', { id: draft, committeeId: place.county, leadIds: [leadId] }))
    await ok(office.send('DELETE', `/api/informations/${draft}/sources/${leadId}`))
    expect(await tablesWith('鸊鷉')).toEqual(['public.informations', 'public.opinions', 'public.todos'])
    await ok(office.post(`/api/opinions/${other}/erasure`, { alsoWords: true, seen: [draft] }))
    expect(await tablesWith('鸊鷉')).toEqual([])
  })
})
