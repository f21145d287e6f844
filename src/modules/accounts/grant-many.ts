import { type Tx, sql } from '../../platform/db.ts'

/** Gives many people the convener's role on their venues and an account each, in two statements. Roles held already stay. */
export const grantConveners = async (
  tx: Tx,
  given: { personId: string; unitId: string; valid: string }[],
  grantedBy: string | null,
): Promise<void> => {
  if (given.length === 0) return
  const rows = sql`json_to_recordset(${JSON.stringify(given)}::json) as g("personId" uuid, "unitId" uuid, valid daterange)`
  await sql`
    insert into grants (id, person_id, unit_id, role, valid, granted_by)
    select gen_random_uuid(), "personId", "unitId", 'convener', valid, ${grantedBy}::uuid from ${rows}
    on conflict do nothing`.execute(tx)
  await sql`insert into accounts (person_id) select distinct "personId" from ${rows} on conflict do nothing`.execute(
    tx,
  )
}
