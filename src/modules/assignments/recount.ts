import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { noteMany } from '../../platform/note-many.ts'
import { setTodosDue } from '../../platform/todos.ts'

/**
 * What a module does when days off change: every open last day that was counted in working days is counted anew, each change
 * noted on its record's path by the clock, to-dos' days with it. Answers how many moved.
 */
export type Recount = (tx: Tx, clock: Actor) => Promise<number>

interface Moved {
  id: string
  committeeId: string
  state: string
  dueOn: string
}

/** Last days to sign and to answer; one that an extension set stays. */
export const recountAssignments: Recount = async (tx, clock) => {
  const { rows } = await sql<Moved>`
    with counted as (
      select d.counted_from, d.days, add_working_days(d.counted_from, d.days) as due_on from (
        select counted_from, sign_days as days from assignments where state = 'assigned'
        union select counted_from, answer_days from assignments where state in ('assigned', 'objected', 'signed', 'drafted')) d
    ), anew as (
      select a.id, case when a.state = 'assigned' then s.due_on else a.sign_due_on end as sign_due_on,
        case when exists (select from extensions e where e.assignment_id = a.id and e.state = 'granted'
          and e.until = a.answer_due_on) then a.answer_due_on else w.due_on end as answer_due_on
      from assignments a
        join counted w on w.counted_from = a.counted_from and w.days = a.answer_days
        left join counted s on s.counted_from = a.counted_from and s.days = a.sign_days
      where a.state in ('assigned', 'objected', 'signed', 'drafted')
    )
    update assignments a set sign_due_on = n.sign_due_on, answer_due_on = n.answer_due_on,
      told_overdue = case when n.answer_due_on > a.answer_due_on then 0 else a.told_overdue end, version = a.version + 1
    from anew n where n.id = a.id and (n.sign_due_on, n.answer_due_on) is distinct from (a.sign_due_on, a.answer_due_on)
    returning a.id, a.committee_id as "committeeId", a.state,
      case a.state when 'assigned' then a.sign_due_on else a.answer_due_on end as "dueOn"`.execute(tx)
  await noteMany(tx, clock, 'assignment', 'recount', rows)
  await setTodosDue(tx, 'assignment', rows)
  return rows.length
}
