import type { RawBuilder } from 'kysely'
import { type Tx, sql } from './db.ts'

/** What a measure counts. Persons don't add up over rows; venues and items of one row do. */
export type Counted = 'person' | 'venue' | 'item'

/**
 * A figure that can be given: its number, its drill-down list and its export wrap the same rows.
 * `source` gives rows of (venue_id, item_id, …marks), once for all measures that share its name; `counts` says over `r`
 * which of them are this measure's.
 */
export interface Measure {
  code: string
  label: string
  /** 家, 人, 条, 件 */
  unit: string
  /** where a venue is counted, it is the item of its own rows */
  of: Counted
  source: Source
  /** over `r`; null is all of the source's rows */
  counts: RawBuilder<unknown> | null
}

export interface Source {
  name: string
  /**
   * rows of these venues, given as an array value for the statement to plan by; `isWide` when there are so many that reading
   * all of a campaign costs less than looking up what is theirs
   */
  rows: (venueIds: RawBuilder<unknown>, isWide: boolean) => RawBuilder<unknown>
}

/**
 * Where things are counted: (row_no, venue_id), once each; a venue may stand in several rows, and each thing is counted once in
 * a row. Given as values and not as a query, so that the database plans a county as a county and a province as one; as arrays
 * in PostgreSQL's own writing, which go back as they came: thousands of ids are not read here.
 */
export interface Places {
  rowNos: string
  venueIds: string
  /** each venue once */
  distinctIds: string
  venues: number
}

const wideFrom = 1000
/** Whether the places are a province's rather than a city's. */
export const isWide = ({ venues }: Places): boolean => venues >= wideFrom

/** The places as a table `p(row_no, venue_id)`. */
export const placesOf = ({ rowNos, venueIds }: Places): RawBuilder<unknown> =>
  sql`unnest(${rowNos}::int[], ${venueIds}::uuid[]) p(row_no, venue_id)`

/**
 * Readies a transaction for counting: each statement is planned for its own values (a plan made for a county would ruin a
 * province), with room to hash the persons of a province, and index pages taken to be in memory.
 */
export const readyToCount = async (tx: Tx): Promise<void> => {
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '32MB', true),
      set_config('random_page_cost', '1.1', true)`.execute(tx)
}

/** The rows of a measure: (venue_id, item_id), a venue and what is counted there. */
export const rowsOf = (measure: Measure, places: Places): RawBuilder<unknown> =>
  sql`select r.venue_id, r.item_id from (${measure.source.rows(venuesIn(places), isWide(places))}) r where ${measure.counts ?? sql`true`}`

const venuesIn = ({ distinctIds }: Places): RawBuilder<unknown> => sql`${distinctIds}::uuid[]`

/** What is said of each row: by measure code. */
export type OfRows<T> = Map<number, Map<string, T>>

/** Counts many measures over many rows: one statement for each source, whatever the number of rows. */
export const countAll = async (
  tx: Tx,
  measures: readonly Measure[],
  places: Places,
): Promise<OfRows<number>> => {
  const said: OfRows<number> = new Map()
  for (const sharing of bySource(measures)) {
    const { rows } = await sql<{
      rowNo: number
      mask: number
      n: number
    }>`${counted(sharing, places)}`.execute(tx)
    for (const { rowNo, mask, n } of rows)
      for (const { code } of among(sharing, mask)) {
        const known = said.get(rowNo) ?? new Map<string, number>()
        said.set(rowNo, known.set(code, (known.get(code) ?? 0) + n))
      }
  }
  return said
}

/** The things behind each figure, each once, in order of id: what a return copies. Their number is the figure. */
export const listAll = async (
  tx: Tx,
  measures: readonly Measure[],
  places: Places,
): Promise<OfRows<string[]>> => {
  const said: OfRows<string[]> = new Map()
  for (const sharing of bySource(measures)) {
    const { rows } = await sql<{ rowNo: number; mask: number; itemId: string }>`
      select p.row_no as "rowNo", r.item_id as "itemId", bit_or(r.mask) as mask
      from ${placesOf(places)} join (${masked(sharing, places)}) r on r.venue_id = p.venue_id
      group by p.row_no, r.item_id order by r.item_id`.execute(tx)
    for (const { rowNo, mask, itemId } of rows)
      for (const { code } of among(sharing, mask)) {
        const known = said.get(rowNo) ?? new Map<string, string[]>()
        const ids = known.get(code) ?? []
        ids.push(itemId)
        said.set(rowNo, known.set(code, ids))
      }
  }
  return said
}

const bySource = (measures: readonly Measure[]): Measure[][] => {
  const sources = new Map<string, Measure[]>()
  for (const measure of measures)
    sources.set(measure.source.name, [...(sources.get(measure.source.name) ?? []), measure])
  return [...sources.values()]
}

/** The measures whose bit is set: the first is 1, the second 2, the third 4 … */
const among = (sharing: readonly Measure[], mask: number) => sharing.filter((_, at) => mask & (1 << at))

/** (venue_id, item_id, mask): the rows of a source, with a bit for each measure that counts them. */
const masked = (sharing: readonly Measure[], places: Places): RawBuilder<unknown> => {
  const [first] = sharing
  if (!first) throw new Error('a source is counted for at least one measure')
  const bits = sharing.map(({ counts }, at) =>
    counts ? sql`case when ${counts} then ${sql.lit(1 << at)} else 0 end` : sql.lit(1 << at),
  )
  return sql`select r.venue_id, r.item_id, ${sql.join(bits, sql` | `)} as mask from (${first.source.rows(venuesIn(places), isWide(places))}) r`
}

/** (rowNo, mask, n): how many things of a row have these bits. What is in one venue alone is added up by venue first. */
const counted = (sharing: readonly Measure[], places: Places): RawBuilder<unknown> => {
  if (sharing.every((measure) => measure.of === 'venue'))
    return sql`
      select p.row_no as "rowNo", v.mask, count(*) as n from ${placesOf(places)}
        join (select r.venue_id, bit_or(r.mask) as mask from (${masked(sharing, places)}) r group by r.venue_id) v
          on v.venue_id = p.venue_id
      group by p.row_no, v.mask`
  return sql`
    with p as materialized (select * from ${placesOf(places)}),
      r as materialized (${masked(sharing, places)}),
      shared as materialized (select item_id from r group by item_id having count(*) > 1),
      alone as (select venue_id, mask, count(*) as n from r where item_id not in (select item_id from shared) group by 1, 2)
    select p.row_no as "rowNo", a.mask, sum(a.n)::int8 as n from p join alone a on a.venue_id = p.venue_id group by 1, 2
    union all
    select row_no, mask, count(*) from (
      select p.row_no, r.item_id, bit_or(r.mask) as mask from p join r on r.venue_id = p.venue_id
      where r.item_id in (select item_id from shared) group by 1, 2) each_once
    group by 1, 2`
}
