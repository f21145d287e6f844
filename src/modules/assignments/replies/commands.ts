import { type Actor, unitsOf } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, NotFound } from '../../../platform/errors.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { recordDuty } from '../../ledger/index.ts'
import { assignmentFlow, replyFlow, seesReply } from '../access.ts'
import { type Assignables, type RecordOf, assignableOf } from '../assignable.ts'
import { dropAsked } from '../assigning/extensions.ts'
import type { ReplyDraft } from '../contract/replies.ts'
import type { AssignmentStep } from '../process.ts'
import { settleRecord } from '../settle.ts'
import { whyNotWrite } from './queries.ts'

interface NewReply extends ReplyDraft, RecordOf {
  id: string
  assignmentId: string | null
}

/** Begins a reply: of a member, the studio or the office, or of the department for its own assignment. Sent twice is once. */
export const draftReply = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  input: NewReply,
): Promise<{ id: string; version: number }> => {
  const from = input.assignmentId
    ? await ofDepartment(tx, actor, input, input.assignmentId)
    : await ofStudio(tx, actor, all, input)
  const { rows } = await sql`
    insert into replies (id, committee_id, record_type, record_id, assignment_id, round, body, contact_kind, outcome, unit_id,
      author_id, written_by, written_at)
    values (${input.id}, ${from.committeeId}, ${input.recordType}, ${input.recordId}, ${input.assignmentId},
      ${roundOf(input)}, ${input.body}, ${input.contactKind}, ${input.outcome}, ${from.unitId}, ${actor.personId},
      ${actor.personId}, ${actor.now})
    on conflict (id) do nothing returning id`.execute(tx)
  if (rows.length > 0)
    await beginProcess(tx, actor, replyFlow(all), {
      id: input.id,
      committeeId: from.committeeId,
      step: 'draft',
    })
  return { id: input.id, version: 1 }
}

/** 1, and one more each time the record was reopened. */
const roundOf = ({ recordType, recordId }: RecordOf) => sql`
  (select 1 + count(*) from steps where record_type = ${recordType} and record_id = ${recordId} and step = 'reopen')`

interface From {
  committeeId: string
  unitId: string
}

