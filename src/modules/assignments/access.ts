import type { RawBuilder } from 'kysely'
import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf, dayWords } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Addressee } from '../../platform/todos.ts'
import type { Flow } from '../../platform/take-step.ts'
import { type Assignables, type Matter, describeAll, seesRecord } from './assignable.ts'
import {
  type AssignmentFacts,
  type AssignmentState,
  type AssignmentStep,
  type ExtensionState,
  type ExtensionStep,
  type ReplyFacts,
  type ReplyState,
  type ReplyStep,
  assignmentProcess,
  extensionProcess,
  replyProcess,
} from './process.ts'

/** Assignments that still ask something of their department, as SQL; `a` is the assignment. */
export const stillOpen = sql<boolean>`a.state not in ('answered', 'rerouted', 'recalled')`

/** Assignments that the actor may see: of a department of the actor's, and on records that the actor reads. `a` is the assignment. */
export const seesAssignment = (actor: Actor, all: Assignables) =>
  actor.as
    ? sql<boolean>`true`
    : sql<boolean>`(a.department_id = any(${unitsOf(actor, 'department')}::uuid[])
        or a.committee_id = any(${committeesOf(actor, 'office', 'leader')}::uuid[])
        or ${seesRecord(actor, all, sql<string>`a.record_type`, sql<string>`a.record_id`)})`

/** Replies that the actor may see: of a department of the actor's, one's own, and on records that the actor reads. `r` is the reply. */
export const seesReply = (actor: Actor, all: Assignables) => sql<boolean>`(
  r.author_id = any(${recordsOf(actor)}::uuid[])
  or exists (select from assignments a where a.id = r.assignment_id
    and a.department_id = any(${unitsOf(actor, 'department')}::uuid[]))
  or ${seesRecord(actor, all, sql<string>`r.record_type`, sql<string>`r.record_id`)})`

interface ReplyRow extends ReplyFacts {
  id: string
  committeeId: string
  recordType: string
  recordId: string
  departmentId: string | null
  authorId: string
}

/** A reply waits for its studio, or its office where there is none; of a department the assignment waits, not the reply. */
export const replyFlow = (all: Assignables): Flow<ReplyState, ReplyStep, ReplyFacts> => ({
  process: replyProcess,
  table: 'replies',
  situations: async (tx, actor, ids) => {
    const { rows } = await sql<ReplyRow>`
      select r.id, r.committee_id as "committeeId", r.record_type as "recordType", r.record_id as "recordId",
        r.author_id as "authorId", d.department_id as "departmentId",
        case when r.assignment_id is not null then 0 else (select count(*) from assignments a
          where a.record_type = r.record_type and a.record_id = r.record_id and ${stillOpen}) end as "openAssignments",
        ${waitingCohosts(sql`d`)} as "cohostsWaiting", coalesce(d.state = 'signed', false) as "isWithDepartment"
      from replies r left join assignments d on d.id = r.assignment_id
      where r.id = any(${ids}::uuid[]) and ${seesReply(actor, all)}`.execute(tx)
    const matters = await describeAll(tx, all, rows)
    return new Map(
      rows.map((row) => {
        const matter = matters.get(row.recordId) ?? null
        return [
          row.id,
          {
            facts: row,
            roles: takersOfReply(actor, row, matter),
            asks: (wait) => {
              if (row.departmentId) return null
              const studio: Addressee = matter?.venueId
                ? { unitId: matter.venueId, role: 'convener' }
                : { unitId: row.committeeId, role: 'office' }
              return {
                to: wait.asks === 'person' ? { personId: row.authorId } : studio,
                title: `${wait.label}：${titleOf(matter)}`,
                path: pathOf(all, row),
                dueOn: null,
              }
            },
          },
        ]
      }),
    )
  },
})

const takersOfReply = (actor: Actor, row: ReplyRow, matter: Matter | null): Set<Taker> => {
  const roles = new Set<Taker>(['member'])
  if (recordsOf(actor).includes(row.authorId)) roles.add('author')
  if (matter?.handlerId && recordsOf(actor).includes(matter.handlerId)) roles.add('handler')
  if (unitsOf(actor, 'office').includes(row.committeeId)) roles.add('office')
  if (row.departmentId) {
    roles.delete('author')
    if (unitsOf(actor, 'department').includes(row.departmentId)) roles.add('department')
  } else if (matter?.venueId && unitsOf(actor, 'convener').includes(matter.venueId)) roles.add('convener')
  return roles
}

interface AssignmentRow extends AssignmentFacts {
  id: string
  committeeId: string
  recordType: string
  recordId: string
  departmentId: string
  state: string
  signDueOn: string
  answerDueOn: string
}

