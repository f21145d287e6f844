import type { FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import { type Tx, sql } from './db.ts'

export interface AuditRow {
  endpoint: string
  recordId: string | null
  outcome: 'done' | 'refused' | 'read' | 'exported'
  status: number
}

/** Who asked: an actor, or a known person without a session yet (a sign-in). */
export type Asker = Pick<Actor, 'personId' | 'requestId' | 'now'> & { sessionId: string | null }

/** One row of who asked what of the system: ids, codes, dates only. */
export const writeAudit = async (tx: Tx, actor: Asker, row: AuditRow): Promise<void> => {
  await sql`
    insert into audit (at, request_id, actor_person_id, session_id, endpoint, record_id, outcome, status)
    values (${actor.now}, ${actor.requestId}, ${actor.personId}, ${actor.sessionId}, ${row.endpoint}, ${row.recordId},
      ${row.outcome}, ${row.status})`.execute(tx)
}

/** The record that the path names, for audit. */
export const recordIdOf = (request: FastifyRequest): string | null => {
  const { params } = request
  return typeof params === 'object' && params !== null && 'id' in params && typeof params.id === 'string'
    ? params.id
    : null
}
