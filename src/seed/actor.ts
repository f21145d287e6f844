import { randomUUID } from 'node:crypto'
import type { Actor, Grant, Seat } from '../platform/actor.ts'
import { dayOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'

/** The actor that a person of the demo is, with today's roles and mandates: what the demo does goes through the same commands. */
export const actorFor = async (tx: Tx, personId: string, now: Date): Promise<Actor> => {
  const today = dayOf(now)
  const { rows } = await sql<{ name: string; grants: Grant[] | null; seats: Seat[] | null }>`
    select p.name,
      (select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'committeeId', u.committee_id))
        from grants g join units u on u.id = g.unit_id where g.person_id = p.id and g.valid @> ${today}::date) as grants,
      (select json_agg(json_build_object('mandateId', m.id, 'committeeId', m.committee_id))
        from mandates m where m.person_id = p.id and m.valid @> ${today}::date) as seats
    from people p where p.id = ${personId}`.execute(tx)
  const [person] = rows
  if (!person) throw new Error(`the demo has no person ${personId}`)
  return {
    personId,
    name: person.name,
    sessionId: randomUUID(),
    face: 'staff',
    grants: person.grants ?? [],
    seats: person.seats ?? [],
    contactsOpen: false,
    now,
    requestId: 'DEMO',
  }
}
