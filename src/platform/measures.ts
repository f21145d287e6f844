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
  of: Counted
  source: Source
  /** over `r`; null is all of the source's rows */
  counts: RawBuilder<unknown> | null
}

export interface Source {
  name: string
  /** rows of these venues, given as an array value for the statement to plan by */
  rows: (venueIds: RawBuilder<unknown>) => RawBuilder<unknown>
}

/**
 * Where things are counted: (row_no, venue_id), a venue may stand in several rows, and each thing is counted once in a
 * row. Given as values and not as a query, so that the database plans a county as a county and a province as one.
 */
export interface Places {
  rowNos: number[]
  venueIds: string[]
}

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
export const rowsOf = (measure: Measure, venueIds: readonly string[]): RawBuilder<unknown> =>
  sql`select r.venue_id, r.item_id from (${measure.source.rows(venuesIn(venueIds))}) r where ${measure.counts ?? sql`true`}`

const venuesIn = (venueIds: readonly string[]): RawBuilder<unknown> => sql`${[...new Set(venueIds)]}::uuid[]`

/** What is said of each row: by measure code. */
export type OfRows<T> = Map<number, Map<string, T>>

/** Counts many measures over many rows: one statement for each source, whatever the number of rows. */
export const countAll = (tx: Tx, measures: readonly Measure[], places: Places): Promise<OfRows<number>> =>
  ofSources(
    tx,
    measures,
    places,
    (mark) => sql`count(*) filter (where ${mark})`,
    (given) => (typeof given === 'number' ? given : 0),
  )

/** The things behind each figure, each once, in order of id: what a return copies. Their number is the figure. */
export const listAll = (tx: Tx, measures: readonly Measure[], places: Places): Promise<OfRows<string[]>> =>
  ofSources(
    tx,
    measures,
    places,
    (mark) => sql`coalesce(json_agg(item_id order by item_id) filter (where ${mark}), '[]')`,
    (given) => (Array.isArray(given) ? given.map(String) : []),
  )

const ofSources = async <T>(
  tx: Tx,
  measures: readonly Measure[],
  places: Places,
  gather: (mark: RawBuilder<unknown>) => RawBuilder<unknown>,
  read: (given: unknown) => T,
): Promise<OfRows<T>> => {
  const said: OfRows<T> = new Map()
  const sources = new Map<string, Measure[]>()
  for (const measure of measures)
    sources.set(measure.source.name, [...(sources.get(measure.source.name) ?? []), measure])
  for (const sharing of sources.values()) {
    const marks = sharing.map(
      (measure, at) => sql`${measure.counts ? sql`bool_or(${measure.counts})` : sql`true`} as ${markAt(at)}`,
    )
    const gathered = sharing.map((_, at) => gather(markAt(at)))
    const { rows } = await sql<{ rowNo: number; said: unknown[] }>`
      select row_no as "rowNo", json_build_array(${sql.join(gathered)}) as said from (
        select p.row_no, r.item_id, ${sql.join(marks)} from ${placesOf(places)}
          join (${sourceOf(sharing, places)}) r on r.venue_id = p.venue_id
        group by p.row_no, r.item_id) each_once
      group by row_no`.execute(tx)
    for (const row of rows) {
      const known = said.get(row.rowNo) ?? new Map<string, T>()
      sharing.forEach((measure, at) => known.set(measure.code, read(row.said[at])))
      said.set(row.rowNo, known)
    }
  }
  return said
}

const markAt = (at: number) => sql.ref(`m${at}`)

const sourceOf = ([first]: readonly Measure[], places: Places): RawBuilder<unknown> => {
  if (!first) throw new Error('a source is counted for at least one measure')
  return first.source.rows(venuesIn(places.venueIds))
}
