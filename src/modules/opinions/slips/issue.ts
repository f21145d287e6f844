import type { z } from 'zod'
import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, NotFound } from '../../../platform/errors.ts'
import type { House } from '../../../platform/house.ts'
import { noteMany } from '../../../platform/note-many.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { opinionFlow, seenInFull } from '../access.ts'
import { startClock } from '../clock.ts'
import { nextNumber, queryDigest } from '../intake/receipts.ts'
import { acceptDays, mostSlips, whyNoSlip } from '../rules.ts'
import type { issueSlips as issueEndpoint } from '../contract/slips.ts'
import { slipCode } from './codes.ts'

interface Held {
  id: string
  committeeId: string
  state: string
  number: string | null
  may: boolean
}

/**
 * Makes receipts to hand out: of items chosen, each with a new query code that ends the one before, or of all that a sheet
 * brought in and that have no code yet. An item without number gets one, and waits for an answer from then on. Throws NotFound,
 * Forbidden, Conflict with why not.
 */
export const issueSlips = async (
  tx: Tx,
  actor: Actor,
  house: House,
  given: z.output<(typeof issueEndpoint)['body']>,
): Promise<{ id: string; count: number; left: number; path: string }> => {
  const path = slipsPath(given.id)
  const { rows: before } = await sql<{ mine: boolean; count: number }>`
    select bool_and(issued_by = ${actor.personId}) as mine, count(*) as count from opinion_slips where id = ${given.id}`.execute(
    tx,
  )
  if (before[0] && before[0].count > 0) {
    if (!before[0].mine) throw new NotFound()
    if (given.importId === null) return { id: given.id, count: before[0].count, left: 0, path }
  }
  const held = given.importId
    ? await ofImport(tx, actor, given.importId)
    : await chosen(tx, actor, given.opinionIds)
  const now = held.slice(0, mostSlips)
  for (const one of now.filter(({ number }) => number === null)) await giveNumber(tx, actor, one)
  await keepSlips(tx, actor, house, given.id, now)
  await noteMany(tx, actor, 'opinion', 'slip', now)
  const { rows: made } = await sql<{ count: number }>`
    select count(*) as count from opinion_slips where id = ${given.id}`.execute(tx)
  return { id: given.id, count: made[0]?.count ?? 0, left: held.length - now.length, path }
}

/** Where slips are printed. */
export const slipsPath = (id: string): string => `/print/opinion-slips/${id}`

const chosen = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<Held[]> => {
  const { rows } = await sql<Held>`
    select i.id, i.committee_id as "committeeId", i.state, i.number, ${mayIssue(actor)} as may from opinions i
    where i.id = any(${ids}::uuid[]) and ${seenInFull(actor, 'opinion')} order by i.id for update of i`.execute(
    tx,
  )
  if (rows.length < new Set(ids).size) throw new NotFound()
  if (rows.some((row) => !row.may)) throw new Forbidden()
  for (const row of rows) {
    const obstacle = whyNoSlip(row)
    if (obstacle) throw new Conflict(obstacle)
  }
  return rows
}

/** Who may hand out a receipt: the office, the convener of its studio, who wrote it down; a contact group where it has a number. `i` is the item. */
export const mayIssue = (actor: Actor) => sql<boolean>`(
  i.committee_id = any(${committeesOf(actor, 'office')}::uuid[]) or coalesce(i.recorded_by = ${actor.personId}, false)
  or exists (select from opinion_venues w where w.opinion_id = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[]))
  or (i.number is not null and exists (select from opinion_venues w join unit_reach r on r.unit_id = w.venue_id
    where w.opinion_id = i.id and r.valid @> ${dayOf(actor.now)}::date and r.ancestor_id = any(${unitsOf(actor, 'contact_group')}::uuid[]))))`

/** What a sheet brought in and waits for an answer without a code, for its office. */
const ofImport = async (tx: Tx, actor: Actor, importId: string): Promise<Held[]> => {
  const { rows } = await sql<Held & { hasCode: boolean }>`
    select i.id, i.committee_id as "committeeId", i.state, i.number, true as may, i.query_digest is not null as "hasCode"
    from opinions i where i.import_id = ${importId} and i.committee_id = any(${committeesOf(actor, 'office')}::uuid[])
    order by i.number, i.id for update of i`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  return rows.filter((row) => !row.hasCode && row.number !== null && whyNoSlip(row) === null)
}

/** From now on somebody waits: a number, a clock, its studio's to-do. */
const giveNumber = async (tx: Tx, actor: Actor, { id, committeeId }: Held): Promise<void> => {
  const number = await nextNumber(tx, committeeId, actor.now)
  await sql`update opinions set number = ${number} where id = ${id}`.execute(tx)
  await startClock(tx, id, acceptDays, actor.now)
  await takeStep(tx, actor, opinionFlow, id, { step: 'await' })
}

const keepSlips = async (tx: Tx, actor: Actor, house: House, slipId: string, held: readonly Held[]) => {
  const rows = held.map(({ id, committeeId }) => ({
    id,
    committeeId,
    digest: queryDigest(house, id, slipCode(house, slipId, id)).toString('hex'),
  }))
  await sql`
    update opinions o set query_digest = decode(g.digest, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, digest text) where o.id = g.id`.execute(
    tx,
  )
  await sql`
    insert into opinion_slips (id, opinion_id, committee_id, issued_by, issued_at)
    select ${slipId}::uuid, g.id, g."committeeId", ${actor.personId}, ${actor.now}
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, "committeeId" uuid)
    on conflict do nothing`.execute(tx)
}
