import { addDays } from '../../platform/clock.ts'

/** Most slots planned in one press: a year of every week. */
export const mostSlots = 60

/** Most hosts of one joint slot. */
export const mostHosts = 12

/** How slots repeat: on the first and third Thursday of each month, or every Thursday. Weekdays are 1 (Monday) to 7. */
export type Pattern =
  | { every: 'month'; weeks: readonly number[]; weekday: number }
  | { every: 'week'; weekday: number }

/** The days of a pattern from one day to another, both in, in order. A fifth week that a month lacks is left out; week 6 is its last. */
export const daysOf = (pattern: Pattern, from: string, until: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= until && days.length < mostSlots; day = addDays(day, 1)) {
    if (weekdayOf(day) !== pattern.weekday) continue
    if (
      pattern.every === 'week' ||
      pattern.weeks.includes(weekOf(day)) ||
      (pattern.weeks.includes(lastWeek) && isLast(day))
    )
      days.push(day)
  }
  return days
}

/** Stands for the last such weekday of the month. */
export const lastWeek = 6

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Which such weekday of its month it is: the third Thursday is 3. */
export const weekOf = (day: string): number => Math.ceil(Number(day.slice(8)) / 7)

const isLast = (day: string): boolean => addDays(day, 7).slice(0, 7) !== day.slice(0, 7)

/**
 * Who sits when: everybody each time, or so many a time in turn, going on where the last slot stopped. A turn has nobody
 * twice, however few they are.
 */
export const takeTurns = (memberIds: readonly string[], perSlot: number | null, slots: number): string[][] =>
  Array.from({ length: slots }, (_, at) => {
    if (perSlot === null || perSlot >= memberIds.length) return [...memberIds]
    return Array.from(
      { length: perSlot },
      (__, no) => memberIds[(at * perSlot + no) % memberIds.length] ?? '',
    )
  })

/** The ticked days with whoever takes each in turn; a day that is left out takes nobody's turn. */
export const dealTurns = <Row extends { isOn: boolean }, Sitter extends { id: string }>(
  rows: readonly Row[],
  sitters: readonly Sitter[],
  perSlot: number | null,
): (Row & { members: Sitter[] })[] => {
  const on = rows.filter((row) => row.isOn)
  const turns = takeTurns(
    sitters.map(({ id }) => id),
    perSlot,
    on.length,
  )
  const sitting = new Map(on.map((row, at) => [row, new Set(turns[at])]))
  return rows.map((row) => ({
    ...row,
    members: sitters.filter(({ id }) => sitting.get(row)?.has(id)),
  }))
}

/** 每月第一、第三个星期四, as people say it. */
export const patternWords = (pattern: Pattern): string => {
  const weekday = `星期${'一二三四五六日'.charAt(pattern.weekday - 1)}`
  if (pattern.every === 'week') return `每${weekday}`
  const weeks = pattern.weeks.map((week) =>
    week === lastWeek ? '最后一' : `第${'一二三四五'.charAt(week - 1)}`,
  )
  return `每月${weeks.join('、')}个${weekday}`
}
