import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import { visibleTo } from './access.ts'
import { venueName } from './rules.ts'

export interface Held {
  version: number
  committeeId: string
  name: string
  kind: string
  studioKind: string | null
  address: string
  onlineName: string
  phone: string
  hours: string
  about: string
}

/** Locks a venue for a change by its office, or also its convener; its version must be the one that was read. */
export const holdVenue = async (
  tx: Tx,
  actor: Actor,
  id: string,
  version: number | null,
  alsoConvener = false,
): Promise<Held> => {
  const { rows } = await sql<Held>`
    select v.version, v.committee_id as "committeeId", u.name, v.kind, v.studio_kind as "studioKind", v.address,
      v.online_name as "onlineName", v.phone, v.hours, v.about from venues v join units u on u.id = v.id
    where v.id = ${id} and ${visibleTo(actor)} for update of v`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  const isOffice = unitsOf(actor, 'office').includes(held.committeeId)
  if (!isOffice && !(alsoConvener && unitsOf(actor, 'convener').includes(id))) throw new Forbidden()
  if (version !== null && held.version !== version)
    throw new Conflict('您打开之后，别人改过这一家。请对照后再存。', { ...held })
  return held
}
/** The next number of a 政协's venues; the 政协 is locked until the end, so that two at once do not get the same. */
export const nextNumber = async (tx: Tx, committeeId: string, code: string): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtext('venue-codes'), hashtext(${committeeId}))`.execute(tx)
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(substring(u.code from '-S(\\d+)$')::int), 0) + 1 as no from units u
    where u.committee_id = ${committeeId} and u.kind = 'venue' and u.code like ${`${code}-S%`}`.execute(tx)
  return rows[0]?.no ?? 1
}

/** No two open venues of a 政协 share a name. Throws Invalid. */
export const requireFreeName = async (tx: Tx, committeeId: string, name: string, id: string) => {
  const { rows } = await sql<{ code: string }>`
    select u.code from venues v join units u on u.id = v.id
    where v.committee_id = ${committeeId} and u.name = ${venueName(name)} and v.state in ('open', 'proposed') and v.id <> ${id}`.execute(
    tx,
  )
  if (rows[0])
    throw new Invalid([{ path: 'name', message: `已有同名的（${rows[0].code}）。请换一个能分得清的名称` }])
}
