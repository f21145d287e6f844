import type { TableColumn } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { kindsHead } from './columns.ts'

/** Media type of .xlsx. */
export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook as the reply, named without its ending. */
export const asWorkbook = (file: Buffer, name: string): FileReply => ({
  file,
  name: `${name}.xlsx`,
  mediaType: xlsx,
})

/** The sixteen leaf columns of the form, eight of them under one head. */
export const sixteen = (wordings: readonly string[], width: number): TableColumn[] =>
  wordings.map((header, at) => ({
    header,
    width,
    align: 'right',
    ...(at >= 5 && at <= 12 ? { group: kindsHead } : {}),
  }))
