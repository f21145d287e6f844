import { v7 as newId } from 'uuid'
import type { Grant } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'

/** Gives a person a role on a unit for a half-open range of days. A role held already for these days stays as it is. */
export const grantRole = async (
  tx: Tx,
  given: { personId: string; unitId: string; role: Grant['role']; valid: string; grantedBy: string | null },
): Promise<void> => {
  await sql`
    insert into grants (id, person_id, unit_id, role, valid, granted_by)
    values (${newId()}, ${given.personId}, ${given.unitId}, ${given.role}, ${given.valid}::daterange, ${given.grantedBy})
    on conflict do nothing`.execute(tx)
}

/** Ends a role: `on` is the first day without. */
export const endRole = async (
  tx: Tx,
  held: { personId: string; unitId: string; role: Grant['role'] },
  on: string,
): Promise<void> => {
  await sql`
    delete from grants where person_id = ${held.personId} and unit_id = ${held.unitId} and role = ${held.role}
      and lower(valid) >= ${on}::date`.execute(tx)
  await sql`
    update grants set valid = daterange(lower(valid), ${on}::date)
    where person_id = ${held.personId} and unit_id = ${held.unitId} and role = ${held.role} and valid @> ${on}::date`.execute(
    tx,
  )
  await releaseAdministrators(tx)
}

/** Who administers nothing any more may be another kind of administrator; the database keeps the kinds apart until then. */
export const releaseAdministrators = async (tx: Tx): Promise<void> => {
  await sql`
    delete from administrators a where not exists (
      select from grants g where g.person_id = a.person_id and g.role = a.role and not isempty(g.valid)
        and (upper_inf(g.valid) or upper(g.valid) > current_date))`.execute(tx)
}

/** An account without password: enough for one-time codes and links. */
export const ensureAccount = async (tx: Tx, personId: string, login: string | null = null): Promise<void> => {
  await sql`insert into accounts (person_id, login) values (${personId}, ${login}) on conflict (person_id) do nothing`.execute(
    tx,
  )
}
