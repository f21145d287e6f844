import { type Actor, actingAs, committeesOf } from '../../platform/actor.ts'
import { clearDay, setDay } from '../../platform/calendar.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden, NotFound } from '../../platform/errors.ts'
import type { CalendarDay } from './contract/calendar.ts'
import type { Recount } from './recount.ts'

/** Days off and made-up workdays of a year, and whether the reader may change them. */
export const listCalendar = async (
  tx: Tx,
  actor: Actor,
  year: number,
): Promise<{ days: CalendarDay[]; mayEdit: boolean }> => {
  const { rows } = await sql<CalendarDay>`
    select day, kind, name from calendar_days
    where day between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31) order by day`.execute(
    tx,
  )
  return { days: rows, mayEdit: await keepsCalendar(tx, actor) }
}

/** One calendar for the whole installation: the office and the system administrators of the uppermost 政协 keep it. */
const keepsCalendar = async (tx: Tx, actor: Actor): Promise<boolean> => {
  const { rows } = await sql`
    select from units u where u.id = any(${committeesOf(actor, 'office', 'system')}::uuid[]) and u.kind = 'committee'
      and not exists (select from guidances g where g.unit_id = u.id and g.valid @> ${dayOf(actor.now)}::date)`.execute(
    tx,
  )
  return rows.length > 0
}

/** Sets one day; open last days are counted anew. Answers how many moved. */
export const setCalendarDay = async (
  tx: Tx,
  actor: Actor,
  given: CalendarDay,
  recounts: readonly Recount[],
): Promise<{ moved: number }> => {
  if (!(await keepsCalendar(tx, actor))) throw new Forbidden(notKept)
  await setDay(tx, given)
  return { moved: await recountAll(tx, actor, recounts) }
}

/** The day is again as its weekday says. Throws NotFound when it was. */
export const clearCalendarDay = async (
  tx: Tx,
  actor: Actor,
  day: string,
  recounts: readonly Recount[],
): Promise<{ moved: number }> => {
  if (!(await keepsCalendar(tx, actor))) throw new Forbidden(notKept)
  if (!(await clearDay(tx, day))) throw new NotFound('这一天本来就照星期算。')
  return { moved: await recountAll(tx, actor, recounts) }
}

const notKept = '放假安排全平台一份，由最上一级政协的办公室或系统管理员改。'

const recountAll = async (tx: Tx, actor: Actor, recounts: readonly Recount[]): Promise<number> => {
  const clock = actingAs('clock', actor.now, actor.requestId)
  let moved = 0
  for (const recount of recounts) moved += await recount(tx, clock)
  return moved
}
