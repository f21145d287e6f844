import { atOnce } from '../../platform/at-once.ts'
import type { Database, Tx } from '../../platform/db.ts'
import { type OfRows, type Places, countAll, isWide, readyToCount } from '../../platform/measures.ts'
import { type Line, type Typed, listLines, listMissing, listTyped } from './beside.ts'
import { columns } from './columns.ts'
import { measureOf, measuresOf } from './definitions.ts'
import type { Frame } from './frame.ts'
import { type SheetRow, placesOfRows } from './rows.ts'

/** One cell: 128 = 125 + 3 更正. `late` is of column 16 alone. */
export interface Cell {
  columnNo: number
  value: number
  counted: number
  manual: number
  corrected: number
  late: number
}

/** A row with its cells; `leave` and `none` are beside the form, for the check of column 2. */
export interface FilledRow extends SheetRow {
  /** live: counted; manual: 代报; missing: 未报 */
  status: 'live' | 'manual' | 'missing'
  cells: Cell[]
  leave: number
  none: number
  /** units of 代报 that it holds, and units that are 未报 */
  manualUnits: string[]
  missingUnits: string[]
}

export interface Figures {
  rows: FilledRow[]
  lines: Line[]
  /** studios of each row, as they were counted */
  places: Places
}

interface Filling {
  /** one column of one row, whose places and number the caller has; the others, leave and absence then say 0 */
  known?: { column: number; places: Places; counted: number }
  /** where a second connection may be had, so that a province's persons are counted while the rest is */
  db?: Database | undefined
}

/** Fills rows of a unit's sheet: counts, what was typed, and lines, in a handful of statements however many rows. */
export const fillRows = async (
  tx: Tx,
  frame: Frame,
  unitId: string,
  rows: readonly SheetRow[],
  { known, db }: Filling = {},
): Promise<Figures> => {
  await readyToCount(tx)
  const places = known?.places ?? (await placesOfRows(tx, frame, rows))
  const numbers = known ? await numbersKnown(tx, frame, known) : await countBoth(tx, frame, places, db)
  const lines = await listLines(tx, frame, unitId, rows)
  const typed = await listTyped(tx, frame, rows)
  const missing = await listMissing(tx, frame, rows)
  return {
    lines,
    places,
    rows: rows.map((row, rowNo) => {
      const typedHere = typed.filter((cell) => cell.rowNo === rowNo)
      const manualUnits = [...new Set(typedHere.map((cell) => cell.unitName))]
      const missingHere = missing.filter(
        (unit) => unit.rowNo === rowNo && !typedHere.some((cell) => cell.unitId === unit.unitId),
      )
      const own = missingHere.some((unit) => unit.unitId === row.unitId)
      return {
        ...row,
        status: typedHere.some((cell) => cell.unitId === row.unitId) ? 'manual' : own ? 'missing' : 'live',
        cells: columns.map(({ no }) => cellOf(no, rowNo, numbers, typedHere, lines)),
        leave: said(numbers, rowNo, 'leave'),
        none: said(numbers, rowNo, 'none'),
        manualUnits,
        missingUnits: missingHere.map((unit) => unit.unitName),
      }
    }),
  }
}

/** Persons, and what is not persons: the two halves of the work. */
const countBoth = async (
  tx: Tx,
  frame: Frame,
  places: Places,
  db: Database | undefined,
): Promise<Numbers> => {
  const measures = measuresOf(frame)
  const ofPersons = measures.filter(({ of }) => of === 'person')
  const ofOthers = measures.filter(({ of }) => of !== 'person')
  return atOnce(
    tx,
    isWide(places) ? db : undefined,
    async (beside) => {
      await readyToCount(beside)
      return countAll(beside, ofPersons, places)
    },
    () => countAll(tx, ofOthers, places),
  )
}

/** The number of the column is there; lateness stands beside column 16. */
const numbersKnown = async (
  tx: Tx,
  frame: Frame,
  { column, places, counted }: { column: number; places: Places; counted: number },
): Promise<Numbers> => [
  new Map([[0, new Map([[`c${column}`, counted]])]]),
  column === 16 ? await countAll(tx, [measureOf(frame, 'late')], places) : new Map(),
]

type Numbers = readonly OfRows<number>[]

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0)

const said = (numbers: Numbers, rowNo: number, code: string) =>
  sum(numbers.map((part) => part.get(rowNo)?.get(code) ?? 0))

const cellOf = (
  columnNo: number,
  rowNo: number,
  numbers: Numbers,
  typed: readonly Typed[],
  lines: readonly Line[],
): Cell => {
  const counted = said(numbers, rowNo, `c${columnNo}`)
  const here = typed.filter((cell) => cell.columnNo === columnNo)
  const manual = sum(here.map((cell) => cell.value))
  const corrected = sum(
    lines.filter((line) => line.rowNo === rowNo && line.columnNo === columnNo).map((line) => line.delta),
  )
  const late = columnNo === 16 ? said(numbers, rowNo, 'late') + sum(here.map((cell) => cell.late)) : 0
  return { columnNo, value: counted + manual + corrected, counted, manual, corrected, late }
}
