import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { numberSettings } from '../../../platform/settings.ts'
import { standingsOf } from '../../../platform/standings.ts'
import { standingOf } from '../../../platform/standings.ts'
import { assignmentFlow, extensionFlow, seesAssignment } from '../access.ts'
import { type Assignables, type RecordOf, assignableOf } from '../assignable.ts'
import type { Assignment, AssignmentRow, Extension } from '../contract/assignments.ts'
import type { MatterFace } from '../contract/replies.ts'
import { assignmentProcess } from '../process.ts'
import { faceOf, readReplies } from '../replies/queries.ts'
import { answerDays, signDays, stateWords } from '../rules.ts'
import { rowColumns, withTitles } from './list.ts'

/** Who may assign a record, and the days that are set. */
export interface Assigning {
  committeeId: string
  obstacle: string | null
}

/** Null obstacle for the office of the record's own 政协. Throws NotFound for who does not read the record. */
export const assigningOf = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  record: RecordOf,
): Promise<Assigning> => {
  const one = assignableOf(all, record.recordType)
  const { rows } = await sql`
    select from (select ${record.recordId}::uuid as id) x where ${one.visibleTo(actor, sql<string>`x.id`)}`.execute(
    tx,
  )
  const matter = (await one.describe(tx, [record.recordId])).get(record.recordId)
  if (!matter || rows.length === 0) throw new NotFound()
  const isOffice = unitsOf(actor, 'office').includes(matter.committeeId)
  return { committeeId: matter.committeeId, obstacle: isOffice ? null : '交部门办理，由本级政协办公室交' }
}

/** The departments that were asked about a record, in order of asking. Throws NotFound. */
export const assignmentsOf = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  record: RecordOf,
): Promise<{ rows: AssignmentRow[]; obstacle: string | null; signDays: number; answerDays: number }> => {
  const { committeeId, obstacle } = await assigningOf(tx, actor, all, record)
  const { rows } = await sql<Omit<AssignmentRow, 'number' | 'title' | 'stateLabel'>>`
    select ${rowColumns(actor)} from assignments a join units d on d.id = a.department_id
    where a.record_type = ${record.recordType} and a.record_id = ${record.recordId} and ${seesAssignment(actor, all)}
    order by a.assigned_at, a.part = 'cohost', d.code, a.id`.execute(tx)
  const [sign, answer] = await numberSettings(tx, committeeId, dayOf(actor.now), [signDays, answerDays])
  return {
    rows: await withTitles(tx, all, rows),
    obstacle,
    signDays: sign ?? signDays.shipped,
    answerDays: answer ?? answerDays.shipped,
  }
}

type Bare = Omit<
  Assignment,
  'number' | 'title' | 'stateLabel' | 'others' | 'extensions' | 'replies' | 'replyObstacle' | 'standing'
>

/** One assignment with what it is about, who else was asked, its extensions and replies. Throws NotFound. */
export const getAssignment = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
): Promise<Assignment & { matter: MatterFace }> => {
  const { rows } = await sql<Bare & { batchId: string }>`
    select ${rowColumns(actor)}, a.words, a.opinion, a.sign_days as "signDays", a.answer_days as "answerDays",
      a.counted_from as "countedFrom", a.signed_at as "signedAt", a.answered_at as "answeredAt", p.name as "assignedBy",
      a.batch_id as "batchId",
      (select u.short_name from assignments b join units u on u.id = b.department_id where b.id = a.replaces_id) as "replacesName",
      (select json_build_object('id', b.id, 'departmentName', u.short_name) from assignments b join units u on u.id = b.department_id
        where b.batch_id = a.batch_id and b.replaces_id = a.id) as "replacedBy"
    from assignments a join units d on d.id = a.department_id join people p on p.id = a.assigned_by
    where a.id = ${id} and ${seesAssignment(actor, all)}`.execute(tx)
  const [found] = await withTitles(tx, all, rows)
  if (!found) throw new NotFound()
  const { batchId, ...row } = found
  return {
    ...row,
    matter: await faceOf(tx, all, row),
    others: await othersOf(tx, batchId, id),
    extensions: await extensionsOf(tx, actor, all, id),
    replies: await readReplies(
      tx,
      actor,
      all,
      sql<boolean>`r.assignment_id = ${id} and r.state <> 'dropped'`,
    ),
    replyObstacle: whyNotReply(actor, row),
    standing: await standingOf(tx, actor, assignmentFlow(all), id, row.state),
  }
}

const whyNotReply = (
  actor: Actor,
  row: Pick<Assignment, 'departmentId' | 'part' | 'state'>,
): string | null => {
  if (!unitsOf(actor, 'department').includes(row.departmentId)) return '由承办部门写答复'
  if (row.part === 'cohost') return '会办单位把意见交给主办单位，由主办单位答复'
  return row.state === 'signed' ? null : '签收以后写答复'
}

/** The others of the same press: a host reads what its co-hosts gave. */
const othersOf = async (tx: Tx, batchId: string, id: string): Promise<Assignment['others']> => {
  const { rows } = await sql<Omit<Assignment['others'][number], 'stateLabel'> & { state: string }>`
    select a.id, a.part, d.short_name as "departmentName", a.state, a.opinion
    from assignments a join units d on d.id = a.department_id
    where a.batch_id = ${batchId} and a.id <> ${id} and a.state not in ('rerouted', 'recalled')
    order by a.part = 'cohost', d.code`.execute(tx)
  return rows.map(({ state, ...row }) => ({
    ...row,
    stateLabel: stateWords(row.part, state, stateLabel(assignmentProcess, state)),
  }))
}

const extensionsOf = async (tx: Tx, actor: Actor, all: Assignables, id: string): Promise<Extension[]> => {
  const { rows } = await sql<Omit<Extension, 'standing'> & { state: string }>`
    select e.id, e.until, p.name as "askedBy", e.asked_at as "askedAt", e.state
    from extensions e join people p on p.id = e.asked_by where e.assignment_id = ${id} order by e.asked_at, e.id`.execute(
    tx,
  )
  const standing = await standingsOf(tx, actor, extensionFlow(all), rows)
  return rows.map(({ state: _, ...row }) => ({ ...row, standing: standing(row.id) }))
}
