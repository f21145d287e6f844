import type { RawBuilder } from 'kysely'
import { endOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { CellView } from './contract.ts'
import { collectiveInstants, type Frame } from './frame.ts'

/** The records of one cell: `rows` gives (venue_id, item_id), once each. */
export interface Within {
  frame: Frame
  columnNo: number
  rows: RawBuilder<unknown>
  /** where the reader may read names */
  ownCommittees: string[]
}

/** How many studios have some, what they have together, and how many it is when each counts once. */
export interface Sums {
  venues: number
  together: number
  counted: number
}

export interface Listed {
  rows: CellView['rows']
  total: number
  sums: Sums
}

interface Page {
  page: number
  size: number
}

const paged = ({ page, size }: Page) => sql`limit ${size} offset ${(page - 1) * size}`

/** x (venue_id, item_id), read once for the list and its sums. */
const opened = ({ rows }: Within) => sql`
  with x as materialized (${rows}),
    sums as materialized (
      select count(*) as together, (select count(*) from (select distinct venue_id from x) v) as venues,
        (select count(*) from (select distinct item_id from x) i) as counted from x)`

type Row = Sums & { [Field in keyof CellView['rows'][number]]: CellView['rows'][number][Field] | null } & {
  total: number | null
}

/** Runs a listing that joins its rows to `sums` from the left: past the last page the sums are still there. */
const list = async (tx: Tx, statement: RawBuilder<unknown>): Promise<Listed> => {
  const { rows } = await sql<Row>`${statement}`.execute(tx)
  const [first] = rows
  return {
    rows: rows.flatMap(({ id, title, where, note, count, residents }) =>
      id === null || title === null || where === null || note === null
        ? []
        : [{ id, title, where, note, count, residents }],
    ),
    total: first?.total ?? 0,
    sums: {
      venues: first?.venues ?? 0,
      together: first?.together ?? 0,
      counted: first?.counted ?? 0,
    },
  }
}

/** Studios with how many of the cell are there, most first; for columns of studios what they did that day. */
export const listVenues = (tx: Tx, within: Within, page: Page): Promise<Listed> =>
  list(
    tx,
    sql`
    ${opened(within)},
    counted as materialized (select venue_id, count(*) as n from x group by venue_id),
    shown as materialized (
      select c.venue_id, c.n, u.short_name, k.short_name as committee, u.code, count(*) over () as total
      from counted c join units u on u.id = c.venue_id join units k on k.id = u.committee_id
      order by c.n desc, u.code ${paged(page)})
    select sums.*, s.venue_id as id, s.short_name as title, s.committee as "where", coalesce(${noteOf(within)}, '') as note,
      s.n::int as count, (
        select count(distinct coalesce(p.merged_into, p.id)) from residencies r join people p on p.id = r.person_id
        where r.venue_id = s.venue_id and r.valid @> ${within.frame.heldOn}::date and exists (
          select from mandates m where m.person_id in (p.id, p.merged_into) and m.valid @> ${within.frame.heldOn}::date))::int as residents,
      s.total
    from sums left join shown s on true order by s.n desc, s.code`,
  )

/** What a studio did: the open face of its activities or its post. `s` is the studio. */
const noteOf = ({ frame, columnNo }: Within): RawBuilder<unknown> => {
  const { from, until } = collectiveInstants(frame)
  if (columnNo === 3 || (columnNo >= 6 && columnNo <= 13))
    return sql`(
      select string_agg(a.title || '（' || to_char(a.begins_at at time zone 'Asia/Shanghai', 'FMMM月FMDD日 HH24:MI') || '）', '；' order by a.begins_at)
      from activity_hosts h join activities a on a.id = h.activity_id
      where h.venue_id = s.venue_id and a.campaign_id = ${frame.campaignId} and a.state = 'planned'
        and a.begins_at >= ${from} and a.begins_at < ${until}
        and (${columnNo} = 3 or exists (select from activity_kinds k where k.activity_id = a.id and least(k.kind_no, 8) = ${columnNo - 5}))
        and exists (select from attendances t where t.activity_id = a.id and t.role = 'attendee' and t.state = 'standing'))`
  if (columnNo === 16)
    return sql`(
      select string_agg(p.title || case when p.uploaded_at >= ${endOf(frame.uploadDueOn)} then '（逾期）' else '' end, '；' order by p.uploaded_at)
      from posts p where p.venue_id = s.venue_id and p.campaign_id = ${frame.campaignId} and p.state = 'published')`
  return sql`''`
}

/** Persons by name, of studios of the reader's own 政协 only; `total` counts those. */
export const listPersons = (tx: Tx, within: Within, page: Page): Promise<Listed> =>
  list(
    tx,
    sql`
    ${opened(within)},
    shown as materialized (
      select p.id, p.name as title, string_agg(u.short_name, '、' order by u.code) as "where",
        case when count(*) > 1 then '入驻 ' || count(*) || ' 家，计一次' else '' end as note,
        null::int as count, null::int as residents, count(*) over () as total, p.name_pinyin
      from x join units u on u.id = x.venue_id and u.committee_id = any(${within.ownCommittees}::uuid[])
        join people p on p.id = x.item_id
      group by p.id order by p.name_pinyin, p.id ${paged(page)})
    select sums.*, s.* from sums left join shown s on true order by s.name_pinyin, s.id`,
  )

/** Opinions or deeds, newest first: their words, their studios and day, without who spoke. */
export const listItems = (tx: Tx, within: Within, page: Page): Promise<Listed> => {
  const table = within.columnNo === 14 ? sql`opinions` : sql`deeds`
  return list(
    tx,
    sql`
    ${opened(within)},
    shown as materialized (
      select i.id, i.words as title, string_agg(u.short_name, '、' order by u.code) as "where",
        to_char(i.happened_at at time zone 'Asia/Shanghai', 'FMMM月FMDD日')
          || case when count(*) > 1 then '，联办 ' || count(*) || ' 家，计一次' else '' end as note,
        null::int as count, null::int as residents, count(*) over () as total, i.happened_at
      from x join ${table} i on i.id = x.item_id join units u on u.id = x.venue_id
      group by i.id order by i.happened_at desc, i.id ${paged(page)})
    select sums.*, s.* from sums left join shown s on true order by s.happened_at desc, s.id`,
  )
}
