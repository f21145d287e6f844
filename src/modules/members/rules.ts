import { fullDay } from '../../platform/clock.ts'

/** Days held in an office, half-open; null is open. */
export interface Days {
  from: string
  until: string | null
}

/** Whether two half-open ranges share a day. */
export const overlap = (one: Days, other: Days): boolean =>
  (one.until === null || other.from < one.until) && (other.until === null || one.from < other.until)

/** A range in words: the end is the first day without. */
export const daysInWords = ({ from, until }: Days): string =>
  until ? `${fullDay(from)}起，${fullDay(until)}起不再担任` : `${fullDay(from)}起，至今`

/** What is wrong with the days of a seat, or null. */
export const daysProblem = ({ from, until }: Days): string | null =>
  until !== null && until <= from ? '结束日期要晚于开始日期。结束日期是不再任职的第一天。' : null

/** The next printed number of a 政协: digits, at least four. */
export const seatNo = (n: number): string => String(n).padStart(4, '0')
