import chineseDays from 'chinese-days'

/** A day that is not as its weekday: a holiday, or a weekend day worked in lieu (调休上班). */
export type CalendarDay = { day: string; kind: 'holiday' | 'workday'; name: string }

/** Days that are not as their weekday, by YYYY-MM-DD; days that are not in it follow their weekday. */
export type SpecialDays = ReadonlyMap<string, CalendarDay['kind']>

/**
 * Holidays and make-up workdays as the State Council's office arranged them, 2022 to 2026, in order. For 2027, not
 * arranged when this was written, only the statutory days; staff enter the arrangement when it is out.
 */
export function calendarSeed(): CalendarDay[] {
  return [...daysOf(2022, 2026).flatMap(arranged), ...statutory(2027)]
}

/** Whether people are at work on that day. */
export function isWorkingDay(day: string, days: SpecialDays): boolean {
  const kind = days.get(day)
  if (kind) return kind === 'workday'
  const weekday = instant(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The n-th working day after `from` (YYYY-MM-DD), which itself is not counted (民法典第二百零一条); before it when n is
 * negative; `from` itself when n is 0, working day or not.
 */
export function addWorkingDays(from: string, n: number, days: SpecialDays): string {
  const step = Math.sign(n)
  let day = from
  for (let left = Math.abs(n); left > 0;) {
    day = shifted(day, step)
    if (isWorkingDay(day, days)) left--
  }
  return day
}

function arranged(day: string): CalendarDay[] {
  const { work, name } = chineseDays.getDayDetail(day)
  const [, festival] = name.split(',')
  return festival ? [{ day, kind: work ? 'workday' : 'holiday', name: festival }] : []
}

/** The 13 days of 全国年节及纪念日放假办法 (as revised in 2024), without any exchange of weekends. */
function statutory(year: number): CalendarDay[] {
  const lunar = (monthDay: string) => chineseDays.getSolarDateFromLunar(`${year}-${monthDay}`).date
  const springFestival = lunar('01-01')
  const clearAndBright = chineseDays.getSolarTermDate(year, 4, 'pure_brightness')
  const named: [string, string[]][] = [
    ['元旦', [`${year}-01-01`]],
    ['春节', [-1, 0, 1, 2].map((offset) => shifted(springFestival, offset))],
    ['清明', [clearAndBright]],
    ['劳动节', [`${year}-05-01`, `${year}-05-02`]],
    ['端午', [lunar('05-05')]],
    ['中秋', [lunar('08-15')]],
    ['国庆节', [`${year}-10-01`, `${year}-10-02`, `${year}-10-03`]],
  ]
  return named.flatMap(([name, days]) => days.map((day) => ({ day, kind: 'holiday' as const, name })))
}

function daysOf(fromYear: number, toYear: number): string[] {
  const days: string[] = []
  for (let day = `${fromYear}-01-01`; day <= `${toYear}-12-31`; day = shifted(day, 1)) days.push(day)
  return days
}

const instant = (day: string) => new Date(`${day}T00:00:00Z`)

function shifted(day: string, days: number): string {
  return new Date(instant(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
