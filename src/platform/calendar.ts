import type { RawBuilder } from 'kysely'
import { type Tx, sql } from './db.ts'
import { calendarSeed } from './calendar-seed.ts'

/** Puts the days off and made-up workdays that are not there yet; what staff have edited stays as it is. */
export const seedCalendar = async (tx: Tx): Promise<void> => {
  await sql`
    insert into calendar_days (day, kind, name)
    select day, kind, name from json_to_recordset(${JSON.stringify(calendarSeed())}::json) as d(day date, kind text, name text)
    on conflict (day) do nothing`.execute(tx)
}

/** A day that is not as its weekday says: 放假 or 调休上班. */
export interface DayOff {
  day: string
  kind: 'holiday' | 'workday'
  name: string
}

/** Sets one day; what it was before is replaced. */
export const setDay = async (tx: Tx, given: DayOff): Promise<void> => {
  await sql`
    insert into calendar_days (day, kind, name) values (${given.day}, ${given.kind}, ${given.name})
    on conflict (day) do update set kind = excluded.kind, name = excluded.name`.execute(tx)
}

/** The day is again as its weekday says; false when it was already. */
export const clearDay = async (tx: Tx, day: string): Promise<boolean> => {
  const { numAffectedRows } = await sql`delete from calendar_days where day = ${day}`.execute(tx)
  return numAffectedRows === 1n
}

/** Working days from a day to a last day, as SQL: 0 on the day itself, negative once late (at least -1), null without a last day. */
export const daysLeftTo = (dueOn: RawBuilder<unknown>, today: string) => sql<number | null>`case
  when ${dueOn} >= ${today}::date then working_days_between(${today}::date, ${dueOn})
  when ${dueOn} < ${today}::date then -greatest(1, working_days_between(${dueOn}, ${today}::date)) end`
