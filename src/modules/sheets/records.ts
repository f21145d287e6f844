import type { RawBuilder } from 'kysely'
import { endOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { CellView } from './contract.ts'
import { collectiveInstants, type Frame } from './frame.ts'

/** The records of one cell: `rows` gives (venue_id, item_id), once each. */
export interface Within {
  frame: Frame
  columnNo: number
  venueIds: string[]
  rows: RawBuilder<unknown>
  /** where the reader may read names */
  ownCommittees: string[]
}

export interface Listed {
  rows: CellView['rows']
  total: number
}

interface Page {
  page: number
  size: number
}

const paged = ({ page, size }: Page) => sql`limit ${size} offset ${(page - 1) * size}`

const split = (rows: (CellView['rows'][number] & { total: number })[]): Listed => ({
  rows: rows.map(({ total: _, ...row }) => row),
  total: rows[0]?.total ?? 0,
})

/** Studios with how many of the cell are there, most first; for columns of studios what they did that day. */
export const listVenues = async (tx: Tx, within: Within, page: Page): Promise<Listed> => {
  const { rows } = await sql<CellView['rows'][number] & { total: number }>`
    with counted as materialized (
      select venue_id, count(*) as n from (${within.rows}) x group by venue_id),
    shown as materialized (
      select c.venue_id, c.n, u.short_name, k.short_name as committee, u.code, count(*) over () as total
      from counted c join units u on u.id = c.venue_id join units k on k.id = u.committee_id
      order by c.n desc, u.code ${paged(page)})
    select s.venue_id as id, s.short_name as title, s.committee as "where", coalesce(${noteOf(within)}, '') as note,
      s.n::int as count, (
        select count(distinct coalesce(p.merged_into, p.id)) from residencies r join people p on p.id = r.person_id
        where r.venue_id = s.venue_id and r.valid @> ${within.frame.heldOn}::date and exists (
          select from mandates m where m.person_id in (p.id, p.merged_into) and m.valid @> ${within.frame.heldOn}::date))::int as residents,
      s.total
    from shown s order by s.n desc, s.code`.execute(tx)
  return split(rows)
}

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
export const listPersons = async (tx: Tx, within: Within, page: Page): Promise<Listed> => {
  const { rows } = await sql<CellView['rows'][number] & { total: number }>`
    select p.id, p.name as title, string_agg(u.short_name, '、' order by u.code) as "where",
      case when count(*) > 1 then '入驻 ' || count(*) || ' 家，计一次' else '' end as note,
      null::int as count, null::int as residents, count(*) over () as total
    from (${within.rows}) x join units u on u.id = x.venue_id and u.committee_id = any(${within.ownCommittees}::uuid[])
      join people p on p.id = x.item_id
    group by p.id order by p.name_pinyin, p.id ${paged(page)}`.execute(tx)
  return split(rows)
}

/** Opinions or deeds, newest first: their words, their studios and day, without who spoke. */
export const listItems = async (tx: Tx, within: Within, page: Page): Promise<Listed> => {
  const table = within.columnNo === 14 ? sql`opinions` : sql`deeds`
  const { rows } = await sql<CellView['rows'][number] & { total: number }>`
    select i.id, i.words as title, string_agg(u.short_name, '、' order by u.code) as "where",
      to_char(i.happened_at at time zone 'Asia/Shanghai', 'FMMM月FMDD日')
        || case when count(*) > 1 then '，联办 ' || count(*) || ' 家，计一次' else '' end as note,
      null::int as count, null::int as residents, count(*) over () as total
    from (${within.rows}) x join ${table} i on i.id = x.item_id join units u on u.id = x.venue_id
    group by i.id order by i.happened_at desc, i.id ${paged(page)}`.execute(tx)
  return split(rows)
}
