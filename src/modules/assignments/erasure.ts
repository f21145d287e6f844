import { type Tx, sql } from '../../platform/db.ts'
import { changed } from '../../platform/erasure.ts'
import type { Scrub } from '../../platform/quotes.ts'
import type { RecordOf } from './assignable.ts'
import { mostReplyWords } from './rules.ts'

/**
 * Takes out of replies, ratings, assignments and 批示 of a record what they quote of somebody who asked to be forgotten; why the
 * speaker was not satisfied is the speaker's own, and goes whole where `whole` stands in its place.
 */
export const scrubHandling = async (
  tx: Tx,
  { recordType, recordId }: RecordOf,
  scrub: Scrub,
  whole: string | null,
): Promise<void> => {
  const { rows: replies } = await sql<{ id: string; body: string }>`
    select id, body from replies where record_type = ${recordType} and record_id = ${recordId} for update`.execute(
    tx,
  )
  await sql`
    update replies r set body = g.body, version = r.version + 1
    from json_to_recordset(${changed(replies, ['body'], scrub, { body: mostReplyWords })}::json) g(id uuid, body text)
    where r.id = g.id`.execute(tx)
  const { rows: ratings } = await sql<{ id: string; why: string }>`
    select g.id, g.why from ratings g join replies r on r.id = g.reply_id
    where r.record_type = ${recordType} and r.record_id = ${recordId} and g.why is not null`.execute(tx)
  await sql`
    update ratings r set why = g.why
    from json_to_recordset(${changed(ratings, ['why'], (text) => whole ?? scrub(text), { why: 1000 })}::json) g(id uuid, why text)
    where r.id = g.id`.execute(tx)
  const { rows: assignments } = await sql<{ id: string; words: string; opinion: string | null }>`
    select id, words, opinion from assignments where record_type = ${recordType} and record_id = ${recordId} for update`.execute(
    tx,
  )
  await sql`
    update assignments a set words = g.words, opinion = g.opinion, version = a.version + 1
    from json_to_recordset(${changed(assignments, ['words', 'opinion'], scrub, { words: 2000, opinion: 5000 })}::json)
      g(id uuid, words text, opinion text) where a.id = g.id`.execute(tx)
  const { rows: directives } = await sql<{ id: string; words: string; followUp: string | null }>`
    select id, words, follow_up as "followUp" from directives where record_type = ${recordType} and record_id = ${recordId}`.execute(
    tx,
  )
  await sql`
    update directives d set words = g.words, follow_up = g."followUp", version = d.version + 1
    from json_to_recordset(${changed(directives, ['words', 'followUp'], scrub, { words: 2000, followUp: 2000 })}::json)
      g(id uuid, words text, "followUp" text) where d.id = g.id`.execute(tx)
}

/** Everything of the handling of a record that has a path, to-dos and notices of its own, by id. */
export const listHandling = async (tx: Tx, { recordType, recordId }: RecordOf): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from assignments where record_type = ${recordType} and record_id = ${recordId}
    union all select id from replies where record_type = ${recordType} and record_id = ${recordId}
    union all select id from directives where record_type = ${recordType} and record_id = ${recordId}
    union all select e.id from extensions e join assignments a on a.id = e.assignment_id
      where a.record_type = ${recordType} and a.record_id = ${recordId}`.execute(tx)
  return rows.map((row) => row.id)
}
