import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { heightFor, number, words } from './cells.ts'
import { writeExtras } from './extras.ts'

/** A value of a table: words, a number that stays a number, or nothing. */
export type TableValue = string | number | null

/** A column of an exported table; neighbours with the same `group` stand under one head, as on the official form. */
export type TableColumn = {
  header: string
  group?: string
  width: number
  align?: 'left' | 'center' | 'right'
}

/** A table as it goes out: to be printed, signed, passed on. */
export type Table = {
  title: string
  /** Over the title, at the left: 附件2. */
  annex?: string
  /** Lines between title and table, each in parts from left to right: 填表单位：…, （盖章）, 报表时间：…. */
  headLines: readonly (readonly string[])[]
  columns: readonly TableColumn[]
  /** Each with as many values as there are columns. */
  rows: readonly (readonly TableValue[])[]
  /** How many rows at the end are totals, set in bold; 0 unless told. */
  totalRows?: number
  /** Lines under the table: ※ ① ②, 填表人 and 审核人. */
  notes: readonly string[]
  landscape: boolean
  paper: 'A4' | 'A3'
  /** How many columns at the left stay in view; the head always does. */
  frozen: number
}

/**
 * The table as .xlsx, ready to print: head in one or two rows with merged groups, frozen and repeated on each page, full
 * grid, page set to fit the width. Words never become formulas, telephone and other numbers kept as words stay words.
 */
export function writeTable(table: Table): Promise<Buffer> {
  const above = titleRows(table)
  const head = headRows(table.columns)
  const data = [...above, ...head, ...bodyRows(table), ...noteRows(table)]
  const firstHeadRow = above.length
  const lastHeadRow = above.length + head.length - 1
  const sheet = sheetName(table.title)
  const extras = writeExtras([
    {
      name: sheet,
      print: {
        paper: table.paper,
        landscape: table.landscape,
        lastRow: data.length - 1,
        lastColumn: table.columns.length - 1,
        headRows: [firstHeadRow, lastHeadRow],
      },
    },
  ])
  return writeExcelFile(
    data,
    {
      sheet,
      columns: table.columns.map(({ width }) => ({ width })),
      stickyRowsCount: lastHeadRow + 1,
      stickyColumnsCount: table.frozen,
      showGridLines: false,
    },
    { features: [extras], fontFamily: '宋体', fontSize },
  ).toBuffer()
}

const grid = { borderStyle: 'thin', borderColor: '#000000', alignVertical: 'center', wrap: true } as const
const headStyle = { ...grid, align: 'center' } as const
const fontSize = 11

function titleRows({ title, annex, headLines, columns }: Table): SheetData {
  const across = columns.length
  return [
    ...(annex ? [spread([words(annex, { fontFamily: '黑体' })], across)] : []),
    spread(
      [
        words(title, {
          fontSize: 18,
          fontWeight: 'bold',
          align: 'center',
          alignVertical: 'center',
          height: 36,
        }),
      ],
      across,
    ),
    ...headLines.map((parts) =>
      spread(
        parts.map((part, at) =>
          words(part, { align: partAlign(at, parts.length), alignVertical: 'center', height: 24 }),
        ),
        across,
      ),
    ),
  ]
}

function partAlign(at: number, count: number): 'left' | 'center' | 'right' {
  if (at === 0) return 'left'
  return at === count - 1 ? 'right' : 'center'
}

/** Cells side by side over the whole width, each over an equal share of the columns; more parts than columns are joined. */
function spread(parts: readonly CellObject[], across: number): SheetData[number] {
  if (parts.length > across) {
    const joined = parts.map(({ value }) => (typeof value === 'string' ? value : '')).join('　')
    return spread([words(joined, { wrap: true })], across)
  }
  return parts.flatMap((part, at) => {
    const columnSpan =
      Math.floor(((at + 1) * across) / parts.length) - Math.floor((at * across) / parts.length)
    return [{ ...part, columnSpan }, ...covered(columnSpan - 1)]
  })
}

const covered = (count: number): null[] => Array.from({ length: count }, () => null)

function headRows(columns: readonly TableColumn[]): SheetData {
  const style = { ...headStyle, fontSize: columns.length > 12 ? 8 : 10 }
  const need = (column: TableColumn) => heightFor(column.header, column.width, style.fontSize)
  if (!columns.some(({ group }) => group)) {
    const height = Math.max(24, ...columns.map(need))
    return [columns.map(({ header }) => words(header, { ...style, height }))]
  }
  const height = Math.max(
    24,
    ...columns.map((column) => (column.group ? need(column) : need(column) - groupHeight)),
  )
  const upper = columns.map(({ header, group }, at) => {
    if (!group) return words(header, { ...style, rowSpan: 2, height: groupHeight })
    if (columns[at - 1]?.group === group) return null
    const end = columns.findIndex((column, index) => index > at && column.group !== group)
    return words(group, { ...style, columnSpan: (end < 0 ? columns.length : end) - at })
  })
  const lower = columns.map(({ header, group }) => (group ? words(header, { ...style, height }) : null))
  return [upper, lower]
}

const groupHeight = 22

function bodyRows({ columns, rows, totalRows = 0 }: Table): SheetData {
  return rows.map((row, at) => {
    const plain = {
      ...grid,
      height: Math.max(20, ...columns.map(({ width }, column) => cellHeight(row[column], width))),
    }
    const style = at >= rows.length - totalRows ? ({ ...plain, fontWeight: 'bold' } as const) : plain
    return columns.map(({ align }, column) => {
      const value = row[column] ?? null
      const placed = align ? { ...style, align } : style
      return typeof value === 'number' ? number(value, placed) : words(value, placed)
    })
  })
}

function cellHeight(value: TableValue | undefined, width: number): number {
  return typeof value === 'string' ? heightFor(value, width, fontSize) : 0
}

function noteRows({ notes, columns }: Table): SheetData {
  const across = columns.reduce((sum, { width }) => sum + width, 0)
  return notes.map((note) => {
    const height = heightFor(note, across, fontSize)
    return spread([words(note, { wrap: true, alignVertical: 'center', height })], columns.length)
  })
}

/** A sheet's name: at most 31 characters, none that Excel refuses. */
function sheetName(title: string): string {
  return title.replace(/[[\]/\\:*?'\p{C}]/gu, '').slice(0, 31) || '表'
}
