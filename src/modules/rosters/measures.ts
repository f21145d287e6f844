import { type RawBuilder, sql } from 'kysely'
import type { Measure, Source } from '../../platform/measures.ts'
import { countsInSlot } from './queries.ts'

/** Days that are counted, both in. */
export interface Span {
  from: string
  until: string
}

/**
 * Consultation replies count persons served (人次): everybody who came with an item heard in a duty slot, and with an item that
 * was answered; an item that is both counts once, on the day it was heard. Beside it the items themselves, and the slots held.
 * (domain.md A2.3, requirement Z17)
 */
export const servedMeasures = (span: Span): Measure[] => [
  {
    code: 'persons',
    label: '值班接待与咨询回复',
    unit: '人次',
    of: 'item',
    source: personsOf(span),
    counts: null,
  },
  { code: 'items', label: '接待与答复的条数', unit: '条', of: 'item', source: itemsOf(span), counts: null },
  { code: 'slots', label: '值班', unit: '场', of: 'item', source: slotsOf(span), counts: null },
]

/** Rows of (venue_id, item_id, on_day, person_id, how, persons): items served at these venues, each once for each of its venues. */
export const servedItems = ({ from, until }: Span, venueIds: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select w.venue_id, i.id as item_id, s.on_day, coalesce(i.handler_id, i.heard_by) as person_id, s.how, i.persons
  from opinion_venues w join opinions i on i.id = w.opinion_id
    cross join lateral (
      select case when x.slot_on is not null then x.slot_on else x.answered_on end as on_day,
        case when x.slot_on is not null then 'slot' else 'answer' end as how
      from (select
        (select (d.begins_at at time zone 'Asia/Shanghai')::date from duty_slots d
          where d.id = i.slot_id and d.state <> 'cancelled' and ${countsInSlot}) as slot_on,
        (select (min(r.published_at) at time zone 'Asia/Shanghai')::date from replies r
          where r.record_type = 'opinion' and r.record_id = i.id and r.state = 'published') as answered_on) x) s
  where w.venue_id = any(${venueIds}) and i.state not in ('withdrawn', 'invalid')
    and (i.slot_id is not null or i.answered_at is not null) and s.on_day between ${from}::date and ${until}::date`

const nameOf = (what: string, { from, until }: Span) => `${what} ${from} ${until}`

const itemsOf = (span: Span): Source => ({
  name: nameOf('served items', span),
  rows: (venueIds) => servedItems(span, venueIds),
})

/** Each person who came with an item is one row, told apart by a number after the item's id. */
const personsOf = (span: Span): Source => ({
  name: nameOf('served persons', span),
  rows: (venueIds) => sql`
    select v.venue_id, v.item_id || '#' || n as item_id, v.on_day, v.person_id
    from (${servedItems(span, venueIds)}) v cross join lateral generate_series(1, v.persons) n`,
})

const slotsOf = ({ from, until }: Span): Source => ({
  name: nameOf('slots held', { from, until }),
  rows: (venueIds) => sql`
    select h.venue_id, d.id as item_id, (d.begins_at at time zone 'Asia/Shanghai')::date as on_day
    from duty_slot_venues h join duty_slots d on d.id = h.slot_id
    where h.venue_id = any(${venueIds}) and d.state = 'held'
      and (d.begins_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${until}::date`,
})
