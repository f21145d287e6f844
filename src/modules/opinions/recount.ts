import { sql } from '../../platform/db.ts'
import { noteMany } from '../../platform/note-many.ts'
import { setTodosDue } from '../../platform/todos.ts'
import type { Recount } from '../assignments/index.ts'

/** Last days of opinions whose clock runs are counted anew when days off change. (design.md §3, Calendar) */
export const recountOpinions: Recount = async (tx, clock) => {
  const { rows } = await sql<{ id: string; committeeId: string; state: string; dueOn: string }>`
    with counted as (
      select d.counted_from, d.due_days, add_working_days(d.counted_from, d.due_days) as due_on
      from (select distinct counted_from, due_days from opinions where due_on is not null and counted_from is not null) d
    )
    update opinions i set due_on = c.due_on
    from counted c where c.counted_from = i.counted_from and c.due_days = i.due_days and i.due_on is not null and i.due_on <> c.due_on
    returning i.id, i.committee_id as "committeeId", i.state, i.due_on as "dueOn"`.execute(tx)
  await noteMany(tx, clock, 'opinion', 'recount', rows)
  await setTodosDue(tx, 'opinion', rows)
  return rows.length
}
