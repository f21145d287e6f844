import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'

/** One register at a time: numbers are given and doubles are looked for without a gap between. */
export const lockRegister = async (tx: Tx, committeeId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext(${`members ${committeeId}`}))`.execute(tx)
}

/** Locks a person of a register that the actor keeps. Throws NotFound; Conflict with what stands now when the version has moved. */
export const lockPerson = async (
  tx: Tx,
  actor: Actor,
  id: string,
  version: number | null,
): Promise<{ committeeId: string; name: string }> => {
  const { rows } = await sql<{ committeeId: string; name: string; gender: string | null; version: number }>`
    select committee_id as "committeeId", name, gender, version from people
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(tx)
  const [person] = rows
  if (!person) throw new NotFound()
  if (version !== null && person.version !== version)
    throw new Conflict('您打开之后，别人改过这一位。请对照后再存。', {
      version: person.version,
      name: person.name,
      gender: person.gender,
    })
  return person
}
