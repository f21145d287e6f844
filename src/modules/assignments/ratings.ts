import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { takeStep } from '../../platform/take-step.ts'
import { v7 as newId } from 'uuid'
import { assignmentFlow } from './access.ts'
import type { Assignable, RecordOf } from './assignable.ts'
import { tellDepartments } from './assigning/telling.ts'
import type { ContactKind, Grade, Outcome } from './contract/replies.ts'

/** A reply that its speaker can read, with the grade it was given. */
export interface PublishedReply {
  id: string
  /** 1, and one more each time the speaker had it handled again */
  round: number
  /** department, studio or 政协 that answers */
  unitName: string
  /** the member who wrote it; null where staff or a department did */
  memberName: string | null
  body: string
  contactKind: z.output<typeof ContactKind> | null
  outcome: z.output<typeof Outcome> | null
  publishedAt: string
  grade: Grade | null
  why: string | null
  ratedAt: string | null
}

/** Replies that are out, by record, first ones first; a record without any is not in the map. */
export const listPublishedReplies = async (
  tx: Tx,
  record: string,
  ids: readonly string[],
): Promise<Map<string, PublishedReply[]>> => {
  const { rows } = await sql<PublishedReply & { recordId: string }>`
    select r.record_id as "recordId", r.id, r.round, u.short_name as "unitName", r.body, r.contact_kind as "contactKind", r.outcome,
      r.published_at as "publishedAt", g.grade, g.why, g.rated_at as "ratedAt",
      case when r.assignment_id is null and exists (select from mandates m where m.person_id = r.author_id
        and m.committee_id = r.committee_id and m.valid @> (r.published_at at time zone 'Asia/Shanghai')::date) then p.name end as "memberName"
    from replies r join units u on u.id = r.unit_id join people p on p.id = r.author_id left join ratings g on g.reply_id = r.id
    where r.record_type = ${record} and r.record_id = any(${ids}::uuid[]) and r.state = 'published'
    order by r.published_at, r.id`.execute(tx)
  const byRecord = new Map<string, PublishedReply[]>()
  for (const { recordId, ...reply } of rows)
    byRecord.set(recordId, [...(byRecord.get(recordId) ?? []), reply])
  return byRecord
}

/** How many replies are begun and not out yet, by record; a record without any is not in the map. */
export const countOpenReplies = async (
  tx: Tx,
  record: string,
  ids: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ recordId: string; open: number }>`
    select record_id as "recordId", count(*) as open from replies
    where record_type = ${record} and record_id = any(${ids}::uuid[]) and state not in ('published', 'dropped')
    group by record_id`.execute(tx)
  return new Map(rows.map((row) => [row.recordId, row.open]))
}

export interface GradeGiven {
  replyId: string
  grade: Grade
  why: string | null
}

/**
 * Keeps what the speaker says of replies that are out, each once. Answers whether one did not satisfy and how many replies of
 * the last round are without a grade still. Throws NotFound for a reply of another record, Conflict for one graded before.
 */
export const rateReplies = async (
  tx: Tx,
  actor: Actor,
  { recordType, recordId, grades }: RecordOf & { grades: readonly GradeGiven[] },
): Promise<{ unsatisfied: boolean; left: number }> => {
  const ids = grades.map((one) => one.replyId)
  const { rows: known } = await sql<{ id: string; rated: boolean }>`
    select r.id, exists (select from ratings g where g.reply_id = r.id) as rated from replies r
    where r.id = any(${ids}::uuid[]) and r.record_type = ${recordType} and r.record_id = ${recordId} and r.state = 'published'
    for update`.execute(tx)
  if (known.length < new Set(ids).size) throw new NotFound()
  if (known.some((one) => one.rated)) throw new Conflict('这份答复已经评过了。')
  const given = grades.map((one) => ({ ...one, id: newId() }))
  await sql`
    insert into ratings (id, committee_id, reply_id, grade, why, rated_at)
    select g.id, r.committee_id, r.id, g.grade, g.why, ${actor.now}
    from json_to_recordset(${JSON.stringify(given)}::json) g(id uuid, "replyId" uuid, grade text, why text)
      join replies r on r.id = g."replyId"`.execute(tx)
  const { rows } = await sql<{ unsatisfied: boolean; left: number }>`
    select coalesce(bool_or(g.grade = 'unsatisfied'), false) as unsatisfied, count(*) filter (where g.id is null) as left
    from replies r left join ratings g on g.reply_id = r.id
    where r.record_type = ${recordType} and r.record_id = ${recordId} and r.state = 'published'
      and r.round = (select max(l.round) from replies l where l.record_type = r.record_type and l.record_id = r.record_id
        and l.state = 'published')`.execute(tx)
  return rows[0] ?? { unsatisfied: false, left: 0 }
}

/**
 * The speaker has it handled again: departments whose answer did not satisfy go back to their desk, with a new clock. Answers
 * how many. Call after the ratings are kept.
 */
export const reopenAssignments = async (
  tx: Tx,
  actor: Actor,
  assignable: Assignable,
  id: string,
): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update assignments a set counted_from = ${dayOf(actor.now)}::date, answered_at = null, told_overdue = 0,
      version = a.version + 1,
      answer_due_on = add_working_days(${dayOf(actor.now)}::date, a.answer_days)
    where a.record_type = ${assignable.record} and a.record_id = ${id} and a.state = 'answered' and a.part <> 'cohost'
      and exists (select from replies r join ratings g on g.reply_id = r.id
        where r.assignment_id = a.id and g.grade = 'unsatisfied'
          and r.round = (select max(l.round) from replies l where l.assignment_id = a.id and l.state = 'published'))
    returning a.id`.execute(tx)
  for (const row of rows) await takeStep(tx, actor, assignmentFlow([assignable]), row.id, { step: 'reopen' })
  await tellDepartments(
    tx,
    [assignable],
    rows.map((row) => row.id),
    { title: '反映人不满意，请再办', round: `again ${dayOf(actor.now)}` },
    actor.now,
  )
  return rows.length
}
