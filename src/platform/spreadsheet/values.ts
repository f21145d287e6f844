import { cleanName, halfWidth, normalizePhone } from '../names.ts'
import type { SheetColumn } from './columns.ts'
import type { Cell } from './sheet.ts'
import type { Workbook } from './workbook.ts'

/** What was made of a cell: its value in the one form we keep, or what was typed together with what is wrong with it. */
export type Read = { value: string | null; problem: string | null }

/** Reads one cell of a column; problems are short clauses without a subject: “不是日期…”. */
export function readCell(cell: Cell | undefined, column: SheetColumn, workbook: Workbook): Read {
  if (!cell) return column.required ? { value: null, problem: '不能为空' } : good(null)
  if (cell.kind === 'error') return { value: null, problem: `是公式错误 ${cell.text}，请改成要填的内容` }
  const typed = cell.kind === 'words' ? tidy(cell.text) : numberAsTyped(cell, column, workbook)
  if (typed === '') return readCell(undefined, column, workbook)
  if (cell.kind === 'number' && /^\d{16,}$/.test(typed))
    return { value: typed, problem: '是超过 15 位的数，Excel 已经改了末几位；请把这一列设为“文本”格式后重填' }
  if (cell.kind === 'number' && column.kind === 'month' && /^\d{4}\.1$/.test(typed))
    return {
      value: typed,
      problem: `“${typed}”分不清是 1 月还是 10 月，请写成 ${typed.slice(0, 4)}-10 的样子`,
    }
  return withOptions(readTyped(typed, column), column)
}

function readTyped(typed: string, column: SheetColumn): Read {
  switch (column.kind) {
    case 'text':
      return good(typed)
    case 'name':
      return good(cleanName(typed))
    case 'phone':
      return orProblem(normalizePhone(typed), typed, '不是电话号码：手机 11 位，座机要带区号，一格只填一个')
    case 'date':
      return orProblem(dateOf(typed), typed, '不是日期，请写成 2026-09-01 的样子，年月日都要有')
    case 'month':
      return orProblem(monthOf(typed), typed, '不是年月，请写成 1980-05 的样子')
    case 'integer':
      return orProblem(integerOf(typed), typed, '不是整数')
  }
}

function withOptions(read: Read, column: SheetColumn): Read {
  if (read.value === null || read.problem !== null || !column.options) return read
  const plain = (text: string) => halfWidth(text).replace(/\s/g, '')
  const chosen = column.options.find((option) => plain(option) === plain(read.value ?? ''))
  return orProblem(chosen ?? null, read.value, '不在可选的范围里，请从下拉框里选')
}

const good = (value: string | null): Read => ({ value, problem: null })

function orProblem(value: string | null, typed: string, problem: string): Read {
  return value === null ? { value: typed, problem: `“${shortened(typed)}”${problem}` } : good(value)
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text
}

/** Words without control and direction characters or outer space, full-width letters and digits made half-width. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[０-９Ａ-Ｚａ-ｚ\u3000]+/g, halfWidth)
    .trim()
}

function numberAsTyped(cell: Cell & { kind: 'number' }, column: SheetColumn, workbook: Workbook): string {
  const shown = workbook.dateStyles.get(cell.style) ?? (column.kind === 'date' ? 'date' : null)
  const isCount = column.kind === 'integer' || column.kind === 'phone'
  const date = shown && !isCount ? dateOfSerial(Number(cell.text), workbook.isFrom1904) : null
  if (date) return shown === 'month' && column.kind !== 'date' ? date.slice(0, 7) : date
  return plainNumber(cell.text)
}

/** A number as people write it: no exponent, none of the noise beyond 15 digits. */
function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  return Number.isInteger(number) ? BigInt(number).toString() : String(Number(number.toPrecision(15)))
}

/** Excel's day numbers for the years 1900 to 2199; 8 digits are a date that was typed, not a day number. */
function dateOfSerial(serial: number, isFrom1904: boolean): string | null {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : 0)
  if (!(days >= 1 && days <= 109_574)) return null
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10)
}

function dateOf(typed: string): string | null {
  const plain = halfWidth(typed).replace(/\s*[T ]?\s*\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?$|\s/g, '')
  const parts = /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?$|^(\d{4})(\d\d)(\d\d)$/.exec(plain)
  if (!parts) return null
  const [year, month, day] = parts[1] ? [parts[1], parts[3], parts[4]] : [parts[5], parts[6], parts[7]]
  return calendarDay(Number(year), Number(month), Number(day))
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1900 && year < 2200 ? date.toISOString().slice(0, 10) : null
}

function monthOf(typed: string): string | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})月?$|^(\d{4})(\d\d)$/.exec(halfWidth(typed).replace(/\s/g, ''))
  if (!parts) return dateOf(typed)?.slice(0, 7) ?? null
  return calendarDay(Number(parts[1] ?? parts[3]), Number(parts[2] ?? parts[4]), 1)?.slice(0, 7) ?? null
}

function integerOf(typed: string): string | null {
  const plain = halfWidth(typed).replace(/[\s,]/g, '').replace(/\.0*$/, '')
  return /^-?\d{1,15}$/.test(plain) ? BigInt(plain).toString() : null
}
