import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Day } from './day.ts'
import { committeesOf } from './figures.ts'
import { standingOf } from './relations.ts'
import { type RowKey, placed } from './rows.ts'

/** The figures of the board that open, by what they count. */
export const venueFigures = [
  'expected',
  'planned',
  'unplanned',
  'held',
  'unheld',
  'posted',
  'late',
  'missing',
] as const
export const personFigures = ['members', 'collective', 'own', 'leave', 'none'] as const
export type VenueFigure = (typeof venueFigures)[number]
export type PersonFigure = (typeof personFigures)[number]

/** One line behind a figure: a studio, a person, or a 政协 with a count. */
export interface Line {
  id: string
  name: string
  /** where: the 政协 of a studio, the studios of a person */
  place: string
  /** how it stands, in a code: standing of a person, state of a studio */
  state: string | null
  count: number | null
}

export interface Page {
  page: number
  size: number
}

const cut = (page: Page) => sql`limit ${page.size} offset ${(page.page - 1) * page.size}`

/** The studios behind a figure, in order of their 政协 and code: the same relations as the count. */
export const listVenuesBehind = async (
  tx: Tx,
  day: Day,
  row: RowKey,
  figure: VenueFigure,
  page: Page,
  relations: RawBuilder<unknown>,
): Promise<{ rows: Line[]; total: number }> => {
  const { rows } = await sql<Line & { total: number }>`
    ${relations}, placed as (${placed(day, [row])})
    select s.venue_id as id, s.name, c.short_name as place, null::int as count,
      case when o.late then 'late' when o.venue_id is not null then 'posted' when i.venue_id is not null then 'waiting'
        when h.venue_id is not null then 'held' when n.venue_id is not null then 'planned' else 'none' end as state,
      count(*) over () as total
    from placed p join studios s on s.venue_id = p.venue_id join units c on c.id = s.committee_id
      left join planned n on n.venue_id = p.venue_id left join held h on h.venue_id = p.venue_id
      left join posted o on o.venue_id = p.venue_id left join handed_in i on i.venue_id = p.venue_id
    where ${venueTests[figure]} order by c.code, s.code ${cut(page)}`.execute(tx)
  return counted(rows)
}

const venueTests: Record<VenueFigure, RawBuilder<unknown>> = {
  expected: sql`true`,
  planned: sql`n.venue_id is not null`,
  unplanned: sql`n.venue_id is null`,
  held: sql`h.venue_id is not null`,
  unheld: sql`h.venue_id is null`,
  posted: sql`o.venue_id is not null`,
  late: sql`o.late`,
  missing: sql`o.venue_id is null`,
}

const personTests: Record<PersonFigure, RawBuilder<unknown>> = {
  members: sql`true`,
  collective: sql`b.act = 3`,
  own: sql`b.act = 2`,
  leave: sql`b.act = 1`,
  none: sql`b.act is null`,
}

/** The persons behind a figure by name: for one's own 政协 alone. */
export const listPersonsBehind = async (
  tx: Tx,
  day: Day,
  row: RowKey,
  figure: PersonFigure,
  page: Page,
  relations: RawBuilder<unknown>,
): Promise<{ rows: Line[]; total: number }> => {
  const { rows } = await sql<Line & { total: number }>`
    ${relations}, placed as (${placed(day, [row])}),
    once as (
      select r.person_id, string_agg(distinct s.name, '、') as place from placed p join residents r on r.venue_id = p.venue_id
        join studios s on s.venue_id = p.venue_id group by 1)
    select o.person_id as id, q.name, o.place, ${standingOf(sql`b.act`)} as state, null::int as count, count(*) over () as total
    from once o join people q on q.id = o.person_id left join best b on b.person_id = o.person_id
    where ${personTests[figure]} order by q.name_pinyin, q.id ${cut(page)}`.execute(tx)
  return counted(rows)
}

/** How many persons behind a figure each studio has: what is seen from above one's own 政协. */
export const listCountsBehind = async (
  tx: Tx,
  day: Day,
  row: RowKey,
  figure: PersonFigure,
  page: Page,
  relations: RawBuilder<unknown>,
): Promise<{ rows: Line[]; total: number }> => {
  const { rows } = await sql<Line & { total: number }>`
    ${relations}, placed as (${placed(day, [row])}),
    each as (
      select r.venue_id, count(*) as n from placed p join residents r on r.venue_id = p.venue_id
        left join best b on b.person_id = r.person_id where ${personTests[figure]} group by 1)
    select s.venue_id as id, s.name, c.short_name as place, null as state, e.n as count, count(*) over () as total
    from each e join studios s on s.venue_id = e.venue_id join units c on c.id = s.committee_id
    order by c.code, s.code ${cut(page)}`.execute(tx)
  return counted(rows)
}

/** 未入驻: by name inside one's own 政协, else counted by 政协. */
export const listUnsettled = async (
  tx: Tx,
  day: Day,
  row: RowKey,
  names: boolean,
  page: Page,
  relations: RawBuilder<unknown>,
): Promise<{ rows: Line[]; total: number }> => {
  const who = sql`
    ${relations}, places as (${committeesOf(day, [row])}),
    apart as (
      select distinct m.person_id, m.committee_id from places p join seats m on m.committee_id = p.committee_id
      where m.person_id not in (select person_id from settled))`
  const { rows } = names
    ? await sql<Line & { total: number }>`
        ${who} select q.id, q.name, c.short_name as place, null as state, null::int as count, count(*) over () as total
        from apart a join people q on q.id = a.person_id join units c on c.id = a.committee_id
        order by c.code, q.name_pinyin, q.id ${cut(page)}`.execute(tx)
    : await sql<Line & { total: number }>`
        ${who} select c.id, c.short_name as name, '' as place, null as state, count(*) as count, count(*) over () as total
        from apart a join units c on c.id = a.committee_id group by c.id, c.short_name, c.code
        order by c.code ${cut(page)}`.execute(tx)
  return counted(rows)
}

const counted = (rows: (Line & { total: number })[]): { rows: Line[]; total: number } => ({
  rows: rows.map(({ total: _, ...row }) => row),
  total: rows[0]?.total ?? 0,
})

/** Whether everything in the row lies within these 政协 or studios: then names may be shown. */
export const isWithin = async (
  tx: Tx,
  day: Day,
  row: RowKey,
  figure: string,
  within: { committees: string[]; venues: string[] },
  relations: RawBuilder<unknown>,
): Promise<boolean> => {
  const outside =
    figure === 'unsettled'
      ? sql`${relations}, places as (${committeesOf(day, [row])})
          select from places where not committee_id = any(${within.committees}::uuid[]) limit 1`
      : sql`${relations}, placed as (${placed(day, [row])})
          select from placed p join studios s on s.venue_id = p.venue_id
          where not (s.committee_id = any(${within.committees}::uuid[]) or s.venue_id = any(${within.venues}::uuid[])) limit 1`
  const { rows } = await outside.execute(tx)
  return rows.length === 0
}
