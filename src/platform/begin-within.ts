import type { RawBuilder } from 'kysely'
import { sql } from './db.ts'
import type { Addressee } from './todos.ts'

/**
 * The first row of a record's path as a part of the statement that inserts the record, for what comes in by the hundred a
 * second: one row where `from` gives one. Nobody's step: the public or the clock. Elsewhere `beginProcess` does it.
 */
export const pathWithin = (
  from: RawBuilder<unknown>,
  row: { record: string; id: string; committeeId: string; step: string; state: string; now: Date },
) => sql`
  insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, at)
  select ${row.record}, ${row.id}::uuid, 'main', 1, ${row.step}, '', ${row.state}, ${row.committeeId}::uuid, ${row.now}::timestamptz
  from ${from}`

/** What waits for it, likewise; `title` and `dueOn` are expressions over `from`. */
export const todoWithin = (
  from: RawBuilder<unknown>,
  todo: {
    record: string
    id: string
    committeeId: string
    kind: string
    title: RawBuilder<string>
    path: string
    to: Extract<Addressee, { unitId: string }>
    dueOn: RawBuilder<string>
    now: Date
  },
) => sql`
  insert into todos (committee_id, record_type, record_id, track, kind, title, path, unit_id, role, due_on, opened_at)
  select ${todo.committeeId}::uuid, ${todo.record}, ${todo.id}::uuid, 'main', ${todo.kind}, ${todo.title}, ${todo.path},
    ${todo.to.unitId}::uuid, ${todo.to.role}, ${todo.dueOn}, ${todo.now}::timestamptz
  from ${from}`
