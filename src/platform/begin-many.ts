import { type Tx, sql } from './db.ts'

/**
 * Writes the first row of the path of many records in one statement, for imports and seeds. Nothing waits in the state
 * they begin in: a state with a wait is begun one by one with `beginProcess`.
 */
export const beginMany = async (
  tx: Tx,
  records: { id: string; committeeId: string }[],
  as: { record: string; step: string; state: string; by: { personId: string | null; now: Date } },
): Promise<void> => {
  if (records.length === 0) return
  const given = records.map(({ id, committeeId }) => ({ id, committeeId }))
  await sql`
    insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, actor_person_id, at)
    select ${as.record}, id, 'main', 1, ${as.step}, '', ${as.state}, "committeeId", ${as.by.personId}::uuid, ${as.by.now}
    from json_to_recordset(${JSON.stringify(given)}::json) as g(id uuid, "committeeId" uuid)`.execute(tx)
}
