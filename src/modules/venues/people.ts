import { endRole, ensureAccount, grantRole } from '../accounts/index.ts'
import { changeGuide } from '../organisations/index.ts'
import { v7 as newId } from 'uuid'
import type { Actor } from '../../platform/actor.ts'
import { dayOf, during } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { insertResidencies, newVenueToken } from './add.ts'
import { requireGuide, requireOpenBy, requirePerson } from './eligible.ts'
import { holdVenue } from './hold.ts'
import { rootOf } from './identity.ts'
import type { Candidate } from './people-contract.ts'

/**
 * People who can be convener or resident: of the own 政协 by name, pinyin or 编号; of others only by 政协代码-编号, since
 * another 政协's directory is not open. At most 20.
 */
export const findCandidates = async (
  tx: Tx,
  actor: Actor,
  id: string,
  search: string,
): Promise<{ candidates: Candidate[] }> => {
  const { committeeId } = await holdVenue(tx, actor, id, null)
  const like = `${search.replace(/[\\%_]/g, '\\$&').toLowerCase()}%`
  const { rows } = await sql<Candidate>`
    select p.id as "personId", p.name, m.no, u.short_name as "committeeName", m.workplace
    from mandates m join people q on q.id = m.person_id join people p on p.id = ${rootOf('q')}
      join units u on u.id = m.committee_id
    where m.valid @> ${dayOf(actor.now)}::date
      and (u.code || '-' || m.no = ${search} or (m.committee_id = ${committeeId}
        and (p.name like ${`%${like}`} or p.name_pinyin like ${like} or p.name_initials like ${like} or m.no like ${like})))
    order by m.committee_id = ${committeeId} desc, p.name_pinyin, p.name collate zh_pinyin, m.no limit 20`.execute(
    tx,
  )
  return { candidates: rows }
}

/** Puts the venue under another 归口 body from a day on: one at a time, the days before stay. */
export const changeVenueGuide = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { guideId: string; from: string },
): Promise<{ id: string }> => {
  const held = await holdVenue(tx, actor, id, null)
  await requireGuide(tx, held.committeeId, input.guideId, input.from)
  await requireOpenBy(tx, id, input.from)
  await changeGuide(tx, id, input.guideId, input.from)
  return { id }
}

/** Another convener from a day on, or none: the dated fact and the role move together. */
export const changeConvener = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { personId: string | null; from: string },
): Promise<{ id: string }> => {
  const held = await holdVenue(tx, actor, id, null)
  if (input.personId) await requirePerson(tx, held.committeeId, input.personId, input.from, 'personId')
  await requireOpenBy(tx, id, input.from)
  const { rows: before } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from convenings
    where venue_id = ${id} and (valid @> ${input.from}::date or lower(valid) >= ${input.from}::date)`.execute(
    tx,
  )
  await sql`delete from convenings where venue_id = ${id} and lower(valid) >= ${input.from}::date`.execute(tx)
  await sql`
    update convenings set valid = daterange(lower(valid), ${input.from}::date)
    where venue_id = ${id} and valid @> ${input.from}::date`.execute(tx)
  for (const { personId } of before) await endRole(tx, { personId, unitId: id, role: 'convener' }, input.from)
  if (input.personId) await beginConvening(tx, actor, id, input.personId, input.from)
  return { id }
}

const beginConvening = async (tx: Tx, actor: Actor, id: string, personId: string, from: string) => {
  const valid = during(from)
  await sql`
    insert into convenings (id, venue_id, person_id, valid)
    values (${newId()}, ${id}, ${personId}, ${valid}::daterange)`.execute(tx)
  await ensureAccount(tx, personId)
  await grantRole(tx, { personId, unitId: id, role: 'convener', valid, grantedBy: actor.personId })
}

/** A person takes up residence from a day on; in another venue at the same time is allowed, twice in this one is not. */
export const addResident = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { personId: string; from: string; isLeader: boolean },
): Promise<{ id: string }> => {
  await holdVenue(tx, actor, id, null)
  await requirePerson(tx, null, input.personId, input.from, 'personId')
  await requireOpenBy(tx, id, input.from)
  const { rows } = await sql<{ since: string }>`
    select lower(valid)::text as since from residencies
    where venue_id = ${id} and person_id = ${input.personId} and valid && daterange(${input.from}::date, null)`.execute(
    tx,
  )
  if (rows[0]) throw new Conflict(`已经入驻（自 ${rows[0].since} 起），不用再加。`)
  await insertResidencies(tx, [{ venueId: id, ...input, valid: during(input.from) }])
  return { id }
}

/** Ends a residency: `on` is the first day without; on or before its first day it never was. */
export const endResidency = async (
  tx: Tx,
  actor: Actor,
  id: string,
  residencyId: string,
  on: string,
): Promise<Record<string, never>> => {
  await holdVenue(tx, actor, id, null)
  await requireResidency(tx, id, residencyId)
  await sql`delete from residencies where id = ${residencyId} and lower(valid) >= ${on}::date`.execute(tx)
  await sql`
    update residencies set valid = daterange(lower(valid), ${on}::date) where id = ${residencyId}`.execute(tx)
  return {}
}

/** Marks a residency as a leader's own studio. (H4: seen by the office alone) */
export const flagLeader = async (
  tx: Tx,
  actor: Actor,
  id: string,
  residencyId: string,
  isLeader: boolean,
): Promise<Record<string, never>> => {
  await holdVenue(tx, actor, id, null)
  await requireResidency(tx, id, residencyId)
  await sql`update residencies set is_leader = ${isLeader} where id = ${residencyId}`.execute(tx)
  return {}
}

const requireResidency = async (tx: Tx, id: string, residencyId: string) => {
  const { rows } = await sql`select from residencies where id = ${residencyId} and venue_id = ${id}`.execute(
    tx,
  )
  if (rows.length === 0) throw new NotFound()
}

/** Gives the venue a new token; what was printed before leads on to it, or is out of use at once. (C13) */
export const renewCode = async (
  tx: Tx,
  actor: Actor,
  id: string,
  old: 'redirects' | 'revoked',
): Promise<{ token: string }> => {
  await holdVenue(tx, actor, id, null)
  const token = newVenueToken()
  await sql`
    insert into venue_codes (token, venue_id, state, retired_at, retired_by)
    select token, id, ${old}, ${actor.now}, ${actor.personId} from venues where id = ${id}`.execute(tx)
  await sql`update venues set token = ${token}, version = version + 1 where id = ${id}`.execute(tx)
  return { token }
}
