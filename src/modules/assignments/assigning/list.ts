import type { Actor } from '../../../platform/actor.ts'
import { daysLeftTo } from '../../../platform/calendar.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { dueWords, soonDays } from '../../../platform/due.ts'
import { stateLabel } from '../../../platform/process.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { dissolved, seesAssignment, stillOpen } from '../access.ts'
import { type Assignables, describeAll } from '../assignable.ts'
import type { AssignmentFilter, AssignmentRow } from '../contract/assignments.ts'
import { assignmentProcess } from '../process.ts'
import { partLabels, stateWords } from '../rules.ts'

/** Last day of what is waited for now. `a` is the assignment. */
const dueOn = sql`case a.state when 'assigned' then a.sign_due_on when 'signed' then a.answer_due_on
  when 'drafted' then a.answer_due_on when 'objected' then a.answer_due_on end`

/** Every column of a row but number and title, which the record gives. */
export const rowColumns = (actor: Actor) => sql`
  a.id, a.record_type as "recordType", a.record_id as "recordId", a.part, a.department_id as "departmentId",
  d.short_name as "departmentName", a.state, a.assigned_at as "assignedAt", a.sign_due_on as "signDueOn",
  a.answer_due_on as "answerDueOn", ${dueOn} as "dueOn", ${daysLeftTo(dueOn, dayOf(actor.now))} as "daysLeft",
  ${stillOpen} and ${dissolved(actor)} as "isDissolved",
  (select e.until from extensions e where e.assignment_id = a.id and e.state = 'asked') as "extensionUntil"`

type Bare = Omit<AssignmentRow, 'number' | 'title' | 'stateLabel'>

/** Rows with the number and title of what they are about. */
export const withTitles = async <R extends Bare>(
  tx: Tx,
  all: Assignables,
  rows: R[],
): Promise<(R & Pick<AssignmentRow, 'number' | 'title' | 'stateLabel'>)[]> => {
  const matters = await describeAll(tx, all, rows)
  return rows.map((row) => ({
    ...row,
    number: matters.get(row.recordId)?.number ?? null,
    title: matters.get(row.recordId)?.title ?? '',
    stateLabel: stateWords(row.part, row.state, stateLabel(assignmentProcess, row.state)),
  }))
}

export interface AssignmentList {
  rows: AssignmentRow[]
  total: number
  counts: { open: number; soon: number; overdue: number; office: number }
}

/** Assignments that the actor may see, due first: of one's own departments, of one's 政协, of records that one reads. */
export const listAssignments = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  filter: AssignmentFilter,
): Promise<AssignmentList> => {
  const { rows } = await sql<Bare & { total: number }>`
    select ${rowColumns(actor)}, count(*) over () as total
    from assignments a join units d on d.id = a.department_id
    where ${seesAssignment(actor, all)} and ${matching(actor, all, filter)}
    order by ${dueOn} nulls last, a.assigned_at desc, a.id
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const titled = await withTitles(
    tx,
    all,
    rows.map(({ total: _, ...row }) => row),
  )
  return { rows: titled, total: rows[0]?.total ?? 0, counts: await countStages(tx, actor, all) }
}

const soon = (actor: Actor) =>
  sql`${dueOn} between ${dayOf(actor.now)}::date and add_working_days(${dayOf(actor.now)}::date, ${soonDays}::int)`
const overdue = (actor: Actor) => sql`${dueOn} < ${dayOf(actor.now)}::date`

const matching = (actor: Actor, all: Assignables, filter: AssignmentFilter) => {
  const stages = {
    open: stillOpen,
    done: sql`a.state = 'answered'`,
    off: sql`a.state in ('rerouted', 'recalled')`,
    all: sql`true`,
  }
  const due = { soon: soon(actor), overdue: overdue(actor) }
  const search = filter.search?.trim() || null
  const like = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  const inRecord = all.flatMap((one) =>
    search && one.matches
      ? [sql`(a.record_type = ${one.record} and ${one.matches(search, sql<string>`a.record_id`)})`]
      : [],
  )
  return sql<boolean>`${stages[filter.stage]}
    and (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null})
    and (${filter.departmentId ?? null}::uuid is null or a.department_id = ${filter.departmentId ?? null})
    and (${filter.part ?? null}::text is null or a.part = ${filter.part ?? null})
    and ${filter.due ? due[filter.due] : sql`true`}
    and (${like}::text is null or a.words like ${like} or d.short_name like ${like}
      ${inRecord.length > 0 ? sql`or ${sql.join(inRecord, sql` or `)}` : sql``})`
}

const countStages = async (tx: Tx, actor: Actor, all: Assignables): Promise<AssignmentList['counts']> => {
  const { rows } = await sql<AssignmentList['counts']>`
    select count(*) as open, count(*) filter (where ${soon(actor)}) as soon, count(*) filter (where ${overdue(actor)}) as overdue,
      count(*) filter (where a.state in ('objected', 'drafted') or ${dissolved(actor)}
        or exists (select from extensions e where e.assignment_id = a.id and e.state = 'asked')) as office
    from assignments a where ${stillOpen} and ${seesAssignment(actor, all)}`.execute(tx)
  return rows[0] ?? { open: 0, soon: 0, overdue: 0, office: 0 }
}

/** The list as filtered, as .xlsx for A4. */
export const exportAssignments = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  filter: AssignmentFilter,
): Promise<FileReply> => {
  const { rows } = await listAssignments(tx, actor, all, { ...filter, page: 1, size: 10_000 })
  const today = dayOf(actor.now)
  const file = await writeTable({
    title: '交办清单',
    headLines: [[`共 ${rows.length} 件`, `截至 ${today}`]],
    columns: [
      { header: '编号', width: 12 },
      { header: '事项', width: 40 },
      { header: '承办部门', width: 20 },
      { header: '办理', width: 8 },
      { header: '办到哪一步', width: 12 },
      { header: '交办日期', width: 12 },
      { header: '期限', width: 12 },
      { header: '还剩或逾期（工作日）', width: 14 },
    ],
    rows: rows.map((row) => [
      row.number ?? '',
      row.title,
      row.departmentName,
      partLabels[row.part],
      row.stateLabel,
      dayOf(new Date(row.assignedAt)),
      row.dueOn ?? '',
      row.daysLeft === null ? '' : dueWords(row.daysLeft),
    ]),
    notes: ['期限按工作日算，放假和调休照放假安排。'],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `交办清单${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
