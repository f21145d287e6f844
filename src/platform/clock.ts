const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in Shanghai, YYYY-MM-DD. */
export const dayOf = (instant: Date): string => parts.format(instant)

/** `days` after the day, YYYY-MM-DD; negative goes back. */
export const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** 11月24日 */
export const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** 2026年9月1日: Arabic figures without leading noughts, with the year. */
export const fullDay = (day: string): string => `${Number(day.slice(0, 4))}年${dayWords(day)}`

/** First instant of the day in Shanghai. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** First instant after the day in Shanghai: "before the 23rd" means to the end of that day. */
export const endOf = (day: string): Date => startOf(addDays(day, 1))

/** A half-open range of days for the database; null until means open. */
export const during = (from: string, until: string | null = null): string => `[${from},${until ?? ''})`
