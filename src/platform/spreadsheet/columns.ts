import { halfWidth } from '../names.ts'

/**
 * How a column's cells are read: `text` as typed, `name` without inner spaces, `phone` as `normalizePhone` gives it,
 * `date` as YYYY-MM-DD, `month` as YYYY-MM, `integer` as plain digits.
 */
export type CellKind = 'text' | 'name' | 'phone' | 'date' | 'month' | 'integer'

/** A column of a table that people fill in and send back. */
export type SheetColumn = {
  key: string
  /** The words over the column, unique in the table; `*` is added to required ones and ignored when read. */
  header: string
  required: boolean
  /** In characters of half width. */
  width: number
  /** How to fill it in, one short sentence; null when the header says it all. */
  note: string | null
  /** The words to choose from, offered as a drop-down; anything else is a problem. Any number of them. */
  options?: readonly string[]
  kind: CellKind
  /** What the sample row shows; null leaves it empty there. */
  sample: string | null
}

/** Column that an error sheet adds at the end; the reader skips it. */
export const reasonHeader = '失败原因'

/** Headers that are skipped without a word when no column has them. */
export const skippedHeaders: ReadonlySet<string> = new Set([reasonHeader, '序号'])

/** A header as it is compared: without spaces, line breaks, `*` and （必填）. */
export function headerName(text: string): string {
  return halfWidth(text)
    .replace(/[\s*]/g, '')
    .replace(/\((必填|选填)\)$/, '')
}
