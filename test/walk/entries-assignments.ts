import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { canary } from './canaries.ts'
import { type Entry, type Setting, only, record, role } from './entry.ts'
import { pdf } from './parts.ts'
import { placeNames } from './places.ts'

const at = '2026-09-21T09:30:00+08:00'

interface Made {
  opinion: string
  assignment: string
  reply: string
  extension: string
  directive: string
}

/** Each place's opinion handed to its department, with a reply, a request for more time and a 批示; those of A. */
const handOver = async (
  { tx, world }: Setting,
  options: { state?: string; replyState?: string } = {},
): Promise<Made> => {
  const made: Made[] = []
  for (const name of placeNames) {
    const { committee, department, opinion, owner, convener } = world[name]
    const say = (kind: string) => canary(name, 'hidden', kind)
    const ids = { opinion, assignment: newId(), reply: newId(), extension: newId(), directive: newId() }
    await sql`update opinions set state = 'assigned', handler_id = ${owner} where id = ${opinion}`.execute(tx)
    await sql`
      insert into assignments (id, committee_id, record_type, record_id, batch_id, part, department_id, state, words, assigned_by,
        assigned_at, sign_days, answer_days, counted_from, sign_due_on, answer_due_on)
      values (${ids.assignment}, ${committee}, 'opinion', ${opinion}, ${newId()}, 'host', ${department},
        ${options.state ?? 'signed'}, ${say('asked')}, ${convener}, ${at}, 5, 15, '2026-09-21', '2026-09-29', '2026-10-19')`.execute(
      tx,
    )
    await sql`
      insert into replies (id, committee_id, record_type, record_id, assignment_id, state, body, unit_id, author_id, written_by, written_at)
      values (${ids.reply}, ${committee}, 'opinion', ${opinion}, ${ids.assignment}, ${options.replyState ?? 'drafted'},
        ${say('reply')}, ${department}, ${convener}, ${convener}, ${at})`.execute(tx)
    await sql`
      insert into extensions (id, committee_id, assignment_id, until, asked_by, asked_at)
      values (${ids.extension}, ${committee}, ${ids.assignment}, '2026-11-20', ${convener}, ${at})`.execute(
      tx,
    )
    await sql`
      insert into directives (id, committee_id, record_type, record_id, leader, post, level, given_on, words, recorded_by, recorded_at)
      values (${ids.directive}, ${committee}, 'opinion', ${opinion}, ${say('leader')}, '县长', 'county', '2026-09-20',
        ${say('directive')}, ${convener}, ${at})`.execute(tx)
    made.push(ids)
  }
  const ofA = made[placeNames.indexOf('A')]
  if (!ofA) throw new Error('A has no assignment')
  return ofA
}

const of =
  (key: keyof Made, options: Parameters<typeof handOver>[1] = {}) =>
  async (setting: Setting) => ({
    params: { id: (await handOver(setting, options))[key], type: 'opinion' },
  })
const department = (setting: Setting) => ({ params: { id: setting.world.A.department } })
const directive = { leader: '石磊', level: 'county', givenOn: '2026-09-20', words: '请速办' }

/** 交办, 答复, 批示 and the calendar: how each endpoint is called. */
export const assignments: Record<string, Entry | Entry[]> = {
  'replies.list': record(of('opinion')),
  'replies.get': record(of('reply')),
  'replies.draft': record(async (setting) => {
    const made = await handOver(setting, { replyState: 'published' })
    const isDepartment = setting.player.role === 'department'
    return {
      body: {
        id: newId(),
        recordType: 'opinion',
        recordId: made.opinion,
        assignmentId: isDepartment ? made.assignment : null,
        body: '已经修好',
      },
    }
  }),
  'replies.save': only(['office A', 'department A', 'member A, the owner'], async (setting) => ({
    ...(await of('reply')(setting)),
    body: { body: '已经修好', version: 1 },
  })),
  'replies.step': only(['department A'], async (setting) => ({
    ...(await of('reply')(setting)),
    body: { step: 'submit', version: 1 },
  })),

  'assignments.list': role(async (setting) => {
    await handOver(setting)
    return {}
  }),
  'assignments.export': role(async (setting) => {
    await handOver(setting)
    return {}
  }),
  'assignments.of': record(of('opinion'), {
    save: { 'department A': [404, 'a department reads its own assignment, not the record'] },
  }),
  'assignments.get': record(of('assignment')),
  'assignments.assign': record(async ({ tx, world }) => {
    await sql`update opinions set state = 'accepted' where id = ${world.A.opinion}`.execute(tx)
    return {
      body: {
        id: newId(),
        recordType: 'opinion',
        recordId: world.A.opinion,
        words: '请办',
        departments: [{ id: newId(), departmentId: world.A.department, part: 'host' }],
      },
    }
  }),
  'assignments.step': only(['department A'], async (setting) => ({
    ...(await of('assignment', { state: 'assigned' })(setting)),
    body: { step: 'sign' },
  })),
  'assignments.askExtension': record(async (setting) => {
    const asked = await of('assignment')(setting)
    await sql`delete from extensions where assignment_id = ${asked.params.id}`.execute(setting.tx)
    return { ...asked, body: { id: newId(), until: '2026-11-01', words: '等料' } }
  }),
  'assignments.stepExtension': only(['office A'], async (setting) => ({
    ...(await of('extension')(setting)),
    body: { step: 'grant' },
  })),

  'departments.list': role(),
  'departments.add': record(({ world }) => ({ body: { committeeId: world.A.committee, name: '林业局' } })),
  'departments.rename': record((s) => ({ ...department(s), body: { name: '城市管理局' } })),
  'departments.close': record((s) => ({ ...department(s), body: { on: '2026-12-31' } })),

  'settings.list': role(),
  'settings.set': record(({ world }) => ({
    params: { key: 'assignments.answerDays' },
    body: { committeeId: world.A.committee, value: 10, from: '2026-10-01' },
  })),

  'calendar.list': role(() => ({ query: { year: '2026' } })),
  'calendar.set': only(['office P', 'system P'], () => ({
    params: { day: '2026-11-11' },
    body: { kind: 'holiday', name: '州庆' },
  })),
  'calendar.clear': only(['office P', 'system P'], async ({ tx }) => {
    await sql`insert into calendar_days (day, kind, name) values ('2026-11-11', 'holiday', '州庆')
      on conflict (day) do nothing`.execute(tx)
    return { params: { day: '2026-11-11' } }
  }),

  'directives.list': role(async (setting) => {
    await handOver(setting)
    return {}
  }),
  'directives.record': record(({ world }) => ({
    body: { ...directive, id: newId(), recordType: 'opinion', recordId: world.A.opinion },
  })),
  'directives.edit': record(async (setting) => ({
    ...(await of('directive')(setting)),
    body: { ...directive, version: 1 },
  })),
  'directives.scan': record(async (setting) => ({
    ...(await of('directive')(setting)),
    body: { fileId: newId() },
    upload: pdf,
  })),
  'directives.step': record(async (setting) => ({
    ...(await of('directive')(setting)),
    body: { step: 'follow', followUp: '已经落实' },
  })),
}
