import { type Actor, recordsOf } from '../../platform/actor.ts'
import { addDays, dayOf, endOf, startOf } from '../../platform/clock.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { stateLabel } from '../../platform/process.ts'
import { standingOf } from '../../platform/standings.ts'
import { opinionProcess } from '../opinions/process.ts'
import { plans, plansVenue, sits, slotFlow, visibleTo } from './access.ts'
import type { Slot, SlotFilter, SlotRow } from './contract.ts'

/** Slots that the actor may see, the next first when from today on, else the last first. */
export const listSlots = async (
  tx: Tx,
  actor: Actor,
  filter: SlotFilter,
): Promise<{ rows: SlotRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const isAhead = filter.from !== undefined && filter.from >= dayOf(actor.now)
  const { rows } = await sql<SlotRow & { total: number }>`
    select ${columns}, count(*) over () as total from duty_slots d
    where ${visibleTo(actor)} and (${filter.state ?? null}::text is null or d.state = ${filter.state ?? null})
      and (${filter.venueId ?? null}::uuid is null or exists (select from duty_slot_venues f
        where f.slot_id = d.id and f.venue_id = ${filter.venueId ?? null}))
      and (${filter.from ? startOf(filter.from) : null}::timestamptz is null or d.begins_at >= ${filter.from ? startOf(filter.from) : null})
      and (${filter.until ? endOf(filter.until) : null}::timestamptz is null or d.begins_at < ${filter.until ? endOf(filter.until) : null})
      and (${like}::text is null or exists (select from duty_slot_venues f join units fu on fu.id = f.venue_id
          where f.slot_id = d.id and fu.name like ${like})
        or exists (select from duty_slot_members f join people fp on fp.id = f.person_id
          where f.slot_id = d.id and f.swapped_for is null and fp.name like ${like}))
    order by case when ${isAhead} then d.begins_at end, d.begins_at desc, d.id
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One's own slots: those ahead, and those of the last sixty days; the next first, then the last. */
export const listMySlots = async (tx: Tx, actor: Actor): Promise<{ rows: SlotRow[] }> => {
  const { rows } = await sql<SlotRow>`
    select ${columns} from duty_slots d
    where ${sits(actor)} and d.begins_at >= ${startOf(addDays(dayOf(actor.now), -60))}
    order by d.ends_at < ${actor.now}, abs(extract(epoch from d.begins_at - ${actor.now}::timestamptz)), d.id limit 60`.execute(
    tx,
  )
  return { rows }
}

/** One slot with what was heard in it and where it stands. Throws NotFound. */
export const getSlot = async (tx: Tx, actor: Actor, id: string): Promise<Slot> => {
  const { rows } = await sql<Omit<Slot, 'standing' | 'items'>>`
    select ${columns}, d.about, d.version, ${sits(actor)} as "isMine", (${sits(actor)} or ${plans(actor)}) as "mayRecord",
      coalesce((select json_agg(json_build_object('outName', o.name, 'inName', n.name, 'at', to_char(m.swapped_at, 'YYYY-MM-DD"T"HH24:MI:SSOF":00"'))
          order by m.swapped_at)
        from duty_slot_members m join people o on o.id = m.person_id join people n on n.id = m.swapped_for where m.slot_id = d.id), '[]') as swaps
    from duty_slots d where d.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [slot] = rows
  if (!slot) throw new NotFound()
  return {
    ...slot,
    items: await heardIn(tx, actor, id),
    standing: await standingOf(tx, actor, slotFlow, id, slot.state),
  }
}

/** What was heard in the slot that the actor wrote down, or that belongs to a host which the actor plans for. */
const heardIn = async (tx: Tx, actor: Actor, id: string): Promise<Slot['items']> => {
  const { rows } = await sql<{
    id: string
    number: string | null
    words: string
    persons: number
    state: string
  }>`
    select i.id, i.number, i.words, i.persons, i.state
    from opinions i join duty_slots d on d.id = i.slot_id
    where i.slot_id = ${id} and i.state not in ('withdrawn', 'invalid')
      and (i.recorded_by = any(${recordsOf(actor)}::uuid[]) or i.heard_by = any(${recordsOf(actor)}::uuid[]) or ${plans(actor)})
    order by i.received_at, i.id`.execute(tx)
  return rows.map(({ state, ...row }) => ({ ...row, stateLabel: stateLabel(opinionProcess, state) }))
}

/** What counts of an item as heard in slot `d`: it stands, and belongs to a 政协 of one of the hosts. `i` is the item. */
export const countsInSlot = sql`i.state not in ('withdrawn', 'invalid') and exists (
  select from duty_slot_venues ch join units cu on cu.id = ch.venue_id where ch.slot_id = i.slot_id and cu.committee_id = i.committee_id)`

const columns = sql`
  d.id, d.begins_at as "beginsAt", d.ends_at as "endsAt", d.place, d.state,
  (select json_agg(json_build_object('id', u.id, 'name', u.short_name, 'committeeName', k.short_name) order by h.position)
    from duty_slot_venues h join units u on u.id = h.venue_id join units k on k.id = u.committee_id where h.slot_id = d.id) as hosts,
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'venueId', m.venue_id, 'venueName', u.short_name, 'came', m.came)
      order by h.position, p.name collate zh_stroke, p.id)
    from duty_slot_members m join people p on p.id = m.person_id join units u on u.id = m.venue_id
      join duty_slot_venues h on h.slot_id = m.slot_id and h.venue_id = m.venue_id
    where m.slot_id = d.id and m.swapped_for is null), '[]') as members,
  (select count(*) from opinions i where i.slot_id = d.id and ${countsInSlot}) as heard,
  (select coalesce(sum(i.persons), 0) from opinions i where i.slot_id = d.id and ${countsInSlot}) as served`

/** Open venues: those that the actor plans for, or any, to hold a slot jointly with. */
export const listDutyVenues = async (
  tx: Tx,
  actor: Actor,
  filter: Paging & { own?: boolean | undefined },
): Promise<{ rows: { id: string; name: string; committeeName: string }[]; total: number }> => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<{ id: string; name: string; committeeName: string; total: number }>`
    select u.id, u.short_name as name, k.short_name as "committeeName", count(*) over () as total
    from venues v join units u on u.id = v.id join units k on k.id = u.committee_id
    where u.open_during @> ${dayOf(actor.now)}::date and (${like}::text is null or u.name like ${like})
      and (${filter.own ?? false}::boolean = false or ${plansVenue(actor, sql`u.id`)})
    order by k.position, u.position, u.code limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
