import type { BoardRow, FigureName } from '../../../contract.ts'

/** The figure that is looked into, and its row. */
export interface Opened {
  row: BoardRow
  figure: FigureName
}
