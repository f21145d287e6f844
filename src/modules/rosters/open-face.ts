import { type Tx, sql } from '../../platform/db.ts'
import { endOf, startOf } from '../../platform/clock.ts'

/** What anybody may read of a slot ahead: when, where, who. */
export interface OpenSlot {
  id: string
  beginsAt: string
  endsAt: string
  day: string
  place: string
  about: string
  /** called off: still listed on its day, so that nobody comes for nothing */
  isCancelled: boolean
  /** the other venues that hold it jointly */
  jointly: string[]
  members: { id: string; name: string }[]
}

/** Slots of a venue from one day to another, both in, in order. */
export const listOpenSlots = async (
  tx: Tx,
  venueId: string,
  days: { from: string; until: string; most: number },
): Promise<OpenSlot[]> => {
  const { rows } = await sql<OpenSlot>`
    select d.id, d.begins_at as "beginsAt", d.ends_at as "endsAt", (d.begins_at at time zone 'Asia/Shanghai')::date as day,
      coalesce(nullif(d.place, ''), v.address) as place, d.about, d.state = 'cancelled' as "isCancelled",
      coalesce((select json_agg(u.name order by o.position) from duty_slot_venues o join units u on u.id = o.venue_id
        where o.slot_id = d.id and o.venue_id <> ${venueId}), '[]') as jointly,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by o.position, p.name collate zh_stroke, p.id)
        from duty_slot_members m join people p on p.id = m.person_id
          join duty_slot_venues o on o.slot_id = m.slot_id and o.venue_id = m.venue_id
        where m.slot_id = d.id and m.swapped_for is null), '[]') as members
    from duty_slot_venues h join duty_slots d on d.id = h.slot_id
      join duty_slot_venues k on k.slot_id = d.id and k.position = 1 join venues v on v.id = k.venue_id
    where h.venue_id = ${venueId} and d.begins_at >= ${startOf(days.from)} and d.begins_at < ${endOf(days.until)}
    order by d.begins_at, d.id limit ${days.most}`.execute(tx)
  return rows
}