/** The department's own assignment, signed for, without another reply of the same round. */
const ofDepartment = async (tx: Tx, actor: Actor, input: NewReply, assignmentId: string): Promise<From> => {
  const { rows } = await sql<From & { state: string; part: string; begun: boolean }>`
    select a.committee_id as "committeeId", a.department_id as "unitId", a.state, a.part,
      exists (select from replies r where r.assignment_id = a.id and r.id <> ${input.id}
        and r.state not in ('dropped', 'published')) as begun
    from assignments a
    where a.id = ${assignmentId} and a.record_type = ${input.recordType} and a.record_id = ${input.recordId}
      and a.department_id = any(${unitsOf(actor, 'department')}::uuid[]) for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (row.part === 'cohost') throw new Conflict('会办单位把意见交给主办单位，由主办单位答复。')
  if (row.state !== 'signed') throw new Conflict('签收以后才写答复。请刷新看看现在办到哪一步。')
  if (row.begun) throw new Conflict('本部门已经在写一份答复，请接着那一份写。')
  return row
}

const ofStudio = async (tx: Tx, actor: Actor, all: Assignables, record: RecordOf): Promise<From> => {
  const obstacle = await whyNotWrite(tx, actor, all, record)
  if (obstacle === 'unseen') throw new NotFound()
  if (obstacle !== null) throw new Forbidden(obstacle)
  const matter = (await assignableOf(all, record.recordType).describe(tx, [record.recordId])).get(
    record.recordId,
  )
  if (!matter) throw new NotFound()
  return { committeeId: matter.committeeId, unitId: matter.venueId ?? matter.committeeId }
}

interface Held {
  state: string
  version: number
  body: string
  writtenBy: string
  writtenAt: string
  assignmentId: string | null
  recordType: string
  recordId: string
}

/** Locks a reply that the actor may see. Throws NotFound, or Conflict with what stands now when it is not the version read. */
const hold = async (tx: Tx, actor: Actor, all: Assignables, id: string, version: number): Promise<Held> => {
  const { rows } = await sql<Held>`
    select r.state, r.version, r.body, p.name as "writtenBy", r.written_at as "writtenAt", r.assignment_id as "assignmentId",
      r.record_type as "recordType", r.record_id as "recordId"
    from replies r join people p on p.id = r.written_by where r.id = ${id} and ${seesReply(actor, all)} for update of r`.execute(
    tx,
  )
  const [held] = rows
  if (!held) throw new NotFound()
  if (held.version !== version)
    throw new Conflict(`您打开之后，${held.writtenBy}又改过这份答复。两份都在下面，请对照后再办。`, {
      version: held.version,
      body: held.body,
      writtenBy: held.writtenBy,
      writtenAt: held.writtenAt,
    })
  return held
}

/** Keeps what was changed of a reply that is not out; the version that was read must still stand. */
export const saveReply = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
  input: ReplyDraft & { version: number },
): Promise<{ id: string; version: number }> => {
  const held = await hold(tx, actor, all, id, input.version)
  const roles = (await replyFlow(all).situations(tx, actor, [id])).get(id)?.roles
  if (!roles || ![...roles].some((role) => role !== 'member')) throw new Forbidden()
  if (held.state === 'published' || held.state === 'dropped')
    throw new Conflict('这份答复已经发出，不能再改。要补充，请再写一份。')
  await sql`
    update replies set body = ${input.body}, contact_kind = ${input.contactKind}, outcome = ${input.outcome},
      written_by = ${actor.personId}, written_at = ${actor.now}, version = version + 1
    where id = ${id}`.execute(tx)
  return { id, version: held.version + 1 }
}

/** Steps of a department's reply that move its assignment along. */
const alongside: Partial<Record<string, AssignmentStep>> = {
  submit: 'submit',
  return: 'send-back',
  publish: 'publish',
}

/**
 * Takes a step of a reply. What is let out is the version that was read; a member's duty is recorded with it, and the record
 * moves on when no department is left to answer. Throws Conflict with both texts in reach when it was edited meanwhile.
 */
export const stepReply = async (
  tx: Tx,
  actor: Actor,
  all: Assignables,
  id: string,
  input: TakeStep & { version: number },
): Promise<{ state: string }> => {
  const held = await hold(tx, actor, all, id, input.version)
  const moves = alongside[input.step]
  if (held.assignmentId && moves)
    await takeStep(tx, actor, assignmentFlow(all), held.assignmentId, { ...input, step: moves })
  const moved = await takeStep(tx, actor, replyFlow(all), id, input)
  if (moved.to === 'published') await letOut(tx, actor, all, id, held)
  return { state: moved.to }
}

const letOut = async (tx: Tx, actor: Actor, all: Assignables, id: string, held: Held) => {
  await sql`
    update replies set published_at = ${actor.now}, published_by = ${actor.personId} where id = ${id}`.execute(
    tx,
  )
  if (held.assignmentId) {
    await sql`update assignments set answered_at = ${actor.now} where id = ${held.assignmentId}`.execute(tx)
    await dropAsked(tx, actor, all, held.assignmentId)
  } else await recordReplied(tx, actor, id)
  await settleRecord(tx, actor, all, held)
}

/** 答复 is a duty of the member who wrote it; staff and departments have none. */
const recordReplied = async (tx: Tx, actor: Actor, id: string) => {
  const today = dayOf(actor.now)
  const { rows } = await sql<{ personId: string; organiserId: string }>`
    select r.author_id as "personId", r.unit_id as "organiserId" from replies r
    where r.id = ${id} and exists (select from mandates m where m.person_id = r.author_id and m.committee_id = r.committee_id
      and m.valid @> ${today}::date)`.execute(tx)
  for (const row of rows)
    await recordDuty(
      tx,
      { ...row, kind: 'replied', onDay: today, sourceType: 'reply', sourceId: id },
      actor.now,
    )
}
