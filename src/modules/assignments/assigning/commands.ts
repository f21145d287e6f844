import type { z } from 'zod'
import { type Actor, unitsOf } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { numberSettings } from '../../../platform/settings.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { assignmentFlow, replyFlow, seesAssignment, stillOpen } from '../access.ts'
import { type Assignables, assignableOf } from '../assignable.ts'
import type { Part, assign as assignEndpoint } from '../contract/assignments.ts'
import type { ReplyStep } from '../process.ts'
import { stepReply } from '../replies/commands.ts'
import { answerDays, partsProblem, signDays } from '../rules.ts'
import { settleRecord } from '../settle.ts'
import { dropAsked } from './extensions.ts'
import { assigningOf } from './queries.ts'
import { tellDepartments } from './telling.ts'

/** Asks departments about a record, all in one press; what was asked of one that still handles it is not asked again. */
export const assign = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  input: z.output<(typeof assignEndpoint)['body']>,
): Promise<{ id: string }> => {
  const { committeeId, obstacle } = await assigningOf(tx, actor, all, input)
  if (obstacle !== null) throw new Forbidden(obstacle)
  const { rows: before } = await sql`select from assignments where batch_id = ${input.id}`.execute(tx)
  if (before.length > 0) return { id: input.id }
  const problem = partsProblem(input.departments.map((one) => one.part))
  if (problem) throw new Invalid([{ path: 'departments', message: problem }])
  await checkDepartments(tx, actor, { ...input, committeeId })
  const days = await numberSettings(tx, committeeId, dayOf(actor.now), [signDays, answerDays])
  await insertMany(tx, actor, {
    ...input,
    committeeId,
    signDays: input.signDays ?? days[0] ?? signDays.shipped,
    answerDays: input.answerDays ?? days[1] ?? answerDays.shipped,
  })
  await assignableOf(all, input.recordType).assigned(tx, actor, input.recordId)
  for (const { id } of input.departments)
    await beginProcess(tx, actor, assignmentFlow(all), { id, committeeId, step: 'assign' })
  const ids = input.departments.map((one) => one.id)
  await tellDepartments(tx, all, ids, handedOver, actor.now)
  return { id: input.id }
}

/** What a department is told first. */
const handedOver = { title: '有新交办的事', round: 'handed' }

interface Press {
  /** of the batch */
  id: string
  committeeId: string
  recordType: string
  recordId: string
  departments: readonly { id: string; departmentId: string; part: Part }[]
}

/** Departments of one's own 政协 that are open today, each once, and none that handles the record already. */
const checkDepartments = async (tx: Tx, actor: Actor, press: Press) => {
  const ids = press.departments.map((one) => one.departmentId)
  if (new Set(ids).size < ids.length)
    throw new Invalid([{ path: 'departments', message: '有一个部门选了两次' }])
  const { rows } = await sql<{ name: string; busy: boolean }>`
    select d.short_name as name, exists (select from assignments a where a.department_id = d.id and ${stillOpen}
      and a.record_type = ${press.recordType} and a.record_id = ${press.recordId}) as busy
    from units d where d.id = any(${ids}::uuid[]) and d.kind = 'department' and d.committee_id = ${press.committeeId}
      and d.open_during @> ${dayOf(actor.now)}::date`.execute(tx)
  if (rows.length < ids.length)
    throw new Invalid([{ path: 'departments', message: '有的部门不在本级名册里，或者已经撤并，请重新选' }])
  const busy = rows.filter((row) => row.busy).map((row) => row.name)
  if (busy.length > 0) throw new Conflict(`${busy.join('、')}正在办这件事，不用再交一次。`)
}

interface NewAssignments extends Press {
  words: string
  signDays: number
  answerDays: number
  replacesId?: string
}

const insertMany = async (tx: Tx, actor: Actor, given: NewAssignments) => {
  const today = dayOf(actor.now)
  await sql`
    insert into assignments (id, committee_id, record_type, record_id, batch_id, part, department_id, words, assigned_by, assigned_at,
      sign_days, answer_days, counted_from, sign_due_on, answer_due_on, replaces_id)
    select g.id, ${given.committeeId}::uuid, ${given.recordType}, ${given.recordId}::uuid, ${given.id}::uuid, g.part, g."departmentId",
      ${given.words}, ${actor.personId}::uuid, ${actor.now}::timestamptz, ${given.signDays}::int, ${given.answerDays}::int,
      ${today}::date, add_working_days(${today}::date, ${given.signDays}::int),
      add_working_days(${today}::date, ${given.answerDays}::int), ${given.replacesId ?? null}::uuid
    from json_to_recordset(${JSON.stringify(given.departments)}::json) g(id uuid, "departmentId" uuid, part text)`.execute(
    tx,
  )
}

