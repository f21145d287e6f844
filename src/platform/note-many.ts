import type { Actor } from './actor.ts'
import { type Tx, sql } from './db.ts'

/**
 * Notes on the path of many records, in one statement, what happened to them without moving them: the state stays. The words
 * of a note stand in its process; a note is nobody's step, so no to-do opens or closes.
 */
export const noteMany = async (
  tx: Tx,
  actor: Actor,
  record: string,
  note: string,
  rows: readonly { id: string; committeeId: string; state: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  const given = rows.map(({ id, committeeId, state }) => ({ id, committeeId, state }))
  await sql`
    insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, actor_person_id, at)
    select ${record}, g.id, 'main',
      coalesce((select max(s.no) from steps s where s.record_type = ${record} and s.record_id = g.id and s.track = 'main'), 0) + 1,
      ${note}, g.state, g.state, g."committeeId", ${actor.as ? null : actor.personId}::uuid, ${actor.now}
    from json_to_recordset(${JSON.stringify(given)}::json) g(id uuid, "committeeId" uuid, state text)`.execute(
    tx,
  )
}
