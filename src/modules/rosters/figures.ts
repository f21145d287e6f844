import { beginningIn } from '../../platform/beginning-in.ts'
import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type Places, countAll, readyToCount } from '../../platform/measures.ts'
import { countsFor } from './access.ts'
import type { getServed as servedEndpoint, listServed as itemsEndpoint } from './figures-contract.ts'
import { type Span, servedItems, servedMeasures } from './measures.ts'

type Served = z.output<typeof servedEndpoint.reply>

/** Persons served, items and slots, of the venues that the actor gives figures of: the sum, and by venue, member or month. */
export const getServed = async (
  tx: Tx,
  actor: Actor,
  { by, ...span }: z.output<typeof servedEndpoint.query>,
): Promise<Served> => {
  await readyToCount(tx)
  const venues = await venuesOf(tx, actor)
  const ids = venues.map((venue) => venue.id)
  const measures = servedMeasures(span)
  const whole = await countAll(
    tx,
    measures,
    placesAt(ids, () => 0),
  )
  const figures = (of: Map<string, number> | undefined) => ({
    persons: of?.get('persons') ?? 0,
    items: of?.get('items') ?? 0,
    slots: of?.get('slots') ?? 0,
  })
  const total = figures(whole.get(0))
  if (by !== 'venue') return { total, rows: await servedBy(tx, ids, span, by) }
  const each = await countAll(
    tx,
    measures,
    placesAt(ids, (at) => at),
  )
  return {
    total,
    rows: venues.map((venue, at) => ({ key: venue.id, name: venue.name, ...figures(each.get(at)) })),
  }
}

/** By member: who heard or answered, and how often each was on duty. By month: the days of Shanghai. */
const servedBy = async (
  tx: Tx,
  ids: string[],
  span: Span,
  by: 'person' | 'month',
): Promise<Served['rows']> => {
  const key = by === 'month' ? sql`to_char(x.on_day, 'YYYY-MM')` : sql`x.person_id::text`
  const { rows } = await sql<Served['rows'][number]>`
    with items as (
      select distinct on (item_id) * from (${servedItems(span, sql`${ids}::uuid[]`)}) v order by item_id
    ), turns as (
      select distinct d.id, (d.begins_at at time zone 'Asia/Shanghai')::date as on_day,
        ${by === 'month' ? sql`null::uuid` : sql`m.person_id`} as person_id
      from duty_slots d join duty_slot_venues h on h.slot_id = d.id and h.venue_id = any(${ids}::uuid[])
        ${by === 'month' ? sql`` : sql`join duty_slot_members m on m.slot_id = d.id and m.venue_id = h.venue_id and m.came and m.swapped_for is null`}
      where d.state = 'held' and (d.begins_at at time zone 'Asia/Shanghai')::date between ${span.from}::date and ${span.until}::date
    ), counted as (
      select ${key} as key, sum(x.persons) as persons, count(*) as items, 0 as slots from items x group by 1
      union all
      select ${key}, 0, 0, count(*) from turns x group by 1
    )
    select c.key, coalesce(${by === 'month' ? sql`c.key` : sql`p.name`}, '没有记是谁') as name, sum(c.persons)::int as persons,
      sum(c.items)::int as items, sum(c.slots)::int as slots
    from counted c left join people p on ${by === 'month' ? sql`false` : sql`p.id = c.key::uuid`}
    where c.key is not null or c.items > 0
    group by c.key, p.name order by ${by === 'month' ? sql`c.key` : sql`p.name collate zh_stroke nulls last, c.key`}`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, key: row.key ?? '' }))
}

/** What stands behind one of the figures: each item once, the last first. */
export const listServed = async (
  tx: Tx,
  actor: Actor,
  filter: z.output<typeof itemsEndpoint.query>,
): Promise<z.output<typeof itemsEndpoint.reply>> => {
  const ids = (await venuesOf(tx, actor)).map((venue) => venue.id)
  const key = filter.key ?? ''
  const cut =
    filter.by === undefined
      ? sql`true`
      : filter.by === 'venue'
        ? sql`v.venue_id::text = ${key}`
        : filter.by === 'month'
          ? sql`to_char(v.on_day, 'YYYY-MM') = ${key}`
          : sql`coalesce(v.person_id::text, '') = ${key}`
  const { rows } = await sql<z.output<typeof itemsEndpoint.reply>['rows'][number] & { total: number }>`
    with items as (
      select distinct on (v.item_id) v.* from (${servedItems(filter, sql`${ids}::uuid[]`)}) v where ${cut} order by v.item_id, v.venue_id
    )
    select i.id, i.number, coalesce(i.title, ${beginningIn(sql`i.words`, 60)}) as words, i.persons, x.on_day as "onDay", u.short_name as "venueName",
      p.name as "personName", x.how, count(*) over () as total
    from items x join opinions i on i.id = x.item_id join units u on u.id = x.venue_id left join people p on p.id = x.person_id
    order by x.on_day desc, i.id desc limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The venues with the row that each counts in, as the measures take them. */
const placesAt = (ids: readonly string[], rowOf: (at: number) => number): Places => ({
  rowNos: `{${ids.map((_, at) => rowOf(at)).join(',')}}`,
  venueIds: `{${ids.join(',')}}`,
  distinctIds: `{${ids.join(',')}}`,
  venues: ids.length,
})

const venuesOf = async (tx: Tx, actor: Actor): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.short_name as name from venues v join units u on u.id = v.id
    where v.state in ('open', 'closed') and ${countsFor(actor, 'v')} order by u.position, u.code`.execute(tx)
  return rows
}