export interface AssignmentInput extends TakeStep {
  opinion?: string | undefined
  departmentId?: string | undefined
  newId?: string | undefined
  version?: number | undefined
}

const ofReply: Partial<Record<string, ReplyStep>> = {
  submit: 'submit',
  'send-back': 'return',
  publish: 'publish',
}

/** Takes a step of an assignment with what goes with it; what moves its reply is taken on the reply. */
export const stepAssignment = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
  input: AssignmentInput,
): Promise<{ state: string }> => {
  const held = await hold(tx, actor, all, id)
  const onReply = ofReply[input.step]
  if (onReply) return alongReply(tx, actor, all, held, { ...input, step: onReply })
  if (input.step === 'contribute' && !input.opinion)
    throw new Invalid([{ path: 'opinion', message: '会办意见还没有写' }])
  const moved = await takeStep(tx, actor, assignmentFlow(all), id, input)
  if (input.step === 'sign')
    await sql`update assignments set signed_at = ${actor.now} where id = ${id}`.execute(tx)
  if (input.step === 'contribute')
    await sql`
      update assignments set opinion = ${input.opinion ?? null}, answered_at = ${actor.now}, version = version + 1
      where id = ${id}`.execute(tx)
  if (moved.to === 'rerouted' || moved.to === 'recalled' || moved.to === 'answered')
    await dropLeftovers(tx, actor, all, id)
  if (moved.to === 'rerouted') await reroute(tx, actor, all, held, input)
  if (moved.to === 'recalled' || moved.to === 'answered') await settleRecord(tx, actor, all, held)
  return { state: moved.to }
}

interface Held {
  id: string
  committeeId: string
  recordType: string
  recordId: string
  batchId: string
  part: Part
  words: string
  signDays: number
  answerDays: number
  replyId: string | null
}

const hold = async (tx: Tx, actor: Actor, all: Assignables, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select a.id, a.committee_id as "committeeId", a.record_type as "recordType", a.record_id as "recordId",
      a.batch_id as "batchId", a.part, a.words, a.sign_days as "signDays", a.answer_days as "answerDays",
      (select r.id from replies r where r.assignment_id = a.id and r.state not in ('published', 'dropped')
        order by r.written_at desc limit 1) as "replyId"
    from assignments a where a.id = ${id} and ${seesAssignment(actor, all)} for update of a`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  return held
}

const alongReply = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  held: Held,
  input: AssignmentInput,
): Promise<{ state: string }> => {
  if (!held.replyId) throw new Conflict('还没有写答复，先写答复。')
  if (input.version === undefined) throw new Invalid([{ path: 'version', message: '请先打开答复看过再办' }])
  const { version, step, words } = input
  await stepReply(tx, actor, all, held.replyId, { version, step, words })
  const { rows } = await sql<{ state: string }>`select state from assignments where id = ${held.id}`.execute(
    tx,
  )
  return { state: rows[0]?.state ?? '' }
}

/** What was begun on an assignment that ends: a reply that is not out, more time that was asked for. */
const dropLeftovers = async (tx: Tx, actor: Actor, all: Assignables, id: string) => {
  const { rows: replies } = await sql<{ id: string }>`
    select id from replies where assignment_id = ${id} and state in ('drafted', 'returned')`.execute(tx)
  for (const reply of replies) await takeStep(tx, actor, replyFlow(all), reply.id, { step: 'drop' })
  await dropAsked(tx, actor, all, id)
}

/** The same part goes to another department, with clocks of its own. */
const reroute = async (tx: Tx, actor: Actor, all: Assignables, held: Held, input: AssignmentInput) => {
  if (!unitsOf(actor, 'office').includes(held.committeeId)) throw new Forbidden()
  const { departmentId, newId } = input
  if (!departmentId || !newId) throw new Invalid([{ path: 'departmentId', message: '请选改派给哪个部门' }])
  const press = { ...held, id: held.batchId, departments: [{ id: newId, departmentId, part: held.part }] }
  await checkDepartments(tx, actor, press)
  await insertMany(tx, actor, { ...press, replacesId: held.id })
  await beginProcess(tx, actor, assignmentFlow(all), {
    id: newId,
    committeeId: held.committeeId,
    step: 'reassign',
  })
  await tellDepartments(tx, all, [newId], handedOver, actor.now)
}
