import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Day } from './day.ts'

/**
 * What a row of the board covers: `whole` all that the unit guides on D, itself and those below; `own` 本级, what bodies of
 * that very 政协 guide; `direct` what the 政协 itself guides, its special committees apart; `place` the whole without
 * what its special committees guide; `bodies` only that; `venue` one studio.
 */
export type Part = 'whole' | 'own' | 'direct' | 'place' | 'bodies' | 'venue'

export interface RowKey {
  unitId: string
  part: Part
}

export interface NamedRow extends RowKey {
  name: string
  kind: string
}

export type BoardLevel = 'city' | 'county' | 'venue'
/** 归口: all, by place, by special committee */
export type Guide = 'all' | 'place' | 'body'

/** (row_no, venue_id) for rows numbered from 0; needs `studios`. */
export const placed = (day: Day, rows: readonly RowKey[]): RawBuilder<unknown> => sql`
  select w.row_no, s.venue_id
  from unnest(${rows.map((_, at) => at)}::int[], ${rows.map((row) => row.unitId)}::uuid[],
      ${rows.map((row) => row.part)}::text[]) w(row_no, unit_id, part)
    join figure_reach f on f.ancestor_id = w.unit_id and f.valid @> ${day.heldOn}::date
    join studios s on s.venue_id = f.unit_id
  where w.part in ('whole', 'venue') or (w.part = 'own' and s.home_id = w.unit_id)
    or (w.part = 'direct' and s.guide_id = w.unit_id)
    or (w.part = 'place' and not (s.guide_kind = 'special_committee' and s.home_id = w.unit_id))
    or (w.part = 'bodies' and s.guide_kind = 'special_committee' and s.home_id = w.unit_id)`

/** The row of all that the board shows. */
export const totalOf = (rootId: string, guide: Guide): RowKey => ({
  unitId: rootId,
  part: guide === 'place' ? 'place' : guide === 'body' ? 'bodies' : 'whole',
})

/**
 * The rows under a root in division order, also when all is nought: cities, counties with each city's 本级 before them, then
 * special committees, then 省本级; a special committee and a county have studios only. (domain.md C25, Row)
 */
export const listRows = async (
  tx: Tx,
  day: Day,
  asked: { rootId: string; level: 'city' | 'county'; guide: Guide },
): Promise<NamedRow[]> => {
  const { rows } = await sql<NamedRow>`
    with root as (select * from units where id = ${asked.rootId}),
    below as (
      select u.* from figure_reach f join units u on u.id = f.unit_id and u.kind = 'committee'
      where f.ancestor_id = ${asked.rootId} and u.id <> ${asked.rootId} and f.valid @> ${day.heldOn}::date),
    places as (
      select b.id, 'whole' as part, b.short_name as name, b.kind, b.code, 0 as after from below b, root r
      where (${asked.level} = 'city' and b.level = 'city') or (${asked.level} = 'county' and b.level = 'county')
      union all
      select b.id, 'own', b.short_name || '本级', b.kind, b.code, 0 from below b
      where ${asked.level} = 'county' and b.level = 'city'),
    bodies as (
      select u.id, 'whole' as part, u.short_name as name, u.kind, u.code, 1 as after from units u, root r
      where u.committee_id = r.id and u.kind = 'special_committee' and u.open_during @> ${day.heldOn}::date
        and (r.level = 'province' or ${asked.guide} = 'body')),
    itself as (
      select r.id, case when r.level = 'province' then 'direct' else case when ${asked.guide} = 'place' then 'direct' else 'own' end end as part,
        right(r.short_name, 1) || '本级' as name, r.kind, r.code,
        case r.level when 'province' then 2 else -1 end as after from root r)
    select id as "unitId", part, name, kind from (
      select * from places where ${asked.guide} <> 'body'
      union all select * from bodies where ${asked.guide} <> 'place'
      union all select * from itself where ${asked.guide} <> 'body') x
    order by after, code, part desc`.execute(tx)
  return rows
}

/** Studios of the root on D, in order of their 政协 and code; `total` counts all of them. */
export const listVenueRows = async (
  tx: Tx,
  day: Day,
  asked: { rootId: string; guide: Guide; page: number; size: number },
  relations: RawBuilder<unknown>,
): Promise<{ rows: NamedRow[]; total: number }> => {
  const { rows } = await sql<NamedRow & { total: number }>`
    ${relations}, placed as (${placed(day, [totalOf(asked.rootId, asked.guide)])})
    select s.venue_id as "unitId", 'venue' as part, s.name, 'venue' as kind, count(*) over () as total
    from placed p join studios s on s.venue_id = p.venue_id join units h on h.id = s.committee_id
    order by h.code, s.code limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