/** An assignment waits for its department to sign, then to answer; for the office where it objects or has answered. */
export const assignmentFlow = (all: Assignables): Flow<AssignmentState, AssignmentStep, AssignmentFacts> => ({
  process: assignmentProcess,
  table: 'assignments',
  situations: async (tx, actor, ids) => {
    const rows = await assignmentRows(tx, actor, all, ids)
    const matters = await describeAll(tx, all, rows)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: row,
          roles: takersOfAssignment(actor, row),
          asks: (wait) => ({
            to:
              wait.asks === 'department' && !row.isDissolved
                ? { unitId: row.departmentId, role: 'department' }
                : { unitId: row.committeeId, role: 'office' },
            title: `${askedIn(row, wait)}：${titleOf(matters.get(row.recordId))}`,
            path: `/staff/assignments/${row.id}`,
            dueOn: wait.kind === 'sign' ? row.signDueOn : wait.kind === 'handle' ? row.answerDueOn : null,
          }),
        },
      ]),
    )
  },
})

const assignmentRows = async (tx: Tx, actor: Actor, all: Assignables, ids: string[]) => {
  const { rows } = await sql<AssignmentRow>`
    select a.id, a.committee_id as "committeeId", a.record_type as "recordType", a.record_id as "recordId",
      a.department_id as "departmentId", a.state, a.part, a.sign_due_on as "signDueOn", a.answer_due_on as "answerDueOn",
      a.sign_due_on < ${dayOf(actor.now)}::date as "objectionClosed", ${dissolved(actor)} as "isDissolved",
      ${waitingCohosts(sql`a`)} as "cohostsWaiting"
    from assignments a where a.id = any(${ids}::uuid[]) and ${seesAssignment(actor, all)}`.execute(tx)
  return rows
}

/** Names of a host's co-hosts that have not given their opinion, in order of their codes; none for whoever is no host. */
const waitingCohosts = (host: RawBuilder<unknown>) => sql<string[]>`
  (select coalesce(array_agg(u.short_name order by u.code), '{}') from assignments o join units u on u.id = o.department_id
    where ${host}.part = 'host' and o.batch_id = ${host}.batch_id and o.part = 'cohost'
      and o.state not in ('answered', 'rerouted', 'recalled'))`

/** The department is not there any more today. `a` is the assignment. */
export const dissolved = (actor: Pick<Actor, 'now'>) => sql<boolean>`
  not exists (select from units d where d.id = a.department_id and d.open_during @> ${dayOf(actor.now)}::date)`

const takersOfAssignment = (
  actor: Actor,
  row: Pick<AssignmentRow, 'committeeId' | 'departmentId'>,
): Set<Taker> => {
  if (actor.as) return new Set<Taker>([actor.as])
  const roles = new Set<Taker>(['member'])
  if (unitsOf(actor, 'office').includes(row.committeeId)) roles.add('office')
  if (unitsOf(actor, 'department').includes(row.departmentId)) roles.add('department')
  return roles
}

const askedIn = (row: AssignmentRow, wait: { kind: string; label: string; asks: string }): string => {
  if (wait.asks === 'department' && row.isDissolved) return '部门已撤并，请改派'
  return wait.kind === 'handle' && row.part === 'cohost' ? '交会办意见' : wait.label
}

interface ExtensionRow {
  id: string
  committeeId: string
  departmentId: string
  assignmentId: string
  recordId: string
  recordType: string
  until: string
}

/** More time waits for the office that assigned. */
export const extensionFlow = (
  all: Assignables,
): Flow<ExtensionState, ExtensionStep, Record<string, never>> => ({
  process: extensionProcess,
  table: 'extensions',
  situations: async (tx, actor, ids) => {
    const { rows } = await sql<ExtensionRow>`
      select e.id, e.committee_id as "committeeId", a.department_id as "departmentId", a.id as "assignmentId", e.until,
        a.record_type as "recordType", a.record_id as "recordId"
      from extensions e join assignments a on a.id = e.assignment_id
      where e.id = any(${ids}::uuid[]) and ${seesAssignment(actor, all)}`.execute(tx)
    const matters = await describeAll(tx, all, rows)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: {},
          roles: takersOfAssignment(actor, row),
          asks: (wait) => ({
            to: { unitId: row.committeeId, role: 'office' },
            title: `${wait.label}到${dayWords(row.until)}：${titleOf(matters.get(row.recordId))}`,
            path: `/staff/assignments/${row.assignmentId}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
})

const titleOf = (matter: Matter | null | undefined): string =>
  matter ? [matter.number, matter.title].filter(Boolean).join(' ') : '一件事'

const pathOf = (all: Assignables, row: { recordType: string; recordId: string }): string =>
  all.find((one) => one.record === row.recordType)?.pathOf(row.recordId) ?? '/staff'
