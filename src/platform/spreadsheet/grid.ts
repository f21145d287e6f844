import { halfWidth } from '../names.ts'
import { BadSpreadsheet, openArchive } from './archive.ts'
import { type SheetRow, sharedStrings, sheetRows } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

/** A cell of a form: its name as people see it (F6), and what stands in it. */
export type GridCell = { ref: string; column: number; text: string }

/** A form read as it lies: rows in order, with their cells that are not empty; merged cells hold their words at the left top. */
export type Grid =
  | { rows: { line: number; cells: GridCell[] }[]; problem: null }
  | { rows: []; problem: string }

const most = 400

/** Reads the first visible sheet of an .xlsx as it lies, at most 400 rows. Never throws for what is in the file. */
export async function readGrid(file: Uint8Array): Promise<Grid> {
  try {
    const archive = openArchive(file)
    const workbook = await readWorkbook(archive)
    const strings = await sharedStrings(archive, workbook.stringsPath)
    const [sheet] = workbook.sheets
    if (!sheet) throw new BadSpreadsheet('文件里没有看得见的表。')
    const rows: SheetRow[] = []
    for await (const row of sheetRows(archive, sheet.path, strings, [])) {
      rows.push(row)
      if (rows.length === most) break
    }
    return { rows: rows.map(named), problem: null }
  } catch (error) {
    if (!(error instanceof BadSpreadsheet)) throw error
    return { rows: [], problem: error.message }
  }
}

const named = ({ line, cells }: SheetRow) => ({
  line,
  cells: cells.map(({ column, text }) => ({
    ref: `${lettersOf(column)}${line}`,
    column,
    text: halfWidth(text).trim(),
  })),
})

/** 0 is A, 26 is AA. */
export function lettersOf(column: number): string {
  const before = Math.floor(column / 26)
  return `${before > 0 ? lettersOf(before - 1) : ''}${String.fromCodePoint(65 + (column % 26))}`
}
