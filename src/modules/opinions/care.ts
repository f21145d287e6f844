import type { z } from 'zod'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound, Refusal } from '../../platform/errors.ts'
import { takeStep } from '../../platform/take-step.ts'
import { opinionFlow } from './access.ts'
import { stopClock } from './clock.ts'
import type { BulkFilter, Item } from './contract.ts'
import { listItems } from './queries.ts'

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
