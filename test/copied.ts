import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { rateAnswers } from '../src/modules/opinions/intake/rating.ts'
import type { Database } from '../src/platform/db.ts'
import { convene, makeMember, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { formClient } from './forms.ts'
import { clientOf, testApp, testHouse } from './house.ts'

/** What was said, with letters that occur nowhere else; and who said it. */
export const said = '渡口的棚子漏雨，鸬鹚都飞进来了，我母亲在里面滑倒过两回，请修一修。'
export const rare = '鸬鹚'
export const who = { name: '金丝雀𠮷', phone: '19900009876', place: '金丝雀弄88号' }

/** An item whose words were copied to all that it may become, and out. */
export const copiedStage = async (db: Database) => {
  const opinion = newId()
  const information = newId()
  const report = newId()
  const answer = newId()
  const place = await makeProvince(db)
  const app = await testApp(testHouse(db))
  const studio = await makeVenue(db, place.county)
  const convenerId = await makeMember(db, place.county, '陈一诺')
  await convene(db, convenerId, studio)
  const office = await clientOf(app, await makeStaff(db, place.county))
  const second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
  const city = await clientOf(app, await makeStaff(db, place.city))
  const citizen = formClient(app)
  const made = await office.post('/api/departments', {
    committeeId: place.county,
    name: '交通运输局',
    openFrom: '2022-01-01',
  })
  const { id: bureau }: { id: string } = JSON.parse(made.text)
  const department = await clientOf(app, await makeStaff(db, bureau, 'department', '罗一川'))
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

  await takeDown(opinion, said)
  await ok(
    office.post('/api/opinions/invalidation/preview', {
      from: '2026-09-20T00:00:00+08:00',
      until: '2026-09-30T00:00:00+08:00',
    }),
  )
  await ok(office.send('PUT', `/api/opinions/${opinion}/filing`, { category: null, title: `${rare}棚漏雨` }))
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
  const ids = { opinion, information, report, answer }
  return { ...ids, place, studio, office, second, city, department, citizen, bureau, ok, takeDown, reply }
}

export type CopiedStage = Awaited<ReturnType<typeof copiedStage>>
