import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow, Situation } from '../../platform/take-step.ts'
import { type VenueFacts, type VenueState, type VenueStep, venueProcess } from './process.ts'

/** Where this actor is of the house: 政协 in which any role or mandate is held. */
const insideOf = (actor: Actor): string[] =>
  committeesOf(actor, 'office', 'special_committee', 'convener', 'contact_group', 'leader', 'member')

/** Whether names behind the venue open to this actor: inside one's own 政协, or resident there. `v` is venues. */
export const isInside = (actor: Actor) => sql<boolean>`(
  v.committee_id = any(${insideOf(actor)}::uuid[]) or exists (
    select from residencies mine where mine.venue_id = v.id and mine.person_id = any(${recordsOf(actor)}::uuid[])
      and mine.valid @> ${dayOf(actor.now)}::date))`

/**
 * Venues that this actor may see: those of the own 政协 (applications only by the office and who applied), those where
 * the actor is resident, and below along the guiding edges their open face. `v` is venues.
 */
export const visibleTo = (actor: Actor) => sql<boolean>`(
  (${isInside(actor)} and (v.state in ('open', 'closed') or v.proposed_by = ${actor.personId}
    or v.committee_id = any(${unitsOf(actor, 'office')}::uuid[])))
  or (v.state in ('open', 'closed') and exists (
    select from figure_reach up where up.unit_id = v.id
      and up.ancestor_id = any(${unitsOf(actor, 'office', 'special_committee', 'leader')}::uuid[]))))`

interface Row extends VenueFacts {
  id: string
  committeeId: string
  name: string
}

export const venueFlow: Flow<VenueState, VenueStep, VenueFacts> = {
  process: venueProcess,
  table: 'venues',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select v.id, v.committee_id as "committeeId", u.name,
        (select min(c.name) from campaigns c where c.state = 'issued' and c.held_on >= ${dayOf(actor.now)}::date
          and (c.committee_id = v.committee_id or exists (select from campaign_committees r
            where r.campaign_id = c.id and r.committee_id = v.committee_id))) as "campaignAhead"
      from venues v join units u on u.id = v.id
      where v.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<VenueFacts> => ({
  facts: row,
  roles: rolesOn(actor, row),
  asks: (wait) => ({
    to: { unitId: row.committeeId, role: wait.asks },
    title: `${wait.label}：${row.name}`,
    path: `/staff/venues/${row.id}`,
    dueOn: null,
  }),
})

/** Roles of the actor on a venue. */
export const rolesOn = (actor: Actor, venue: { id: string; committeeId: string }): Set<Taker> => {
  const held = new Set<Taker>(['member'])
  if (unitsOf(actor, 'office').includes(venue.committeeId)) held.add('office')
  if (unitsOf(actor, 'convener').includes(venue.id)) held.add('convener')
  return held
}
