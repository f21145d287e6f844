import { v7 as newId } from 'uuid'
import type { Actor } from '../../platform/actor.ts'
import { during } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import type { MandateDraft } from './contract/mandates.ts'
import { lockPerson, lockRegister } from './locks.ts'
import { daysInWords, daysProblem, seatNo } from './rules.ts'

/** Adds a seat in the register's own 政协; days shared with another seat there are refused with that seat's days. */
export const addMandate = async (
  tx: Tx,
  actor: Actor,
  personId: string,
  input: MandateDraft & { mandateId: string },
): Promise<{ id: string }> => {
  const { committeeId } = await lockPerson(tx, actor, personId, null)
  await lockRegister(tx, committeeId)
  return { id: await insertMandate(tx, { ...input, personId, committeeId }) }
}

/** Changes or ends a seat; the version that was read must still stand, else the values that stand are given. */
export const editMandate = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: MandateDraft & { version: number },
): Promise<{ id: string }> => {
  const before = await getBefore(tx, id)
  await lockPerson(tx, actor, before.personId, null)
  if (before.version !== input.version)
    throw new Conflict('您打开之后，别人改过这段任职。请对照后再存。', { ...before })
  await checkSeat(tx, { ...input, id, personId: before.personId, committeeId: before.committeeId })
  await sql`
    update mandates set term_id = ${input.termId}, post = ${input.post}, party = ${input.party}, sector_id = ${input.sectorId},
      special_committee_id = ${input.specialCommitteeId}, group_id = ${input.groupId}, workplace = ${input.workplace},
      valid = ${during(input.from, input.until)}::daterange, ended_as = ${input.until === null ? null : input.endedAs},
      version = version + 1 where id = ${id}`.execute(tx)
  return { id }
}

/** Writes a seat under the next number of the 政协. The register is locked by the caller. */
export const insertMandate = async (
  tx: Tx,
  seat: MandateDraft & { mandateId: string | null; personId: string; committeeId: string },
): Promise<string> => {
  const id = seat.mandateId ?? newId()
  await checkSeat(tx, { ...seat, id })
  const no = seatNo((await lastNo(tx, seat.committeeId)) + 1)
  await sql`
    insert into mandates (id, person_id, committee_id, term_id, no, post, party, sector_id, special_committee_id, group_id,
      workplace, valid, ended_as)
    values (${id}, ${seat.personId}, ${seat.committeeId}, ${seat.termId}, ${no}, ${seat.post}, ${seat.party}, ${seat.sectorId},
      ${seat.specialCommitteeId}, ${seat.groupId}, ${seat.workplace}, ${during(seat.from, seat.until)}::daterange,
      ${seat.endedAs})`.execute(tx)
  return id
}

/** The highest number given in the 政协, 0 before the first. */
export const lastNo = async (tx: Tx, committeeId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(no::bigint) filter (where no ~ '^\\d{1,12}$'), 0) as n from mandates
    where committee_id = ${committeeId}`.execute(tx)
  return rows[0]?.n ?? 0
}

interface Seat extends MandateDraft {
  id: string
  personId: string
  committeeId: string
}

const checkSeat = async (tx: Tx, seat: Seat): Promise<void> => {
  const problem = daysProblem(seat)
  if (problem) throw new Invalid([{ path: 'until', message: problem }])
  await checkWords(tx, seat)
  const { rows } = await sql<{ no: string; from: string; until: string | null }>`
    select no, lower(valid) as "from", upper(valid) as until from mandates
    where person_id = ${seat.personId} and committee_id = ${seat.committeeId} and id <> ${seat.id}
      and valid && ${during(seat.from, seat.until)}::daterange
    order by lower(valid) limit 1`.execute(tx)
  const [other] = rows
  if (other)
    throw new Conflict(`与编号 ${other.no} 的任职重叠：${daysInWords(other)}。请先结束那一段，或改日期。`, {
      ...other,
    })
}

/** Units and terms must be the 政协's own, codes must be in its lists. */
const checkWords = async (tx: Tx, seat: Seat): Promise<void> => {
  const { rows } = await sql<{
    sector: boolean
    body: boolean
    group: boolean
    term: boolean
    post: boolean
    party: boolean
  }>`
    select ${unitIs(seat, seat.sectorId, 'sector')} as sector, ${unitIs(seat, seat.specialCommitteeId, 'special_committee')} as body,
      ${unitIs(seat, seat.groupId, 'group')} as "group",
      ${seat.termId}::uuid is null or exists (select from terms where id = ${seat.termId} and committee_id = ${seat.committeeId}) as term,
      ${codeIs(seat, seat.post, 'post')} as post, ${codeIs(seat, seat.party, 'party')} as party`.execute(tx)
  const [known] = rows
  if (!known) throw new Error('the check of a seat gave no row')
  const fields = [
    { path: 'sectorId', is: known.sector },
    { path: 'specialCommitteeId', is: known.body },
    { path: 'groupId', is: known.group },
    { path: 'termId', is: known.term },
    { path: 'post', is: known.post },
    { path: 'party', is: known.party },
  ]
  const wrong = fields.filter(({ is }) => !is)
  if (wrong.length > 0)
    throw new Invalid(wrong.map(({ path }) => ({ path, message: '不在本政协可选的范围里，请重新选' })))
}

const unitIs = (seat: Seat, id: string | null, kind: string) => sql`
  (${id}::uuid is null or exists (select from units where id = ${id} and kind = ${kind} and committee_id = ${seat.committeeId}))`

const codeIs = (seat: Seat, code: string | null, dictionary: string) => sql`
  (${code}::text is null or exists (select from dictionary_entries where dictionary = ${dictionary} and code = ${code}
    and (committee_id is null or committee_id = ${seat.committeeId})))`

type Before = MandateDraft & { personId: string; committeeId: string; version: number }

const getBefore = async (tx: Tx, id: string): Promise<Before> => {
  const { rows } = await sql<Before>`
    select person_id as "personId", committee_id as "committeeId", version, term_id as "termId", post, party,
      sector_id as "sectorId", special_committee_id as "specialCommitteeId", group_id as "groupId", workplace,
      lower(valid) as "from", upper(valid) as until, ended_as as "endedAs"
    from mandates where id = ${id} for update`.execute(tx)
  const [before] = rows
  if (!before) throw new NotFound()
  return before
}
