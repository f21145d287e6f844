import { type Actor, unitsOf } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { addDays, dayOf, dayWords } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { noteMany } from '../../../platform/note-many.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { setTodosDue } from '../../../platform/todos.ts'
import { extensionFlow } from '../access.ts'
import type { Assignables } from '../assignable.ts'

/** Longest extension, in days from today. */
const mostDays = 180

interface NewExtension {
  id: string
  until: string
  words: string
}

/** The department asks for more time, with a reason; one request at a time. */
export const askExtension = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  assignmentId: string,
  input: NewExtension,
): Promise<{ id: string }> => {
  const { rows } = await sql<{
    committeeId: string
    state: string
    answerDueOn: string
    asked: string | null
  }>`
    select a.committee_id as "committeeId", a.state, a.answer_due_on as "answerDueOn",
      (select e.id from extensions e where e.assignment_id = a.id and e.state = 'asked') as asked
    from assignments a where a.id = ${assignmentId} and a.department_id = any(${unitsOf(actor, 'department')}::uuid[])
    for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (row.asked === input.id) return { id: input.id }
  if (row.asked) throw new Conflict('已经申请过延期，正等政协办公室批。')
  if (row.state !== 'signed') throw new Conflict('签收以后、报送答复以前，才能申请延期。')
  if (input.until <= row.answerDueOn || input.until <= dayOf(actor.now))
    throw new Invalid([
      { path: 'until', message: `要晚于现在的期限${dayWords(row.answerDueOn)}，也要晚于今天` },
    ])
  if (input.until > addDays(dayOf(actor.now), mostDays))
    throw new Invalid([{ path: 'until', message: `最多延到 ${mostDays} 天以后` }])
  await sql`
    insert into extensions (id, committee_id, assignment_id, until, asked_by, asked_at)
    values (${input.id}, ${row.committeeId}, ${assignmentId}, ${input.until}, ${actor.personId}, ${actor.now})`.execute(
    tx,
  )
  await beginProcess(tx, actor, extensionFlow(all), {
    id: input.id,
    committeeId: row.committeeId,
    step: 'ask',
    words: input.words,
  })
  return { id: input.id }
}

/** The office says yes or no; a yes moves the last day of the assignment and of what waits in to-dos. */
export const stepExtension = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
  input: TakeStep,
): Promise<{ state: string }> => {
  const moved = await takeStep(tx, actor, extensionFlow(all), id, input)
  if (moved.to === 'granted') await extend(tx, actor, id)
  return { state: moved.to }
}

const extend = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ id: string; committeeId: string; state: string; dueOn: string }>`
    update assignments a set answer_due_on = e.until, told_overdue = 0, version = a.version + 1
    from extensions e where e.id = ${id} and a.id = e.assignment_id
    returning a.id, a.committee_id as "committeeId", a.state, a.answer_due_on as "dueOn"`.execute(tx)
  await noteMany(tx, actor, 'assignment', 'extend', rows)
  await setTodosDue(tx, 'assignment', rows)
}

/** More time that was asked for is of no use any more: answered, or taken to another. */
export const dropAsked = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  assignmentId: string,
): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from extensions where assignment_id = ${assignmentId} and state = 'asked'`.execute(tx)
  for (const { id } of rows) await takeStep(tx, actor, extensionFlow(all), id, { step: 'drop' })
}
