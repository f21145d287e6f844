/** The door: figures of the annexes and returns, for boards, bulletins, backups and benches. */
export { measuresOf, definitionsVersion } from './definitions.ts'
export { type Cell, type FilledRow, type Figures, fillRows } from './figures.ts'
export { keepFilings } from './filings.ts'
export { type Frame, getFrame } from './frame.ts'
export { type SheetRow, placesOfRows } from './rows.ts'
export { digestOfReturn, verifyCode } from './seal.ts'
