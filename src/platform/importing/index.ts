/** Imports from spreadsheets: a slice gives an Importing, the rest is here. (decision 0023) */
export type { Importing, Planned, Sheet, SheetForm } from './importing.ts'
export { badLinesOf, readableRows } from './faults.ts'
export { mostListed, previewImport } from './preview.ts'
export { getTemplate, spreadsheetType, startImport, uploadSheet } from './sheets.ts'
export { importWorkerOf } from './worker.ts'
