import { BadSpreadsheet, openArchive, type Archive } from './archive.ts'
import { headerName, skippedHeaders, type SheetColumn } from './columns.ts'
import { sharedStrings, sheetRows, type Cell, type MergedCell, type SheetRow } from './sheet.ts'
import { readCell } from './values.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

/** A row that people filled in, by the keys of its columns; empty cells are null. */
export type FilledRow = { line: number; values: Record<string, string | null> }

/**
 * What is wrong, as a sentence for the one who filled the table in. `line` is the row as Excel numbers it and null when
 * it is about the whole file; `key` names the cell's column. When one `stops`, no rows are returned.
 */
export type SheetProblem = { line: number | null; key: string | null; words: string; stops: boolean }

/**
 * Reads the rows of an .xlsx table that people sent, in any order of columns: the header is looked for in the first ten
 * rows of each visible sheet; the untouched sample row is left out, as are blank rows. A value that breaks its column's
 * rule stays in the row as it was typed, with a problem beside it. Never throws for what is in the file. At most 100,000 rows.
 */
export async function readRows(
  file: Uint8Array,
  columns: readonly SheetColumn[],
): Promise<{ rows: FilledRow[]; problems: SheetProblem[] }> {
  try {
    const archive = openArchive(file)
    const workbook = await readWorkbook(archive)
    const strings = await sharedStrings(archive, workbook.stringsPath)
    const header = await findHeader(archive, workbook, strings, columns)
    const { rows, problems } = await readUnder(header, archive, workbook, strings, columns)
    return { rows, problems: [...unknownHeaders(header, columns), ...problems] }
  } catch (error) {
    if (!(error instanceof BadSpreadsheet)) throw error
    return { rows: [], problems: [{ line: null, key: null, words: error.message, stops: true }] }
  }
}

const headerWithin = 10
const maxRows = 100_000

type Header = { path: string; line: number; cells: Cell[]; columnAt: ReadonlyMap<number, SheetColumn> }

async function findHeader(
  archive: Archive,
  workbook: Workbook,
  strings: readonly string[],
  columns: readonly SheetColumn[],
): Promise<Header> {
  let best: Header | undefined
  for (const { path } of workbook.sheets) {
    let seen = 0
    for await (const { line, cells } of sheetRows(archive, path, strings, [])) {
      const columnAt = columnsAt(cells, columns)
      if (columnAt.size > (best?.columnAt.size ?? 0)) best = { path, line, cells, columnAt }
      if (++seen === headerWithin) break
    }
  }
  const expected = columns.map(({ header }) => header).join('、')
  if (!best)
    throw new BadSpreadsheet(
      `前 ${headerWithin} 行里没有找到表头。应有这些列：${expected}。请用下载的模板填写。`,
    )
  checkHeader(best, columns)
  return best
}

function columnsAt(cells: readonly Cell[], columns: readonly SheetColumn[]): Map<number, SheetColumn> {
  const byName = new Map(columns.map((column) => [headerName(column.header), column]))
  return new Map(
    cells.flatMap((cell) => {
      const column = byName.get(headerName(cell.text))
      return column ? [[cell.column, column] as const] : []
    }),
  )
}

function checkHeader(header: Header, columns: readonly SheetColumn[]): void {
  const found = [...header.columnAt.values()]
  const twice = new Set(found.filter((column, index) => found.indexOf(column) !== index))
  if (twice.size > 0) throw new BadSpreadsheet(`表头里${quoted([...twice])}出现了两次，请只留一列。`)
  const missing = columns.filter((column) => column.required && !found.includes(column))
  if (missing.length === 0) return
  const unknown = unknownNames(header, columns)
  const asWell = unknown.length > 0 ? `；另有不认识的列${unknown.join('')}，是不是写法不同` : ''
  throw new BadSpreadsheet(
    `第 ${header.line} 行的表头缺少${quoted(missing)}${asWell}。请照模板的表头改好后再传。`,
  )
}

const quoted = (columns: readonly SheetColumn[]) => columns.map(({ header }) => `“${header}”`).join('')

function unknownNames(header: Header, columns: readonly SheetColumn[]): string[] {
  const known = new Set(columns.map((column) => headerName(column.header)))
  return header.cells
    .filter(({ text }) => !known.has(headerName(text)) && !skippedHeaders.has(headerName(text)))
    .map(({ text }) => `“${text.trim().slice(0, 20)}”`)
}

function unknownHeaders(header: Header, columns: readonly SheetColumn[]): SheetProblem[] {
  const unknown = unknownNames(header, columns)
  if (unknown.length === 0) return []
  const words = `表头里${unknown.join('')}不是模板里的列，没有读。`
  return [{ line: header.line, key: null, words, stops: false }]
}

async function readUnder(
  header: Header,
  archive: Archive,
  workbook: Workbook,
  strings: readonly string[],
  columns: readonly SheetColumn[],
): Promise<{ rows: FilledRow[]; problems: SheetProblem[] }> {
  const rows: FilledRow[] = []
  const problems: SheetProblem[] = []
  const merged: MergedCell[] = []
  const sample = sampleValues(columns, workbook)
  for await (const row of sheetRows(archive, header.path, strings, merged)) {
    if (row.line <= header.line || !row.cells.some((cell) => header.columnAt.has(cell.column))) continue
    const read = readRow(row, header, workbook, columns)
    if (sample && columns.every(({ key }) => read.row.values[key] === sample[key])) continue
    if (rows.length === maxRows) throw new BadSpreadsheet('超过 10 万行。请分成几个文件再传。')
    rows.push(read.row)
    problems.push(...read.problems)
  }
  checkMerged(merged, header, rows.at(-1)?.line ?? header.line)
  return { rows, problems }
}

function readRow(
  row: SheetRow,
  header: Header,
  workbook: Workbook,
  columns: readonly SheetColumn[],
): { row: FilledRow; problems: SheetProblem[] } {
  const cells = new Map(row.cells.map((cell) => [header.columnAt.get(cell.column)?.key, cell]))
  const problems: SheetProblem[] = []
  const values: FilledRow['values'] = {}
  for (const column of columns) {
    const { value, problem } = readCell(cells.get(column.key), column, workbook)
    values[column.key] = value
    if (problem !== null)
      problems.push({ line: row.line, key: column.key, words: `${column.header}${problem}`, stops: false })
  }
  return { row: { line: row.line, values }, problems }
}

/** The values of the untouched sample row; null when there is none. */
function sampleValues(columns: readonly SheetColumn[], workbook: Workbook): FilledRow['values'] | null {
  const typed = columns.map(({ sample }): Cell | undefined =>
    sample === null ? undefined : { column: 0, kind: 'words', text: sample },
  )
  if (!typed.some(Boolean)) return null
  return Object.fromEntries(
    columns.map((column, at) => [column.key, readCell(typed[at], column, workbook).value]),
  )
}

function checkMerged(merged: readonly MergedCell[], header: Header, lastLine: number): void {
  const inTheWay = merged.find(
    ({ from, to }) =>
      to.line >= header.line &&
      from.line <= lastLine &&
      [...header.columnAt.keys()].some((column) => from.column <= column && column <= to.column),
  )
  if (!inTheWay) return
  const where = inTheWay.from.line <= header.line ? '表头' : `第 ${inTheWay.from.line} 行起`
  throw new BadSpreadsheet(
    `${where}有合并的单元格（${inTheWay.ref}），合并后只有左上角一格有内容。请取消合并、每行都填满后再传。`,
  )
}
