import type { z } from 'zod'
import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf, startOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { saveFile, savePicture } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import { normalizePhone } from '../../platform/phones.ts'
import { numberSetting } from '../../platform/settings.ts'
import { beginProcess } from '../../platform/take-step.ts'
import type { Upload } from '../../platform/transfer.ts'
import { recordDuty } from '../ledger/index.ts'
import { opinionFlow, seenInFull } from './access.ts'
import type { TakenDown } from './contract.ts'
import { nextNumber, queryDigest } from './intake/receipts.ts'
import { keepSpeaker } from './intake/speakers.ts'
import { acceptDays } from './rules.ts'
import { slipCode } from './slips/codes.ts'
import { slipsPath } from './slips/issue.ts'
import { termsOf } from './terms.ts'

type Given = z.output<typeof TakenDown>

/**
 * Writes down what somebody said who has no phone to scan with: a letter, a call, at the door; its receipt can be printed and
 * handed out. Sent twice under one id it is once, and the number is told again, without its code. Throws NotFound for a venue of others, Invalid for a phone that is none.
 */
export const takeDown = async (
  tx: Tx,
  actor: Actor,
  house: House,
  given: Given,
): Promise<{ id: string; number: string | null; code: string | null; slipPath: string | null }> => {
  const before = await sql<{ number: string | null; slipId: string | null }>`
    select o.number, (select s.id from opinion_slips s where s.opinion_id = o.id order by s.issued_at desc, s.id desc limit 1) as "slipId"
    from opinions o where o.id = ${given.id} and o.recorded_by = ${actor.personId}`.execute(tx)
  const [known] = before.rows
  if (known)
    return {
      id: given.id,
      number: known.number,
      code: null,
      slipPath: known.slipId ? slipsPath(known.slipId) : null,
    }
  const slipId = given.slipId ?? given.id
  const committeeId = await committeeFor(tx, actor, given.venueId)
  const phone = phoneOf(given)
  const today = dayOf(actor.now)
  if (given.happenedOn > today)
    throw new Invalid([{ path: 'happenedOn', message: '日期还没到，请改成今天或以前' }])
  const code = given.isAwaited ? slipCode(house, slipId, given.id) : null
  const days = await numberSetting(tx, committeeId, today, acceptDays)
  const number = given.isAwaited ? await nextNumber(tx, committeeId, actor.now) : null
  const terms = termsOf(given.words)
  const isMember = actor.seats.some((seat) => seat.committeeId === committeeId)
  await sql`
    insert into opinions (id, committee_id, words, category, channel, heard_by, recorded_by, happened_at, received_at, persons,
      collected_by, slot_id, tells_by_sms, number, query_digest, counted_from, due_days, due_on, search, likeness)
    values (${given.id}, ${committeeId}, ${given.words}, ${given.category}, ${given.channel}, ${isMember ? actor.personId : null},
      ${actor.personId}, ${given.happenedOn === today ? actor.now : startOf(given.happenedOn)}, ${actor.now}, ${given.persons},
      ${given.collectedBy || null}, (select d.id from duty_slots d where d.id = ${given.slotId}::uuid), ${phone !== null && given.isAwaited}, ${number},
      ${number && code ? queryDigest(house, given.id, code) : null}, ${number ? today : null}, ${number ? days : null},
      case when ${number !== null} then add_working_days(${today}::date, ${days}::int) end,
      array_to_tsvector(${terms.search}::text[]), ${terms.likeness}::int[])`.execute(tx)
  if (code)
    await sql`
      insert into opinion_slips (id, opinion_id, committee_id, issued_by, issued_at)
      values (${slipId}, ${given.id}, ${committeeId}, ${actor.personId}, ${actor.now})`.execute(tx)
  if (given.venueId)
    await sql`insert into opinion_venues (opinion_id, venue_id) values (${given.id}, ${given.venueId})`.execute(
      tx,
    )
  await keepSpeaker(tx, house, {
    opinionId: given.id,
    committeeId,
    name: given.name || null,
    phone,
    place: given.place || null,
  })
  await beginProcess(tx, actor, opinionFlow, { id: given.id, committeeId, step: 'record' })
  if (isMember)
    await recordDuty(
      tx,
      {
        personId: actor.personId,
        organiserId: given.venueId ?? committeeId,
        kind: 'heard',
        onDay: given.happenedOn,
        sourceType: 'opinion',
        sourceId: given.id,
      },
      actor.now,
    )
  return { id: given.id, number, code, slipPath: code ? slipsPath(slipId) : null }
}

