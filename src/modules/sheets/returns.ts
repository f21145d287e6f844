import type { RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { standingOf } from '../../platform/standings.ts'
import { type Seen, openSheet } from './access.ts'
import { titles } from './columns.ts'
import type { Return } from './contract.ts'
import { fillRows } from './figures.ts'
import { returnFlow } from './return-flow.ts'
import type { SheetRow } from './rows.ts'

/** A return without its cells. */
export interface ReturnHead extends Omit<
  Return,
  'title' | 'rows' | 'lines' | 'checks' | 'laterChanges' | 'standing'
> {
  state: string
}

/** A return with the sheet it is of, if the actor may see it. Throws NotFound. */
export const openReturn = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ seen: Seen; head: ReturnHead }> => {
  const [head] = await listHeads(tx, sql<boolean>`r.id = ${id}`)
  if (!head) throw new NotFound()
  return { head, seen: await openSheet(tx, actor, head.campaignId, head.unitId) }
}

/** The accepted version that stands for each of these units; whoever asks has the right to it. */
export const listSealed = (tx: Tx, campaignId: string, unitIds: readonly string[]): Promise<ReturnHead[]> =>
  listHeads(
    tx,
    sql<boolean>`r.campaign_id = ${campaignId} and r.unit_id = any(${unitIds}::uuid[]) and r.state = 'accepted' and not exists (
      select from returns n where n.campaign_id = r.campaign_id and n.unit_id = r.unit_id and n.state = 'accepted'
        and n.version > r.version)`,
  )

/** `r` is the return. */
const listHeads = async (tx: Tx, which: RawBuilder<boolean>): Promise<ReturnHead[]> => {
  const { rows } = await sql<ReturnHead>`
    select r.id, r.campaign_id as "campaignId", c.name as "campaignName", r.annex, r.unit_id as "unitId", u.name as "unitName",
      v.name as "receiverName", r.version, r.manual, b.name as "manualByName", r.scan_file_id as "scanFileId",
      r.summary_file_id as "summaryFileId", r.summary, r.filled_by as "filledBy", r.checked_by as "checkedBy",
      r.headed_by as "headedBy", r.phone, r.counted_at as "countedAt", r.submitted_at as "submittedAt", p.name as "submittedBy",
      r.decided_at as "decidedAt", r.definitions_version as "definitionsVersion", encode(r.digest, 'hex') as digest,
      r.verify_code as "verifyCode", r.state
    from returns r join campaigns c on c.id = r.campaign_id join units u on u.id = r.unit_id join units v on v.id = r.receiver_id
      left join units b on b.id = r.manual_by join people p on p.id = r.submitted_by
    where ${which}`.execute(tx)
  return rows
}

/** A version of a return as it was submitted; beside a sealed one what its cells would be now. */
export const getReturn = async (tx: Tx, actor: Actor, id: string): Promise<Return> => {
  const { seen, head } = await openReturn(tx, actor, id)
  const { state, ...shown } = head
  const rows = await copiedRows(tx, id)
  const now = state === 'accepted' && !head.manual ? await valuesNow(tx, seen, rows) : null
  const withNow = rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, now: now?.[at]?.get(cell.columnNo) ?? null })),
  }))
  return {
    ...shown,
    title: titles[head.annex],
    rows: withNow,
    lines: await copiedLines(tx, id),
    checks: await copiedChecks(tx, id),
    laterChanges: withNow
      .flatMap((row) => row.cells)
      .filter((cell) => cell.now !== null && cell.now !== cell.value).length,
    standing: await standingOf(tx, actor, returnFlow, id, state),
  }
}

export type CopiedRow = Omit<Return['rows'][number], 'cells'> & {
  cells: Omit<Return['rows'][number]['cells'][number], 'now'>[]
}

/** Rows of a return as copied, the filing unit's own first. */
export const copiedRows = async (tx: Tx, id: string): Promise<CopiedRow[]> => {
  const { rows } = await sql<CopiedRow>`
    select w.position, w.unit_id as "unitId", w.part, w.label, w.is_total as "isTotal", w.status,
      (select json_agg(json_build_object('columnNo', c.column_no, 'value', c.counted + c.manual + c.corrected, 'counted', c.counted,
          'manual', c.manual, 'corrected', c.corrected, 'late', c.late) order by c.column_no)
        from return_cells c where c.return_id = w.return_id and c.position = w.position) as cells
    from return_rows w where w.return_id = ${id} order by w.position`.execute(tx)
  return rows
}

export const copiedLines = async (tx: Tx, id: string): Promise<Return['lines']> => {
  const { rows } = await sql<Return['lines'][number]>`
    select u.short_name as "unitName", l.column_no as "columnNo", l.delta, l.reason from return_lines l
      join units u on u.id = l.unit_id where l.return_id = ${id} order by l.column_no, u.code, l.correction_id`.execute(
    tx,
  )
  return rows
}

export const copiedChecks = async (tx: Tx, id: string): Promise<Return['checks']> => {
  const { rows } = await sql<Return['checks'][number]>`
    select sentence, words from return_checks where return_id = ${id} order by check_code`.execute(tx)
  return rows
}

/** The rows of a return as rows to be counted again. */
export const rowsToCount = (seen: Seen, rows: readonly CopiedRow[]): SheetRow[] =>
  rows.flatMap((row) =>
    row.unitId === null
      ? []
      : [{ unitId: row.unitId, part: row.part, annex: seen.annex, label: row.label, isTotal: row.isTotal }],
  )

const valuesNow = async (tx: Tx, seen: Seen, rows: readonly CopiedRow[]) => {
  const { rows: filled } = await fillRows(tx, seen.frame, seen.unit.id, rowsToCount(seen, rows))
  return filled.map((row) => new Map(row.cells.map((cell) => [cell.columnNo, cell.value])))
}
