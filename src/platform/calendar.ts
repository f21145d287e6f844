import { type Tx, sql } from './db.ts'
import { calendarSeed } from './calendar-seed.ts'

/** Puts the days off and made-up workdays that are not there yet; what staff have edited stays as it is. */
export const seedCalendar = async (tx: Tx): Promise<void> => {
  await sql`
    insert into calendar_days (day, kind, name)
    select day, kind, name from json_to_recordset(${JSON.stringify(calendarSeed())}::json) as d(day date, kind text, name text)
    on conflict (day) do nothing`.execute(tx)
}