const phoneOf = ({ phone }: Given): string | null => {
  if (!phone?.trim()) return null
  const normal = normalizePhone(phone)
  if (!normal) throw new Invalid([{ path: 'phone', message: '号码不对，请对一遍；座机请带区号' }])
  return normal
}

const committeeFor = async (tx: Tx, actor: Actor, venueId: string | null): Promise<string> => {
  const offices = committeesOf(actor, 'office')
  if (!venueId) {
    const [own] = [...offices, ...committeesOf(actor, 'convener', 'contact_group', 'member')]
    if (!own) throw new NotFound()
    return own
  }
  const today = dayOf(actor.now)
  const { rows } = await sql<{ committeeId: string }>`
    select v.committee_id as "committeeId" from venues v join units u on u.id = v.id
    where v.id = ${venueId} and u.open_during @> ${today}::date and (
      v.committee_id = any(${offices}::uuid[])
      or exists (select from unit_reach r where r.unit_id = v.id and r.valid @> ${today}::date
        and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[]))
      or exists (select from residencies r where r.venue_id = v.id and r.person_id = ${actor.personId} and r.valid @> ${today}::date))`.execute(
    tx,
  )
  const [venue] = rows
  if (!venue) throw new NotFound('没有找到这家工作室，或者您不在这里记意见。')
  return venue.committeeId
}

/** The photo of a letter, re-encoded, or its PDF; beside the item, read by who reads it in full. */
export const addScan = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { fileId: string; upload: Upload },
): Promise<{ id: string }> => {
  const committeeId = await committeeOfSeen(tx, actor, id)
  const { name, bytes } = given.upload
  const file = {
    id: given.fileId,
    committeeId,
    name,
    content: bytes,
    owner: { type: 'opinion', id },
    createdBy: actor.personId,
    now: actor.now,
  }
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  if (isPdf) await saveFile(tx, house, { ...file, purpose: 'scan', mediaType: 'application/pdf' })
  else await savePicture(tx, house, { ...file, purpose: 'scan' })
  return { id: given.fileId }
}

/** Files the item: its category and one line for lists. */
export const fileItem = async (
  tx: Tx,
  actor: Actor,
  id: string,
  given: { category: string | null; title: string | null },
): Promise<{ id: string }> => {
  await committeeOfSeen(tx, actor, id)
  if (given.category) {
    const { rows } = await sql`
      select from dictionary_entries where dictionary = 'opinion_category' and code = ${given.category}
        and valid @> ${dayOf(actor.now)}::date limit 1`.execute(tx)
    if (rows.length === 0) throw new Invalid([{ path: 'category', message: '没有这个类别，请重选' }])
  }
  const { rows } = await sql<{ words: string }>`select words from opinions where id = ${id}`.execute(tx)
  const terms = termsOf(`${given.title ?? ''} ${rows[0]?.words ?? ''}`)
  await sql`
    update opinions set category = ${given.category}, title = ${given.title || null},
      search = array_to_tsvector(${terms.search}::text[]) where id = ${id}`.execute(tx)
  return { id }
}

const committeeOfSeen = async (tx: Tx, actor: Actor, id: string): Promise<string> => {
  const { rows } = await sql<{ committeeId: string }>`
    select i.committee_id as "committeeId" from opinions i where i.id = ${id} and ${seenInFull(actor, 'opinion')} for update`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  return row.committeeId
}
