import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'

/**
 * Who may write a venue's 动态: its convener, its serving residents of today, the office of its 政协. Throws NotFound for
 * everybody else, Conflict when the venue is not open today.
 */
export const requireWriter = async (
  tx: Tx,
  actor: Actor,
  venueId: string,
): Promise<{ committeeId: string; isStudio: boolean }> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<{ committeeId: string; isStudio: boolean; isOpen: boolean }>`
    select v.committee_id as "committeeId", v.kind = 'studio' as "isStudio", u.open_during @> ${today}::date as "isOpen"
    from venues v join units u on u.id = v.id
    where v.id = ${venueId} and (v.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
      or v.id = any(${unitsOf(actor, 'convener')}::uuid[])
      or (${actor.seats.length > 0} and exists (select from residencies r where r.venue_id = v.id
        and r.person_id = ${actor.personId} and r.valid @> ${today}::date)))`.execute(tx)
  const [venue] = rows
  if (!venue) throw new NotFound()
  if (!venue.isOpen) throw new Conflict('这家工作室现在不开放，不能写动态。')
  return { committeeId: venue.committeeId, isStudio: venue.isStudio }
}
