import type { ReactNode } from 'react'

/**
 * One column. `title` is the short screen head; `name` its plain words where title is not text. `rowHead` marks the column that
 * names the row. `group` puts neighbours of the same group under one head. `hideable` lets the reader hide it, `hidden` starts so.
 */
export type Column<Row> = {
  key: string
  title: ReactNode
  name?: string
  render: (row: Row) => ReactNode
  align?: 'left' | 'right' | 'center'
  width?: number
  sortable?: boolean
  hideable?: boolean
  hidden?: boolean
  rowHead?: boolean
  group?: string
  edge?: boolean
}

export type Sort = { key: string; down: boolean }
