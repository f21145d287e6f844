import type { FilledRow, SheetProblem } from '../spreadsheet/index.ts'
import type { Sheet } from './importing.ts'

/** Lines with a fault that the sheet itself shows: they are compared, so that all their faults are named at once, and never written. */
export const badLinesOf = ({ problems }: Sheet<unknown, unknown>): Set<number> =>
  new Set(faultyCells(problems).keys())

/** The rows with their unreadable cells empty: what is left of a bad row can still be compared with what stands. */
export const readableRows = (rows: readonly FilledRow[], problems: readonly SheetProblem[]): FilledRow[] => {
  const faulty = faultyCells(problems)
  return rows.map((row) => {
    const keys = faulty.get(row.line)
    if (!keys) return row
    const values = Object.entries(row.values).map(([key, value]) => [key, keys.has(key) ? null : value])
    return { line: row.line, values: Object.fromEntries(values) }
  })
}

/** Keys of the cells at fault, by line. */
export const faultyCells = (problems: readonly SheetProblem[]): Map<number, Set<string>> => {
  const byLine = new Map<number, Set<string>>()
  for (const { line, key } of problems) {
    if (line === null || key === null) continue
    const keys = byLine.get(line)
    if (keys) keys.add(key)
    else byLine.set(line, new Set([key]))
  }
  return byLine
}

/** Whether a problem is about a cell of a row, not about the sheet. */
export const isOfRow = ({ line, key }: SheetProblem): boolean => line !== null && key !== null
