import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { type DutyKey, recordDuty, reverseDuty } from '../../ledger/index.ts'
import type { MendedOwnActivity } from '../contract.ts'
import { ownActivityFlow, ownVisibleTo } from '../own-access.ts'
import { ownDayNote } from '../rules.ts'
import { checkOwn, homeOf } from './own.ts'

interface Standing {
  personId: string
  version: number
  onDay: string
  campaignId: string | null
  committeeId: string
  proxyReason: string | null
  words: string
  place: string
  atTime: string | null
}

/**
 * Mends an own activity; how it read before is kept. Where day, campaign or 政协 change, its duty is taken back and
 * recorded anew. Throws Conflict when it is sealed, or when another hand was first. (H5; C25, Columns 4, 5)
 */
export const mendOwnActivity = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: MendedOwnActivity,
): Promise<{ id: string; note: string | null }> => {
  const before = await lock(tx, actor, id)
  await takeStep(tx, actor, ownActivityFlow, id, { step: 'mend', ...(input.why ? { words: input.why } : {}) })
  if (before.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一笔。请对照后再存。', {
      version: before.version,
      words: before.words,
      onDay: before.onDay,
      atTime: before.atTime,
      place: before.place,
    })
  await checkOwn(tx, actor, { ...input, proxyReason: before.proxyReason ?? undefined }, actor.personId)
  const home = await homeOf(tx, recordsOf(actor, before.personId), input)
  await keepEarlier(tx, actor, id)
  await sql`
    update own_activities set campaign_id = ${input.campaignId}, words = ${input.words}, place = ${input.place},
      on_day = ${input.onDay}, at_time = ${input.atTime}, committee_id = ${home.committeeId}, version = version + 1
    where id = ${id}`.execute(tx)
  await sql`delete from own_activity_kinds where own_activity_id = ${id}`.execute(tx)
  await sql`
    insert into own_activity_kinds (own_activity_id, kind_no)
    select ${id}, no from (select distinct unnest(${input.kinds}::int[]) as no) k`.execute(tx)
  await moveDuty(tx, actor, id, before, { ...input, committeeId: home.committeeId })
  const note =
    home.ownFrom && home.ownUntil
      ? ownDayNote(input.onDay, { ownFrom: home.ownFrom, ownUntil: home.ownUntil })
      : null
  return { id, note }
}

const lock = async (tx: Tx, actor: Actor, id: string): Promise<Standing> => {
  const { rows } = await sql<Standing>`
    select o.person_id as "personId", o.version, o.on_day as "onDay", o.campaign_id as "campaignId",
      o.committee_id as "committeeId", o.proxy_reason as "proxyReason", o.words, o.place,
      to_char(o.at_time, 'HH24:MI') as "atTime"
    from own_activities o where o.id = ${id} and ${ownVisibleTo(actor)} for update of o`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

const keepEarlier = async (tx: Tx, actor: Actor, id: string) => {
  await sql`
    insert into own_activity_versions (own_activity_id, version, campaign_id, words, place, on_day, at_time, kinds,
      replaced_by, replaced_at)
    select o.id, o.version, o.campaign_id, o.words, o.place, o.on_day, o.at_time,
      coalesce((select array_agg(k.kind_no order by k.kind_no) from own_activity_kinds k where k.own_activity_id = o.id), '{}'),
      ${actor.personId}, ${actor.now}
    from own_activities o where o.id = ${id}`.execute(tx)
}

const moveDuty = async (
  tx: Tx,
  actor: Actor,
  id: string,
  before: Standing,
  now: { onDay: string; campaignId: string | null; committeeId: string },
) => {
  const same =
    before.onDay === now.onDay &&
    before.campaignId === now.campaignId &&
    before.committeeId === now.committeeId
  if (same) return
  const duty: DutyKey = {
    sourceType: 'own_activity',
    sourceId: id,
    kind: 'own_activity',
    personId: before.personId,
  }
  await reverseDuty(tx, duty, actor.now)
  await recordDuty(
    tx,
    { ...duty, organiserId: now.committeeId, onDay: now.onDay, campaignId: now.campaignId },
    actor.now,
  )
}

/**
 * Closes own activities of a campaign to mending, of those resident in studios of this unit on the campaign's day: their
 * return was accepted. What is sealed already keeps its time. For the module that seals.
 */
export const sealOwnActivities = async (
  tx: Tx,
  at: { campaignId: string; unitId: string },
  now: Date,
): Promise<void> => {
  await sql`
    update own_activities o set sealed_at = ${now}
    where o.campaign_id = ${at.campaignId} and o.sealed_at is null and o.person_id in (
      select coalesce(p.merged_into, p.id) from campaigns c
        join figure_reach f on f.ancestor_id = ${at.unitId} and f.valid @> c.held_on
        join residencies r on r.venue_id = f.unit_id and r.valid @> c.held_on join people p on p.id = r.person_id
      where c.id = ${at.campaignId})`.execute(tx)
}
