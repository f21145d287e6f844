import type { Places } from '../../platform/measures.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { FilingUnit } from './access.ts'
import { studiosOf } from './definitions.ts'
import type { Frame } from './frame.ts'

/**
 * One row of a sheet, by what it covers: `whole` is all that the unit guides on D, itself and those below; `own` is 本级,
 * what bodies of that very 政协 guide. Each row is of one annex.
 */
export interface SheetRow {
  unitId: string
  part: 'whole' | 'own'
  annex: 1 | 2
  label: string
  isTotal: boolean
}

/** A name for a row within its sheet. */
export const rowKey = (row: { unitId: string; part: string }): string => `${row.unitId}:${row.part}`

const ownLabels = { province: '省本级', city: '市本级', county: '县本级' } as const

/** The rows of a unit's 汇总表, the total last; a unit without any below it has its one row. */
export const rowsOfSheet = async (
  tx: Tx,
  frame: Frame,
  unit: FilingUnit,
  annex: 1 | 2,
): Promise<SheetRow[]> => {
  const own: SheetRow = { unitId: unit.id, part: 'own', annex, label: ownLabels[unit.level], isTotal: false }
  const total: SheetRow = { unitId: unit.id, part: 'whole', annex, label: '合计', isTotal: true }
  const alone: SheetRow = { ...total, label: unit.shortName }
  if (unit.kind === 'special_committee') return [alone]
  const below = annex === 1 ? await listBodies(tx, frame, unit.id) : await listGuided(tx, frame, unit.id)
  if (below.length === 0) return [alone]
  const rows = below.map(({ id, label }): SheetRow => ({
    unitId: id,
    part: 'whole',
    annex,
    label,
    isTotal: false,
  }))
  return annex === 1 ? [...rows, total] : [own, ...rows, total]
}

/** 政协 directly below on D, in division order: each has its row, also when all is nought. */
const listGuided = async (tx: Tx, frame: Frame, committeeId: string) => {
  const { rows } = await sql<{ id: string; label: string }>`
    select u.id, u.short_name as label from guidances g join units u on u.id = g.unit_id and u.kind = 'committee'
    where g.guide_id = ${committeeId} and g.valid @> ${frame.heldOn}::date and u.open_during @> ${frame.heldOn}::date
    order by u.code`.execute(tx)
  return rows
}

/** Special committees of the province that guide a studio on D, in their order. */
const listBodies = async (tx: Tx, frame: Frame, committeeId: string) => {
  const { rows } = await sql<{ id: string; label: string }>`
    select u.id, u.short_name as label from units u
    where u.committee_id = ${committeeId} and u.kind = 'special_committee' and u.open_during @> ${frame.heldOn}::date
      and u.id in (select s.guide_id from (${studiosOf(frame)}) s)
    order by u.position, u.code`.execute(tx)
  return rows
}

/** Which studios stand in which rows; rows are numbered from 0 as given. */
export const placesOfRows = async (
  tx: Tx,
  frame: Frame,
  rows: readonly Pick<SheetRow, 'unitId' | 'part' | 'annex'>[],
): Promise<Places> => {
  const rowValues = sql`unnest(${rows.map((_, at) => at)}::int[], ${rows.map((row) => row.unitId)}::uuid[],
    ${rows.map((row) => row.part)}::text[], ${rows.map((row) => row.annex)}::int[])`
  const { rows: found } = await sql<Places>`
    with s as materialized (${studiosOf(frame, isUnder(frame, rows))}),
    up as materialized (
      select f.unit_id, f.ancestor_id from figure_reach f
      where f.ancestor_id = any(${rows.map((row) => row.unitId)}::uuid[]) and f.valid @> ${frame.heldOn}::date),
    placed as materialized (
      select s.venue_id, s.home_id, s.annex, up.ancestor_id from up join s on s.venue_id = up.unit_id),
    found as materialized (
      select w.row_no, d.venue_id from placed d join ${rowValues} w(row_no, unit_id, part, annex) on w.unit_id = d.ancestor_id
      where w.annex = d.annex and (w.part = 'whole' or d.home_id = w.unit_id))
    select coalesce(array_agg(row_no), '{}')::text as "rowNos", coalesce(array_agg(venue_id), '{}')::text as "venueIds",
      coalesce((select array_agg(venue_id) from (select distinct venue_id from found) d), '{}')::text as "distinctIds",
      (select count(distinct venue_id) from found) as venues
    from found`.execute(tx)
  return found[0] ?? { rowNos: '{}', venueIds: '{}', distinctIds: '{}', venues: 0 }
}

/** Units below any of the rows; below the issuer are all that a campaign counts, and nothing needs to be looked up. */
const isUnder = (frame: Frame, rows: readonly Pick<SheetRow, 'unitId'>[]) =>
  rows.some((row) => row.unitId === frame.issuerId)
    ? sql`true`
    : sql`u.id in (
        select r.unit_id from figure_reach r
        where r.ancestor_id = any(${rows.map((row) => row.unitId)}::uuid[]) and r.valid @> ${frame.heldOn}::date)`
