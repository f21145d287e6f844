import { dayOf, dayWords } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { notify } from '../../../platform/notify/index.ts'
import { sentence } from '../../../platform/sentence.ts'
import { type Assignables, describeAll } from '../assignable.ts'

interface Told {
  assignmentId: string
  committeeId: string
  recordType: string
  recordId: string
  personId: string
  answerDueOn: string
}

/**
 * Tells the people of departments what was handed to them, in the inbox and by SMS where a phone is kept: they do not sit before
 * this system. One message a matter and round.
 */
export const tellDepartments = async (
  tx: Tx,
  all: Assignables,
  assignmentIds: readonly string[],
  what: { title: string; round: string },
  now: Date,
): Promise<void> => {
  const { rows } = await sql<Told>`
    select distinct a.id as "assignmentId", a.committee_id as "committeeId", a.record_type as "recordType", a.record_id as "recordId",
      g.person_id as "personId", a.answer_due_on as "answerDueOn"
    from assignments a join grants g on g.unit_id = a.department_id and g.role = 'department' and g.valid @> ${dayOf(now)}::date
    where a.id = any(${assignmentIds}::uuid[]) order by a.id, g.person_id`.execute(tx)
  const matters = await describeAll(tx, all, rows)
  for (const row of rows)
    await notify(
      tx,
      {
        personId: row.personId,
        committeeId: row.committeeId,
        cause: `assignment:${row.assignmentId}:${what.round}`,
        title: `${what.title}：${matters.get(row.recordId)?.number ?? ''}`,
        body: `${sentence(matters.get(row.recordId)?.title ?? '')}请在${dayWords(row.answerDueOn)}前答复。`,
        path: `/staff/assignments/${row.assignmentId}`,
        text: 'matter',
      },
      now,
    )
}
