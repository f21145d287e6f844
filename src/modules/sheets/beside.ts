import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../platform/db.ts'
import type { Frame } from './frame.ts'
import type { SheetRow } from './rows.ts'

/** A correction line where it rolls up: in which row of which sheet. */
export interface Line {
  rowNo: number
  id: string
  unitId: string
  unitName: string
  columnNo: number
  delta: number
  reason: string
  madeAt: string
  madeBy: string
  hasEvidence: boolean
}

/** What stands typed for a unit that is not on the system. */
export interface Typed {
  rowNo: number
  unitId: string
  unitName: string
  columnNo: number
  value: number
  late: number
}

const rowValues = (rows: readonly SheetRow[]): RawBuilder<unknown> => sql`
  unnest(${rows.map((_, at) => at)}::int[], ${rows.map((row) => row.unitId)}::uuid[],
    ${rows.map((row) => row.part)}::text[], ${rows.map((row) => row.annex)}::int[]) w(row_no, unit_id, part, annex)`

/** A filing unit's annex: 1 for a special committee of the province, else 2. */
const annexOfUnit = sql`case when u.kind = 'special_committee' then 1 else 2 end`

/** Whether a line went up with a return that was accepted. `c` is the correction. */
const isAccepted = sql`exists (
  select from return_lines l join returns a on a.id = l.return_id and a.unit_id = c.unit_id and a.state = 'accepted'
  where l.correction_id = c.id)`

/**
 * Standing correction lines of each row. The unit's own stand in its total and its 本级; those of units below add in once
 * they were accepted. (domain.md C29, Filing)
 */
export const listLines = async (
  tx: Tx,
  frame: Frame,
  unitId: string,
  rows: readonly SheetRow[],
): Promise<Line[]> => {
  const { rows: lines } = await sql<Line>`
    select w.row_no as "rowNo", c.id, c.unit_id as "unitId", u.short_name as "unitName", c.column_no as "columnNo", c.delta,
      c.reason, c.made_at as "madeAt", p.name as "madeBy", c.evidence_file_id is not null as "hasEvidence"
    from ${rowValues(rows)}
      join figure_reach f on f.ancestor_id = w.unit_id and f.valid @> ${frame.heldOn}::date
      join corrections c on c.unit_id = f.unit_id and c.campaign_id = ${frame.campaignId} and c.state = 'standing'
      join units u on u.id = c.unit_id and ${annexOfUnit} = w.annex
      join people p on p.id = c.made_by
    where (w.part = 'whole' or c.unit_id = w.unit_id) and (c.unit_id = ${unitId} or ${isAccepted})
    order by w.row_no, c.column_no, c.made_at, c.id`.execute(tx)
  return lines
}

/** Cells of 代报 that stand in each row: of the unit or of ones below, the topmost where two overlap. */
export const listTyped = async (tx: Tx, frame: Frame, rows: readonly SheetRow[]): Promise<Typed[]> => {
  const { rows: typed } = await sql<Typed>`
    with standing as (
      select distinct on (r.unit_id) r.id, r.unit_id from returns r
      where r.campaign_id = ${frame.campaignId} and r.manual and r.state in ('submitted', 'accepted')
      order by r.unit_id, r.version desc),
    top as (
      select s.* from standing s where not exists (
        select from standing o join figure_reach f on f.ancestor_id = o.unit_id and f.unit_id = s.unit_id
          and f.valid @> ${frame.heldOn}::date where o.unit_id <> s.unit_id)
      and not exists (
        select from figure_reach f join venues v on v.id = f.unit_id
        where f.ancestor_id = s.unit_id and f.valid @> ${frame.heldOn}::date))
    select w.row_no as "rowNo", u.id as "unitId", u.short_name as "unitName", c.column_no as "columnNo", c.counted as value, c.late
    from ${rowValues(rows)}
      join figure_reach f on f.ancestor_id = w.unit_id and f.valid @> ${frame.heldOn}::date
      join top t on t.unit_id = f.unit_id join units u on u.id = t.unit_id and ${annexOfUnit} = w.annex
      join return_cells c on c.return_id = t.id and c.position = 0
    where w.part = 'whole'`.execute(tx)
  return typed
}

/** Units in each row that have no office and no studio on the system: 未报 until 代报. */
export const listMissing = async (
  tx: Tx,
  frame: Frame,
  rows: readonly SheetRow[],
): Promise<{ rowNo: number; unitId: string; unitName: string }[]> => {
  const { rows: missing } = await sql<{ rowNo: number; unitId: string; unitName: string }>`
    with absent as materialized (
      select u.id, u.code, u.short_name from units u where u.id <> ${frame.issuerId} and ${isOffSystem(frame)})
    select w.row_no as "rowNo", u.id as "unitId", u.short_name as "unitName"
    from absent u join figure_reach f on f.unit_id = u.id and f.valid @> ${frame.heldOn}::date
      join ${rowValues(rows)} on w.unit_id = f.ancestor_id
    where w.part = 'whole' and w.annex = 2
    order by w.row_no, u.code`.execute(tx)
  return missing
}

/** A 政协 without an office on the system and without any studio below it. `u` is the unit. */
export const isOffSystem = (frame: Frame): RawBuilder<boolean> => sql<boolean>`(
  u.kind = 'committee'
  and not exists (select from grants g where g.unit_id = u.id and g.role = 'office')
  and not exists (
    select from figure_reach b join venues v on v.id = b.unit_id
    where b.ancestor_id = u.id and b.valid @> ${frame.heldOn}::date))`
