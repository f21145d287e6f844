import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { beginMany } from '../../platform/begin-many.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { recordDuties } from '../ledger/index.ts'
import type { ItemKind, NewItems } from './contract.ts'
import { tablesOf } from './access.ts'
import { termsOf } from './terms.ts'

/** Where items belong: their 政协, their venues, and the campaign they are tagged with. */
interface Origin {
  committeeId: string
  campaignId: string | null
  venueIds: string[]
  personId: string
}

/**
 * Records opinions heard and deeds done, each an item of its own. Those of a joint activity belong to each host; those of an
 * own activity to each studio where the member is resident that day. Items sent before stay as they are. (domain.md C25)
 * Throws NotFound when the activity or venue is not the actor's, Invalid when the member is resident nowhere.
 */
export const recordItems = async (
  tx: Tx,
  actor: Actor,
  given: NewItems,
): Promise<{ opinions: number; deeds: number }> => {
  const origin = await originOf(tx, actor, given)
  const opinions = await insert(tx, actor, 'opinion', given, origin)
  const deeds = await insert(tx, actor, 'deed', given, origin)
  return { opinions, deeds }
}

const originOf = async (tx: Tx, actor: Actor, given: NewItems): Promise<Origin> => {
  const personId = given.heardById ?? actor.personId
  const origin = given.ownActivityId
    ? await ofOwnActivity(tx, actor, given.ownActivityId)
    : given.activityId
      ? await ofActivity(tx, actor, given.activityId)
      : await ofVenue(tx, actor, given)
  return { ...origin, personId: given.ownActivityId ? origin.personId : personId }
}

/** An own activity of one's own, or recorded by the office on behalf. */
const ofOwnActivity = async (tx: Tx, actor: Actor, id: string): Promise<Origin> => {
  const { rows } = await sql<Origin>`
    select o.committee_id as "committeeId", o.campaign_id as "campaignId", o.person_id as "personId",
      coalesce((select array_agg(r.venue_id order by r.venue_id) from residencies r
        where r.person_id = o.person_id and r.valid @> o.on_day), '{}') as "venueIds"
    from own_activities o
    where o.id = ${id} and (o.person_id = ${actor.personId} or o.committee_id = any(${unitsOf(actor, 'office')}::uuid[]))`.execute(
    tx,
  )
  const [origin] = rows
  if (!origin) throw new NotFound('没有找到这次活动，请先存下活动再记意见。')
  return origin
}

/** An activity that the actor may record for: its conveners, its office, a member who was there or is resident at a host. */
const ofActivity = async (tx: Tx, actor: Actor, id: string): Promise<Origin> => {
  const { rows } = await sql<Origin>`
    select a.committee_id as "committeeId", a.campaign_id as "campaignId", ${actor.personId}::uuid as "personId",
      (select array_agg(h.venue_id order by h.position) from activity_hosts h where h.activity_id = a.id) as "venueIds"
    from activities a
    where a.id = ${id} and (
      a.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
      or exists (select from activity_hosts h join unit_reach r on r.unit_id = h.venue_id and r.valid @> ${dayOf(actor.now)}::date
        where h.activity_id = a.id and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[]))
      or exists (select from attendances t where t.activity_id = a.id and t.person_id = ${actor.personId} and t.state = 'standing')
      or exists (select from activity_hosts h join residencies r on r.venue_id = h.venue_id
        where h.activity_id = a.id and r.person_id = ${actor.personId} and r.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date))`.execute(
    tx,
  )
  const [origin] = rows
  if (!origin) throw new NotFound()
  return origin
}

/** A venue alone: its convener, its office, a contact group that reaches it, or a member resident there. */
const ofVenue = async (tx: Tx, actor: Actor, given: NewItems): Promise<Origin> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<{ committeeId: string }>`
    select v.committee_id as "committeeId" from venues v
    where v.id = ${given.venueId} and (
      v.committee_id = any(${committeesOf(actor, 'office')}::uuid[])
      or exists (select from unit_reach r where r.unit_id = v.id and r.valid @> ${today}::date
        and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[]))
      or exists (select from residencies r where r.venue_id = v.id and r.person_id = ${actor.personId} and r.valid @> ${today}::date))`.execute(
    tx,
  )
  const [venue] = rows
  if (!venue || !given.venueId) throw new NotFound()
  return {
    committeeId: venue.committeeId,
    campaignId: given.campaignId,
    venueIds: [given.venueId],
    personId: actor.personId,
  }
}

/** Inserts what is new of one kind in a constant number of statements, with venues, first steps and duties. */
const insert = async (
  tx: Tx,
  actor: Actor,
  kind: ItemKind,
  given: NewItems,
  origin: Origin,
): Promise<number> => {
  const lines = kind === 'opinion' ? given.opinions : given.deeds
  if (lines.length === 0) return 0
  if (new Set(lines.map((line) => line.id)).size !== lines.length)
    throw new Invalid([
      { path: kind === 'opinion' ? 'opinions' : 'deeds', message: '有两条用了同一个编号，请刷新后重记' },
    ])
  const { items, venues, key, by } = tablesOf[kind]
  const channel = kind === 'opinion' ? sql`, channel` : sql``
  const channelValue = kind === 'opinion' ? sql`, ${given.channel}::text` : sql``
  const found = lines.map((line) => ({ ...line, ...(kind === 'opinion' ? termsOf(line.words) : {}) }))
  const index = kind === 'opinion' ? sql`, search, likeness` : sql``
  const indexValue =
    kind === 'opinion'
      ? sql`, array_to_tsvector(array(select jsonb_array_elements_text(l.search))), array(select jsonb_array_elements_text(l.likeness)::int)`
      : sql``
  const { rows } = await sql<{ id: string }>`
    insert into ${items} (id, committee_id, campaign_id, activity_id, own_activity_id, words, ${by}, recorded_by, happened_at, received_at${channel}${index})
    select id, ${origin.committeeId}::uuid, ${origin.campaignId}::uuid, ${given.activityId}::uuid, ${given.ownActivityId}::uuid, words,
      ${origin.personId}::uuid, ${actor.personId}::uuid, ${given.happenedAt}::timestamptz, ${actor.now}::timestamptz${channelValue}${indexValue}
    from json_to_recordset(${JSON.stringify(found)}::json) as l(id uuid, words text, search jsonb, likeness jsonb)
    on conflict (id) do nothing returning id`.execute(tx)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return 0
  await sql`
    insert into ${venues} (${key}, venue_id)
    select i, v from unnest(${ids}::uuid[]) i cross join unnest(${origin.venueIds}::uuid[]) v`.execute(tx)
  await beginMany(
    tx,
    ids.map((id) => ({ id, committeeId: origin.committeeId })),
    {
      record: kind,
      step: 'record',
      state: 'recorded',
      by: { personId: actor.personId, now: actor.now },
    },
  )
  await recordDuties(
    tx,
    ids.map((id) => ({
      personId: origin.personId,
      organiserId: origin.venueIds[0] ?? origin.committeeId,
      kind: kind === 'opinion' ? 'heard' : 'deed',
      onDay: dayOf(new Date(given.happenedAt)),
      campaignId: origin.campaignId,
      sourceType: kind,
      sourceId: id,
    })),
    actor.now,
  )
  return ids.length
}
