import { addDays, dayOf, startOf } from '../clock.ts'

/** Nobody's phone rings from 21:00 to 8:00, Shanghai: what is asked for then waits until eight. */
export const afterQuietHours = (now: Date): Date => {
  const today = startOf(dayOf(now))
  const hour = (now.getTime() - today.getTime()) / 3_600_000
  if (hour < 8) return at(today, 8)
  return hour < 21 ? now : at(startOf(addDays(dayOf(now), 1)), 8)
}

const at = (day: Date, hour: number): Date => new Date(day.getTime() + hour * 3_600_000)
