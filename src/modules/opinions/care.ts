import type { z } from 'zod'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { eraseTitles, forgetFiles, forgetMessages } from '../../platform/erasure.ts'
import { NotFound, Refusal } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { noteMany } from '../../platform/note-many.ts'
import { takeStep } from '../../platform/take-step.ts'
import { opinionFlow } from './access.ts'
import { stopClock } from './clock.ts'
import type { BulkFilter, Item } from './contract.ts'
import { messageId } from './intake/telling.ts'
import { listItems } from './queries.ts'

/** What stands in place of words that were erased on their speaker's demand. */
export const erasedWords = '［已按本人要求删除］'

/**
 * Erases who spoke and what was sent to them, and the words, to-dos and pictures too where that was asked: the record, its
 * number and its steps stay, figures keep their totals. Throws NotFound. (PIPL)
 */
export const eraseSpeaker = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  alsoWords: boolean,
): Promise<{ id: string }> => {
  const { rows } = await sql<{ id: string; committeeId: string; state: string }>`
    select id, committee_id as "committeeId", state from opinions
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  await sql`
    update opinion_speakers set name_sealed = null, phone_sealed = null, phone_digest = null, place_sealed = null,
      erased_at = ${actor.now} where opinion_id = ${id}`.execute(tx)
  await sql`
    update opinions set tells_by_sms = false, words = case when ${alsoWords} then ${erasedWords} else words end,
      title = case when ${alsoWords} then null else title end,
      search = case when ${alsoWords} then array_to_tsvector('{}'::text[]) else search end,
      likeness = case when ${alsoWords} then '{}'::int[] else likeness end
    where id = ${id}`.execute(tx)
  await forgetMessages(tx, await messagesOf(tx, id))
  await noteMany(tx, actor, 'opinion', 'erase', rows)
  if (alsoWords) {
    await eraseTitles(tx, await recordsOf(tx, id), erasedWords)
    await forgetFiles(tx, house, { type: 'opinion', id })
  }
  return { id }
}

/** Messages to the speaker of an item, by the ids that `tellSpeakers` gives them. */
const messagesOf = async (tx: Tx, id: string): Promise<string[]> => {
  const { rows } = await sql<{ recordId: string; no: number }>`
    select s.record_id as "recordId", s.no from steps s join opinions o on o.id = ${id}
    where s.record_type = 'opinion' and s.record_id in (o.id, o.merged_into) and s.track = 'main'`.execute(tx)
  return rows.map((row) => messageId(row.recordId, row.no, id))
}

/** The item, its leads, assignments and replies: to-dos and messages about them bear its first words. */
const recordsOf = async (tx: Tx, id: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select ${id}::uuid as id
    union all select id from assignments where record_type = 'opinion' and record_id = ${id}
    union all select id from leads where opinion_id = ${id}
    union all select id from replies where record_type = 'opinion' and record_id = ${id}`.execute(tx)
  return rows.map((row) => row.id)
}

type Filter = z.output<typeof BulkFilter>

/** What a bulk step would take: items of one's own 政协 still in triage, by code, time and words. */
export const previewInvalid = async (
  tx: Tx,
  actor: Actor,
  filter: Filter,
): Promise<{ total: number; rows: Item[] }> => {
  const like = filter.containing ? `%${filter.containing.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<{ id: string }>`
    select id from opinions where committee_id = any(${unitsOf(actor, 'office')}::uuid[]) and state in ('recorded', 'accepted')
      and received_at >= ${filter.from} and received_at < ${filter.until} and number is not null
      and (${filter.codeToken}::text is null or code_token = ${filter.codeToken})
      and (${like}::text is null or words like ${like})
    order by received_at, id limit 500`.execute(tx)
  const ids = new Set(rows.map((row) => row.id))
  if (ids.size === 0) return { total: 0, rows: [] }
  const shown = await listItems(tx, actor, { kind: 'opinion', page: 1, size: 500, ids: [...ids] })
  return { total: ids.size, rows: shown.rows }
}

/** Takes the items of a preview out, each by its own step; those that have moved on meanwhile are named. */
export const invalidateMany = async (
  tx: Tx,
  actor: Actor,
  given: { ids: string[]; words: string },
): Promise<{ done: number; left: { id: string; why: string }[] }> => {
  const { rows } = await sql`
    select from opinions where id = any(${given.ids}::uuid[]) and committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(
    tx,
  )
  if (rows.length < new Set(given.ids).size) throw new NotFound()
  const left: { id: string; why: string }[] = []
  for (const id of given.ids) {
    try {
      const { no } = await takeStep(tx, actor, opinionFlow, id, { step: 'invalidate', words: given.words })
      await stopClock(tx, id, no)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      left.push({ id, why: error.message })
    }
  }
  return { done: given.ids.length - left.length, left }
}
