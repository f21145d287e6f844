import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Measure } from '../../../platform/measures.ts'
import { type Cohort, opinionMeasures } from './definitions.ts'
import type { DatedPlaces } from './scope.ts'

/** What the rows are told apart by: their places, or something that the item says of itself. */
export const keys = {
  place: sql`p.row_no::text`,
  venue: sql`r.venue_id::text`,
  category: sql`coalesce(r.category, 'none')`,
  channel: sql`r.channel`,
  month: sql`to_char(r.on_day, 'YYYY-MM')`,
  /** members of one 政协; those of others have no name here */
  memberOf: (committeeId: string) =>
    sql`coalesce(case when r.committee_id = ${committeeId} then r.person_id end::text, 'none')`,
}

/** The figures of one row by code; the middle of no days is null. */
export type Counted = Record<string, number | null>

/** Where each item stands, once for each row: (key, item_id, persons, answered_on, on_day, one mark for each measure). */
const keyed = (measures: readonly Measure[], places: DatedPlaces, key: RawBuilder<unknown>) => {
  const marks = measures.map(
    (measure, at) =>
      sql`${measure.counts ? sql`bool_or(${measure.counts})` : sql`true`} as ${sql.ref(`m${at}`)}`,
  )
  return sql`
    select ${key} as key, r.item_id, max(r.persons) as persons, max(r.answered_on) as answered_on, max(r.on_day) as on_day,
      ${sql.join(marks)}
    from ${placesIn(places)} join (${sourceOf(measures, places)}) r on r.venue_id = p.venue_id and p.during @> r.on_day
    group by 1, 2`
}

const placesIn = ({ rowNos, placeIds, during }: DatedPlaces) =>
  sql`unnest(${rowNos}::int[], ${placeIds}::uuid[], ${during}::daterange[]) p(row_no, venue_id, during)`

const sourceOf = ([first]: readonly Measure[], { placeIds }: DatedPlaces) => {
  if (!first) throw new Error('at least one measure is counted')
  return first.source.rows(sql`${[...new Set(placeIds)]}::uuid[]`, false)
}

/**
 * Counts all measures by key in one statement, however many rows. Persons are added up over items, each once; days are the
 * middle of the working days from the day an item came to its first answer, counted off a running number of working days.
 */
export const countBy = async (
  tx: Tx,
  cohort: Cohort,
  places: DatedPlaces,
  key: RawBuilder<unknown>,
): Promise<Map<string, Counted>> => {
  const measures = opinionMeasures(cohort)
  const counts = measures.map(({ code }, at) =>
    code === 'persons'
      ? sql`sum(k.persons)`
      : code === 'days'
        ? sql`percentile_cont(0.5) within group (order by b.n - a.n) filter (where ${sql.ref(`k.m${at}`)})`
        : sql`count(*) filter (where ${sql.ref(`k.m${at}`)})`,
  )
  const { rows } = await sql<{ key: string; said: (number | null)[] }>`
    with k as materialized (${keyed(measures, places, key)}),
    days as materialized (
      select d::date as day, count(*) filter (where coalesce(c.kind = 'workday', extract(isodow from d) < 6)) over (order by d) as n
      from generate_series(${cohort.from}::date, (select greatest(${cohort.until}::date, max(answered_on)) from k), interval '1 day') d
        left join calendar_days c on c.day = d::date)
    select k.key, json_build_array(${sql.join(counts)}) as said
    from k left join days a on a.day = k.on_day left join days b on b.day = k.answered_on
    group by k.key`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.key,
      Object.fromEntries(measures.map(({ code }, at) => [code, row.said[at] ?? null])),
    ]),
  )
}

/** Figures of a row that nothing fell into. */
export const nothingCounted = (cohort: Cohort): Counted =>
  Object.fromEntries(opinionMeasures(cohort).map(({ code }) => [code, code === 'days' ? null : 0]))

/** The records behind one figure: (venue_id, item_id, on_day, answered_on), an item once for each of its venues here. */
export const behind = (
  cohort: Cohort,
  code: string,
  places: DatedPlaces,
  key: RawBuilder<unknown>,
  wanted: string,
): RawBuilder<unknown> => {
  const measure = opinionMeasures(cohort).find((one) => one.code === code)
  if (!measure) throw new Error(`no figure ${code}`)
  return sql`
    select distinct r.venue_id, r.item_id, r.on_day, r.answered_on
    from ${placesIn(places)} join (${sourceOf([measure], places)}) r on r.venue_id = p.venue_id and p.during @> r.on_day
    where ${measure.counts ?? sql`true`} and ${key} = ${wanted}`
}
