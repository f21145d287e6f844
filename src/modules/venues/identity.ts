import { sql } from '../../platform/db.ts'

/** The one record that a person found twice counts as. `p` names people in the statement. */
export const rootOf = (p: string) => sql`coalesce(${sql.ref(`${p}.merged_into`)}, ${sql.ref(`${p}.id`)})`

/** Whether a mandate is held under any record of the same person. `m` is mandates, `p` people. (C15, C25: told apart by identity) */
export const heldBy = (m: string, p: string) => sql`
  ${sql.ref(`${m}.person_id`)} in (select s.id from people s where s.id = ${rootOf(p)} or s.merged_into = ${rootOf(p)})`
