import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { dayOf, dayWords } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { sentence } from '../../platform/sentence.ts'
import { takeStep } from '../../platform/take-step.ts'
import { type DutyKey, recordDuties, reverseDuties } from '../ledger/index.ts'
import { plans, slotFlow, visibleTo } from './access.ts'
import type { changeSlot as changeEndpoint, stepSlot as stepEndpoint } from './contract.ts'
import { listDutyPeople, seatsOf } from './people.ts'
import { at, requireTimes } from './planning.ts'
import { cancelled, tellSitters } from './telling.ts'

interface Held {
  committeeId: string
  state: string
  version: number
  day: string
  begins: string
  ends: string
  place: string
  about: string
  members: string | null
  venueIds: string[]
  plans: boolean
}

/** Locks a slot that the actor sees. Throws NotFound. */
const hold = async (tx: Tx, actor: Actor, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select d.committee_id as "committeeId", d.state, d.version, (d.begins_at at time zone 'Asia/Shanghai')::date as day, ${plans(actor)} as plans,
      to_char(d.begins_at at time zone 'Asia/Shanghai', 'HH24:MI') as begins,
      to_char(d.ends_at at time zone 'Asia/Shanghai', 'HH24:MI') as ends, d.place, d.about,
      (select string_agg(p.name, '、' order by p.name collate zh_stroke) from duty_slot_members s join people p on p.id = s.person_id
        where s.slot_id = d.id and s.swapped_for is null) as members,
      (select json_agg(h.venue_id order by h.position) from duty_slot_venues h where h.slot_id = d.id) as "venueIds"
    from duty_slots d where d.id = ${id} and ${visibleTo(actor)} for update of d`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

/** Changes day, hours, place or members of a slot that is not held yet, in words; whoever sits there before or after is told. */
export const changeSlot = async (
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof changeEndpoint.body>,
): Promise<{ id: string }> => {
  const slot = await hold(tx, actor, id)
  await takeStep(tx, actor, slotFlow, id, { step: 'change', words: given.words })
  if (slot.version !== given.version)
    throw new Conflict('您打开之后，别人改过这次值班。请对照后再存。', { ...slot })
  requireTimes(given, actor.now)
  const sitters = seatsOf(await sittersFor(tx, actor, slot), given.memberIds)
  await sql`
    update duty_slots set begins_at = ${at(given.day, given.begins)}, ends_at = ${at(given.day, given.ends)}, place = ${given.place},
      about = ${given.about}, version = version + 1 where id = ${id}`.execute(tx)
  const { rows: before } = await sql<{ personId: string }>`
    delete from duty_slot_members where slot_id = ${id} and swapped_for is null returning person_id as "personId"`.execute(
    tx,
  )
  await seatAll(tx, id, sitters)
  await tellSitters(tx, actor, id, {
    cause: `rosters.changed:${id}:${slot.version + 1}`,
    title: '值班的安排改了',
    body: `现在是${dayWords(given.day)} ${given.begins}。${sentence(given.words)}`,
    only: [...new Set([...before.map((row) => row.personId), ...sitters.map((sitter) => sitter.id)])],
  })
  return { id }
}

/** Any serving resident of the hosts, whoever of them plans: a convener of a second host swaps its own people too. */
const sittersFor = (tx: Tx, actor: Actor, slot: Held) =>
  listDutyPeople(tx, null, slot.venueIds, dayOf(actor.now))

const seatAll = async (tx: Tx, id: string, sitters: readonly { id: string; venueId: string }[]) => {
  await sql`
    insert into duty_slot_members (slot_id, person_id, venue_id)
    select ${id}, s.id, s."venueId" from json_to_recordset(${JSON.stringify(sitters)}::json) s(id uuid, "venueId" uuid)
    on conflict (slot_id, person_id) do update set venue_id = excluded.venue_id, swapped_for = null, swapped_at = null`.execute(
    tx,
  )
}

/** Somebody sits for somebody else; who gave the turn to whom stays readable. Both are told. */
export const swapMembers = async (
  tx: Tx,
  actor: Actor,
  id: string,
  given: { outId: string; inId: string; words: string },
): Promise<{ id: string }> => {
  const slot = await hold(tx, actor, id)
  await takeStep(tx, actor, slotFlow, id, { step: 'swap', ...(given.words ? { words: given.words } : {}) })
  const sitters = seatsOf(await sittersFor(tx, actor, slot), [given.inId], 'inId')
  const { rows: sitting } = await sql<{ id: string }>`
    select person_id as id from duty_slot_members where slot_id = ${id} and swapped_for is null`.execute(tx)
  if (!sitting.some((row) => row.id === given.outId))
    throw new Invalid([{ path: 'outId', message: '这位不在这次值班里，请刷新看看' }])
  if (sitting.some((row) => row.id === given.inId))
    throw new Invalid([{ path: 'inId', message: '这位本来就在这次值班里，请选别人' }])
  await sql`
    update duty_slot_members set swapped_for = ${given.inId}, swapped_at = ${actor.now}
    where slot_id = ${id} and person_id = ${given.outId}`.execute(tx)
  await seatAll(tx, id, sitters)
  await sql`update duty_slots set version = version + 1 where id = ${id}`.execute(tx)
  const day = dayWords(slot.day)
  const cause = `rosters.swapped:${id}:${slot.version + 1}`
  await tellSitters(tx, actor, id, {
    cause,
    title: `${day}的值班换成您来`,
    body: '有人来不了，请您去值班。去不了，请告诉召集人。',
    only: [given.inId],
  })
  await tellSitters(tx, actor, id, {
    cause,
    title: `${day}的值班换了人，您不用来`,
    body: '已经排了别的委员。',
    only: [given.outId],
  })
  return { id }
}

/**
 * Records or mends who was there (each has the duty, whoever was taken off loses it), cancels, restores. Nothing but the list
 * counts. Throws Invalid when the list is left out, or names somebody who did not sit there.
 */
export const stepSlot = async (
  tx: Tx,
  actor: Actor,
  id: string,
  given: z.output<typeof stepEndpoint.body>,
): Promise<{ state: string }> => {
  const { cameIds, ...asked } = given
  if (['end', 'change', 'swap'].includes(asked.step))
    throw new Invalid([{ path: 'step', message: '没有这一步' }])
  const slot = await hold(tx, actor, id)
  const moved = await takeStep(tx, actor, slotFlow, id, asked)
  if (asked.step === 'hold' || asked.step === 'mend') await markCame(tx, actor, id, slot.day, cameIds)
  if (asked.step === 'cancel')
    await tellSitters(tx, actor, id, cancelled(id, moved.no, slot.day, asked.words ?? ''))
  if (asked.step === 'restore')
    await tellSitters(tx, actor, id, {
      cause: `rosters.restored:${id}:${moved.no}`,
      title: `${dayWords(slot.day)}的值班恢复了`,
      body: '请照原来的时间来。',
    })
  return { state: moved.to }
}

const markCame = async (tx: Tx, actor: Actor, id: string, day: string, cameIds: string[] | undefined) => {
  if (!cameIds) throw new Invalid([{ path: 'cameIds', message: '请勾出谁到了岗；一位也没有到，也要存一下' }])
  const { rows } = await sql<{ personId: string; venueId: string; came: boolean }>`
    update duty_slot_members set came = person_id = any(${cameIds}::uuid[])
    where slot_id = ${id} and swapped_for is null
    returning person_id as "personId", venue_id as "venueId", came`.execute(tx)
  if (cameIds.some((personId) => !rows.some((row) => row.personId === personId)))
    throw new Invalid([{ path: 'cameIds', message: '名单里有没排在这次的人，请先换人再记' }])
  const key = (personId: string): DutyKey => ({
    sourceType: 'duty_slot',
    sourceId: id,
    kind: 'on_duty',
    personId,
  })
  await reverseDuties(
    tx,
    rows.filter((row) => !row.came).map((row) => key(row.personId)),
    actor.now,
  )
  await recordDuties(
    tx,
    rows
      .filter((row) => row.came)
      .map((row) => ({ ...key(row.personId), organiserId: row.venueId, onDay: day })),
    actor.now,
  )
}
