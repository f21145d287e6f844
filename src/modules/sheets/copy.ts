import { type Tx, sql } from '../../platform/db.ts'
import { type OfRows, listAll } from '../../platform/measures.ts'
import type { Seen } from './access.ts'
import { columns } from './columns.ts'
import { measuresOf } from './definitions.ts'
import type { FilledRow } from './figures.ts'
import type { Worked } from './ready.ts'
import { placesOfRows } from './rows.ts'

/** The filing unit's own row comes first, as the form itself; the rows of its 汇总表 follow in their order. */
export const inOrder = (rows: readonly FilledRow[]): FilledRow[] => {
  const total = rows.at(-1)
  return total ? [total, ...rows.slice(0, -1)] : []
}

/** Copies what a sheet says now into a return: rows, cells with the ids behind each, lines, explanations. */
export const copySheet = async (tx: Tx, seen: Seen, returnId: string, worked: Worked): Promise<void> => {
  const rows = inOrder(worked.figures.rows)
  const ids = await listAll(tx, measuresOf(seen.frame), await placesOfRows(tx, seen.frame, rows))
  await writeRows(tx, returnId, rows, ids)
  const totalNo = worked.figures.rows.length - 1
  const lines = worked.figures.lines.filter((line) => line.rowNo === totalNo)
  await sql`
    insert into return_lines (return_id, correction_id, unit_id, column_no, delta, reason)
    select ${returnId}, id, "unitId", "columnNo", delta, reason from json_to_recordset(${JSON.stringify(lines)}::json)
      as l(id uuid, "unitId" uuid, "columnNo" int, delta int, reason text)`.execute(tx)
  const explained = worked.checks.broken.flatMap(({ code, sentence, explanation }) =>
    explanation ? [{ code, sentence, words: explanation.words }] : [],
  )
  await sql`
    insert into return_checks (return_id, check_code, sentence, words)
    select ${returnId}, code, sentence, words from json_to_recordset(${JSON.stringify(explained)}::json)
      as e(code text, sentence text, words text)`.execute(tx)
}

export const writeRows = async (
  tx: Tx,
  returnId: string,
  rows: readonly FilledRow[],
  ids: OfRows<string[]>,
): Promise<void> => {
  const heads = rows.map((row, position) => ({
    position,
    unitId: row.unitId,
    label: row.label,
    part: row.part,
    isTotal: row.isTotal,
    status: row.status,
  }))
  await sql`
    insert into return_rows (return_id, position, unit_id, label, part, is_total, status)
    select ${returnId}, position, "unitId", label, part, "isTotal", status from json_to_recordset(${JSON.stringify(heads)}::json)
      as r(position int, "unitId" uuid, label text, part text, "isTotal" boolean, status text)`.execute(tx)
  const cells = rows.flatMap((row, position) =>
    row.cells.map((cell) => ({
      position,
      ...cell,
      ids: ids.get(position)?.get(`c${columns[cell.columnNo - 1]?.no}`) ?? [],
    })),
  )
  await sql`
    insert into return_cells (return_id, position, column_no, counted, manual, corrected, late, record_ids)
    select ${returnId}, position, "columnNo", counted, manual, corrected, late,
      array(select x::uuid from json_array_elements_text(ids) x)
    from json_to_recordset(${JSON.stringify(cells)}::json)
      as c(position int, "columnNo" int, counted int, manual int, corrected int, late int, ids json)`.execute(
    tx,
  )
}
