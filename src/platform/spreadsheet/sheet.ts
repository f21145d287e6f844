import { BadSpreadsheet, type Archive } from './archive.ts'
import { attribute, elements, unescaped, wordsOf } from './xml.ts'

/** A cell with something in it: words, or a number as Excel wrote it (`style` tells whether it is a date), or an error. */
export type Cell =
  | { column: number; kind: 'words'; text: string }
  | { column: number; kind: 'number'; text: string; style: number }
  | { column: number; kind: 'error'; text: string }

/** A row as people number it (from 1), with its cells that are not empty. */
export type SheetRow = { line: number; cells: Cell[] }

/** Columns and lines that a merged cell covers, both ends in; columns count from 0. */
export type MergedCell = { ref: string; from: Place; to: Place }
type Place = { column: number; line: number }

/** A row with all its cells, or all that follows the last row. */
const maxPieceLength = 16 * 1024 * 1024
const unreadable = '表格内容读不出来。请在 Excel 或 WPS 里打开它，另存为 .xlsx 后再传。'

/** Shared strings in order; a file's numbers of words point into them. */
export async function sharedStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = []
  for await (const markup of startingAt(archive.pieces(path), 'si')) {
    for (const { content } of elements(markup, 'si')) strings.push(wordsOf(content))
  }
  return strings
}

/**
 * Rows of a sheet in order, those without any content left out; merged cells come to `merged` when the last row has
 * been read. Nothing but the row at hand is held.
 */
export async function* sheetRows(
  archive: Archive,
  path: string,
  strings: readonly string[],
  merged: MergedCell[],
): AsyncGenerator<SheetRow> {
  let line = 0
  const rows = startingAt(archive.pieces(path), 'row', (tail) => merged.push(...mergedCells(tail)))
  for await (const markup of rows) {
    for (const row of elements(markup, 'row')) {
      line = Number(attribute(row.attributes, 'r') ?? line + 1)
      const cells = cellsOf(row.content, strings)
      if (cells.length > 0) yield { line, cells }
    }
  }
}

/** Pieces of markup that each start where an element of that name starts; `tail` gets the last of them again. */
async function* startingAt(
  pieces: AsyncGenerator<string>,
  name: string,
  tail: (markup: string) => void = () => undefined,
): AsyncGenerator<string> {
  let rest = ''
  let opening: string | undefined
  for await (const piece of pieces) {
    rest += piece
    opening ??= new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])`).exec(rest)?.[0]
    const last = opening ? Math.max(rest.lastIndexOf(`${opening} `), rest.lastIndexOf(`${opening}>`)) : -1
    if (last > 0) {
      yield rest.slice(0, last)
      rest = rest.slice(last)
    }
    if (rest.length > maxPieceLength) throw new BadSpreadsheet(unreadable)
  }
  yield rest
  tail(rest)
}

function cellsOf(markup: string, strings: readonly string[]): Cell[] {
  const cells: Cell[] = []
  let column = -1
  for (const { attributes, content } of elements(markup, 'c')) {
    const ref = attribute(attributes, 'r')
    column = ref ? columnOf(ref) : column + 1
    if (content === '') continue
    const type = attribute(attributes, 't')
    const value = type === 'inlineStr' ? wordsOf(content) : valueOf(content)
    if (value === '') continue
    if (type === null || type === 'n')
      cells.push({ column, kind: 'number', text: value, style: Number(attribute(attributes, 's') ?? 0) })
    else if (type === 'e') cells.push({ column, kind: 'error', text: value })
    else cells.push({ column, kind: 'words', text: wordsFor(type, value, strings) })
  }
  return cells.filter((cell) => cell.text.trim() !== '')
}

function wordsFor(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? '是' : '否'
  return value
}

function valueOf(content: string): string {
  for (const value of elements(content, 'v')) return unescaped(value.content)
  return ''
}

function mergedCells(markup: string): MergedCell[] {
  return Array.from(elements(markup, 'mergeCell'), ({ attributes }) => attribute(attributes, 'ref') ?? '')
    .filter((ref) => /^[A-Z]+\d+:[A-Z]+\d+$/.test(ref))
    .map((ref) => {
      const [from = '', to = ''] = ref.split(':')
      return { ref, from: placeOf(from), to: placeOf(to) }
    })
}

function placeOf(ref: string): Place {
  return { column: columnOf(ref), line: Number(ref.replace(/^[A-Z]+/, '')) }
}

/** Column of a cell reference, from 0: A1 → 0, AB7 → 27. */
function columnOf(ref: string): number {
  let number = 0
  for (const char of ref) {
    const letter = char.charCodeAt(0) - 64
    if (letter < 1 || letter > 26) break
    number = number * 26 + letter
  }
  return number - 1
}
