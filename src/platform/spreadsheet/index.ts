/** Spreadsheets in and out (.xlsx only): templates that people fill in, their reading, error sheets, and exports. */
export type { CellKind, SheetColumn } from './columns.ts'
export { readRows, type FilledRow, type SheetProblem } from './read.ts'
export { writeErrorSheet, writeTemplate } from './template.ts'
export { writeTable, type Table, type TableColumn, type TableValue } from './table.ts'
export { readGrid, type Grid, type GridCell } from './grid.ts'
