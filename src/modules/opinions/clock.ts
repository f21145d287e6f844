import { actingAs } from '../../platform/actor.ts'
import { dayOf, startOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { NumberSetting } from '../../platform/number-setting.ts'
import type { Job } from '../../platform/jobs.ts'
import { noteMany } from '../../platform/note-many.ts'
import { numberSetting } from '../../platform/settings.ts'
import { takeMany } from '../../platform/take-steps.ts'
import { setTodosDue } from '../../platform/todos.ts'
import type { Recount } from '../assignments/index.ts'
import { opinionFlow } from './access.ts'
import { acceptDays, rateDays } from './rules.ts'

/**
 * Starts the clock of what an awaited item waits for now, and keeps the one that ran; without a receipt there is none. Call
 * before the step, whose to-do shows the day.
 */
export const startClock = async (
  tx: Tx,
  opinionId: string,
  setting: NumberSetting,
  now: Date,
): Promise<void> => {
  const { rows } = await sql<{ committeeId: string }>`
    select committee_id as "committeeId" from opinions where id = ${opinionId} and number is not null`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return
  const days = await numberSetting(tx, row.committeeId, dayOf(now), setting)
  await keepClock(tx, opinionId)
  await sql`
    update opinions set counted_from = ${dayOf(now)}, due_days = ${days}, due_on = add_working_days(${dayOf(now)}::date, ${days}::int)
    where id = ${opinionId}`.execute(tx)
}

/** Working days within which a 政协 says whether it takes an item up. */
export const daysToAccept = (tx: Tx, committeeId: string, now: Date): Promise<number> =>
  numberSetting(tx, committeeId, dayOf(now), acceptDays)

/** Stops the clock and keeps it: nothing is waited for. `stepNo` is the step that stopped it; left out, the one about to be taken. */
export const stopClock = async (tx: Tx, opinionId: string, stepNo?: number): Promise<void> => {
  await keepClock(tx, opinionId, stepNo)
  await sql`update opinions set counted_from = null, due_days = null, due_on = null where id = ${opinionId}`.execute(
    tx,
  )
}

/** Figures ask of each answer whether it was in time by the day that was promised then. */
const keepClock = async (tx: Tx, opinionId: string, stepNo?: number): Promise<void> => {
  await sql`
    insert into opinion_clocks (opinion_id, step_no, committee_id, counted_from, due_days, due_on)
    select o.id, coalesce(${stepNo ?? null}::int, (select max(s.no) + 1 from steps s
      where s.record_type = 'opinion' and s.record_id = o.id and s.track = 'main'), 1), o.committee_id, o.counted_from, o.due_days, o.due_on
    from opinions o where o.id = ${opinionId} and o.counted_from is not null and o.due_days is not null and o.due_on is not null
    on conflict do nothing`.execute(tx)
}

/** Last days of open items, counted anew when days off change. */
export const recountOpinions: Recount = async (tx, clock) => {
  const { rows } = await sql<{ id: string; committeeId: string; state: string; dueOn: string }>`
    with counted as (
      select d.counted_from, d.due_days, add_working_days(d.counted_from, d.due_days) as due_on
      from (select distinct counted_from, due_days from opinions where due_on is not null and due_days is not null) d
    )
    update opinions o set due_on = n.due_on from counted n
    where o.counted_from = n.counted_from and o.due_days = n.due_days and o.due_on is distinct from n.due_on
    returning o.id, o.committee_id as "committeeId", o.state, o.due_on as "dueOn"`.execute(tx)
  await noteMany(tx, clock, 'opinion', 'recount', rows)
  await setTodosDue(tx, 'opinion', rows)
  return rows.length
}

/** Answers that nobody rated in time: closed by the clock, without a grade. (domain.md C16) */
export const lapseUnrated = async (tx: Tx, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    select o.id from opinions o
    where o.state = 'answered' and o.answered_at < ${startOf(dayOf(now))}::timestamptz - make_interval(days => coalesce(
      (select (t.value #>> '{}')::int from settings t where t.committee_id = o.committee_id and t.key = ${rateDays.key}
        and t.valid @> ${dayOf(now)}::date), ${rateDays.shipped}))
    order by o.id limit 500`.execute(tx)
  await takeMany(
    tx,
    actingAs('clock', now),
    opinionFlow,
    rows.map((row) => row.id),
    { step: 'lapse' },
  )
  return rows.length
}

export const opinionJobs: Job[] = [
  {
    name: 'opinions.lapse',
    cron: '20 17 * * *',
    work: (house) =>
      house.db.transaction().execute(async (tx) => {
        while ((await lapseUnrated(tx, house.clock())) === 500);
      }),
  },
]
