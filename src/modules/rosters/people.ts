import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { plansVenue } from './access.ts'

/** Somebody who may sit for a host. */
export interface Sitter {
  id: string
  name: string
  venueId: string
  venueName: string
}

/**
 * Serving residents of these venues on a day and their conveners, each once, for the first venue that has them; a person found
 * twice is the record that counts. Throws NotFound unless the actor plans for the first venue;
 * null asks for a slot that stands.
 */
export const listDutyPeople = async (
  tx: Tx,
  actor: Actor | null,
  venueIds: readonly string[],
  on: string,
): Promise<Sitter[]> => {
  if (actor) await requireHosts(tx, actor, venueIds)
  const { rows } = await sql<Sitter>`
    with here as (
      select r.person_id, h.position, h.venue_id from unnest(${venueIds}::uuid[]) with ordinality h(venue_id, position)
        join residencies r on r.venue_id = h.venue_id and r.valid @> ${on}::date
      union all
      select c.person_id, h.position, h.venue_id from unnest(${venueIds}::uuid[]) with ordinality h(venue_id, position)
        join convenings c on c.venue_id = h.venue_id and c.valid @> ${on}::date
    ), once as (
      select distinct on (coalesce(p.merged_into, p.id)) coalesce(p.merged_into, p.id) as id, h.venue_id, h.position
      from here h join people p on p.id = h.person_id order by coalesce(p.merged_into, p.id), h.position
    )
    select p.id, p.name, o.venue_id as "venueId", u.short_name as "venueName"
    from once o join people p on p.id = o.id join units u on u.id = o.venue_id
    where exists (select from mandates m join people s on s.id = m.person_id
      where (s.id = p.id or s.merged_into = p.id) and m.valid @> ${on}::date)
    order by o.position, p.name collate zh_stroke, p.id`.execute(tx)
  return rows
}

/** The first host is one that the actor plans for; the others are open. Throws NotFound. */
export const requireHosts = async (tx: Tx, actor: Actor, venueIds: readonly string[]): Promise<void> => {
  const [first] = venueIds
  const { rows } = await sql<{ open: number; planned: boolean }>`
    select count(*) as open, coalesce(bool_or(v.id = ${first ?? null}::uuid and ${plansVenue(actor, sql`v.id`)}), false) as planned
    from venues v join units u on u.id = v.id
    where v.id = any(${venueIds}::uuid[]) and u.open_during @> ${dayOf(actor.now)}::date`.execute(tx)
  const [found] = rows
  if (!found?.planned || found.open < new Set(venueIds).size)
    throw new NotFound('没有找到这家工作室，或者它不归您排值班。')
}

/** For whom each of these sits. Throws Invalid, with names, for who is no resident of any host. */
export const seatsOf = (
  sitters: readonly Sitter[],
  memberIds: readonly string[],
  path = 'memberIds',
): Sitter[] => {
  const known = new Map(sitters.map((sitter) => [sitter.id, sitter]))
  const unknown = memberIds.filter((id) => !known.has(id)).length
  if (unknown > 0)
    throw new Invalid([{ path, message: `有 ${unknown} 位不是这几家工作室的在任入驻委员，请重选` }])
  return [...new Set(memberIds)].flatMap((id) => known.get(id) ?? [])
}
