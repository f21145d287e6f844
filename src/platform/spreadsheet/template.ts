import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import { heightFor, typedWords, words } from './cells.ts'
import { reasonHeader, type SheetColumn } from './columns.ts'
import { columnRange, writeExtras, type SheetExtras } from './extras.ts'
import type { FilledRow, SheetProblem } from './read.ts'

/** A table for people to fill in; `notes` are sentences that stand over the table and on its second sheet. */
export type Template = { title: string; columns: readonly SheetColumn[]; notes: readonly string[] }

/**
 * The empty table as .xlsx: title, notes, frozen header, one grey sample row (skipped when it comes back untouched),
 * drop-downs, and a sheet 填表说明 that explains each column. All but counts is text, so that Excel changes nothing.
 */
export function writeTemplate({ title, columns, notes }: Template): Promise<Buffer> {
  const hasSample = columns.some(({ sample }) => sample !== null)
  const sample = columns.map((column) =>
    typed(column, column.sample, { textColor: '#8c8c8c', fontStyle: 'italic' }),
  )
  const about = hasSample ? [...notes, '灰色一行是示例，导入时不读，可以删掉。'] : notes
  return writeBook({ title, columns, notes: about }, columns, hasSample ? [sample] : [])
}

/**
 * The same table with the rows that could not be taken: cells at fault in red, a last column 失败原因 with the row's
 * place in the file it came from. Mended, it can be sent back as it is. `errors` without a line are left out.
 */
export function writeErrorSheet({
  title,
  columns,
  notes,
  rows,
  errors,
}: Template & { rows: readonly FilledRow[]; errors: readonly SheetProblem[] }): Promise<Buffer> {
  const byLine = new Map<number | null, SheetProblem[]>(errors.map(({ line }) => [line, []]))
  for (const error of errors) byLine.get(error.line)?.push(error)
  const bad = rows.flatMap((row) => {
    const problems = byLine.get(row.line)
    if (!problems) return []
    const reason = `原第 ${row.line} 行：${problems.map((problem) => problem.words).join('；')}`
    const cells = columns.map((column) =>
      typed(
        column,
        row.values[column.key] ?? null,
        problems.some(({ key }) => key === column.key) ? red : {},
      ),
    )
    return [
      [
        ...cells,
        words(reason, { textColor: '#a8071a', wrap: true, height: heightFor(reason, reasonWidth, 11) }),
      ],
    ]
  })
  const reasonColumn = { header: reasonHeader, required: false, width: reasonWidth }
  const about = [...notes, '红色的格子要改；改好后整张表可以直接再传，“失败原因”一列不用删。']
  return writeBook({ title, columns, notes: about }, [...columns, reasonColumn], bad)
}

const red = { backgroundColor: '#ffd6d6', textColor: '#a8071a' }
const headerRow = 2
const reasonWidth = 50
const dataSheet = '填写'
const notesSheet = '填表说明'
const choicesSheet = '选项'

type Style = Parameters<typeof words>[1]

function typed(column: SheetColumn, value: string | null, style: Style): CellObject {
  if (column.kind === 'integer' && (value === null || /^-?\d{1,15}$/.test(value)))
    return { ...style, type: Number, value: value === null ? undefined : Number(value) }
  return typedWords(value, style)
}

function writeBook(
  { title, columns, notes }: Template,
  shown: readonly Pick<SheetColumn, 'header' | 'required' | 'width'>[],
  filled: readonly (readonly CellObject[])[],
): Promise<Buffer> {
  const blankRow = headerRow + 1 + filled.length
  const data: SheetData = [
    [words(title, { fontWeight: 'bold', fontSize: 14, height: 28 })],
    [words(notes.join('　'), { textColor: '#595959', height: 22 })],
    shown.map(({ header, required }) => words(required ? `${header}*` : header, headStyle)),
    ...filled.map((cells) => [...cells]),
    columns.map((column) => typed(column, null, {})),
  ]
  const lists = columns.filter(({ options }) => options && options.length > 0)
  const choicesOf = (column: SheetColumn) =>
    lists.includes(column)
      ? columnRange(choicesSheet, lists.indexOf(column), column.options?.length ?? 0)
      : null
  const extras: SheetExtras[] = [
    {
      name: dataSheet,
      columnsLike: columns.map((_, column) => ({ column, row: blankRow })),
      entries: columns.map((column, at) => ({
        column: at,
        fromRow: headerRow + 1,
        title: column.header,
        prompt: column.note,
        choices: choicesOf(column),
      })),
    },
    { name: notesSheet },
    { name: choicesSheet, hidden: true },
  ]
  const widths = shown.map(({ width }) => ({ width }))
  const sheets = [
    { sheet: dataSheet, data, columns: widths, stickyRowsCount: headerRow + 1 },
    { sheet: notesSheet, data: explained(title, columns, notes), columns: noteWidths },
    { sheet: choicesSheet, data: choices(lists) },
  ]
  return writeExcelFile(lists.length > 0 ? sheets : sheets.slice(0, 2), {
    ...font,
    features: [writeExtras(extras)],
  }).toBuffer()
}

const headStyle = {
  fontWeight: 'bold',
  backgroundColor: '#f0f0f0',
  bottomBorderStyle: 'thin',
  alignVertical: 'center',
  height: 24,
  wrap: true,
} as const

const font = { fontFamily: '宋体', fontSize: 11 }

const noteWidths = [20, 8, 60, 24].map((width) => ({ width }))

function explained(title: string, columns: readonly SheetColumn[], notes: readonly string[]): SheetData {
  return [
    [words(`${title}：填表说明`, { fontWeight: 'bold', fontSize: 14 })],
    ...notes.map((note, at) => [words(`${at + 1}．${note}`)]),
    [],
    ['列', '必填', '怎么填', '示例'].map((text) => words(text, headStyle)),
    ...columns.map((column) => [
      words(column.header),
      words(column.required ? '是' : ''),
      words(howTo(column), { wrap: true, height: heightFor(howTo(column), 60, 11) }),
      words(column.sample),
    ]),
  ]
}

function howTo({ kind, note, options }: SheetColumn): string {
  const rules = {
    text: '',
    name: '',
    phone: '手机 11 位；座机带区号',
    date: '如 2026-09-01',
    month: '如 1980-05',
    integer: '整数',
  }
  return [note ?? '', rules[kind], options ? '从下拉框里选' : ''].filter(Boolean).join('；')
}

function choices(lists: readonly SheetColumn[]): SheetData {
  const longest = Math.max(...lists.map(({ options }) => options?.length ?? 0))
  return Array.from({ length: longest }, (_, row) =>
    lists.map(({ options }) => typedWords(options?.[row] ?? null)),
  )
}
