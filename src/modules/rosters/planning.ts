import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { beginMany } from '../../platform/begin-many.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid } from '../../platform/errors.ts'
import type { planSlots as planEndpoint, previewSlots as previewEndpoint } from './contract.ts'
import { listDutyPeople, requireHosts, seatsOf } from './people.ts'
import { slotProcess } from './process.ts'
import { daysOf } from './rules.ts'
import { tellPlanned } from './telling.ts'

type Asked = z.output<typeof previewEndpoint.body>
type Preview = z.output<typeof previewEndpoint.reply>

/** The days of a pattern, which are days off, and where a host has a slot already; who takes turns, by name. Nothing is saved. */
export const previewSlots = async (tx: Tx, actor: Actor, asked: Asked): Promise<Preview> => {
  const sitters = seatsOf(await listDutyPeople(tx, actor, asked.venueIds, dayOf(actor.now)), asked.memberIds)
  const days = daysOf(asked.pattern, asked.from, asked.until)
  const { rows } = await sql<{ day: string; dayOff: string | null; isTaken: boolean }>`
    select g.day, c.name as "dayOff", exists (
      select from duty_slots d join duty_slot_venues h on h.slot_id = d.id
      where h.venue_id = any(${asked.venueIds}::uuid[]) and d.state <> 'cancelled'
        and (d.begins_at at time zone 'Asia/Shanghai')::date = g.day) as "isTaken"
    from unnest(${days}::date[]) g(day) left join calendar_days c on c.day = g.day and c.kind = 'holiday' order by g.day`.execute(
    tx,
  )
  return { sitters: sitters.map(({ id, name }) => ({ id, name })), rows }
}

/** The instant of a time of day in Shanghai. */
export const at = (day: string, time: string): string => `${day}T${time}:00+08:00`

/** What is wrong with the times of a slot that is planned now, field by field. */
export const requireTimes = (given: { day: string; begins: string; ends: string }, now: Date): void => {
  const problems = [
    ...(given.ends <= given.begins ? [{ path: 'ends', message: '结束要晚于开始' }] : []),
    ...(given.day < dayOf(now) ? [{ path: 'day', message: '日子已经过了，请选今天或以后' }] : []),
  ]
  if (problems.length > 0) throw new Invalid(problems)
}

/**
 * Plans slots of one or several hosts, each with its members; whoever sits there, and the conveners of the other hosts, are told
 * once for the whole batch. Who serves today may be planned beyond the term. Sent twice under the same ids it is once. Throws Invalid for who is no resident of a host.
 */
export const planSlots = async (
  tx: Tx,
  actor: Actor,
  given: z.output<typeof planEndpoint.body>,
): Promise<{ made: number }> => {
  await requireHosts(tx, actor, given.venueIds)
  for (const slot of given.slots) requireTimes({ ...slot, begins: given.begins, ends: given.ends }, actor.now)
  const everyone = [...new Set(given.slots.flatMap((slot) => slot.memberIds))]
  const sitters = seatsOf(
    await listDutyPeople(tx, actor, given.venueIds, dayOf(actor.now)),
    everyone,
    'slots',
  )
  const committeeId = await committeeOf(tx, given.venueIds[0] ?? '')
  const slots = given.slots.map(({ id, day }) => ({
    id,
    begins: at(day, given.begins),
    ends: at(day, given.ends),
  }))
  const { rows: made } = await sql<{ id: string; committeeId: string }>`
    insert into duty_slots (id, committee_id, series_id, begins_at, ends_at, place, about, created_by, created_at)
    select id, ${committeeId}, ${given.seriesId}, begins, ends, ${given.place}, ${given.about}, ${actor.personId}, ${actor.now}
    from json_to_recordset(${JSON.stringify(slots)}::json) s(id uuid, begins timestamptz, ends timestamptz)
    on conflict (id) do nothing returning id, committee_id as "committeeId"`.execute(tx)
  const ids = made.map((row) => row.id)
  await sql`
    insert into duty_slot_venues (slot_id, venue_id, position)
    select s.id, h.venue_id, h.position from unnest(${ids}::uuid[]) s(id)
      cross join unnest(${given.venueIds}::uuid[]) with ordinality h(venue_id, position)`.execute(tx)
  const venueOf = new Map(sitters.map((sitter) => [sitter.id, sitter.venueId]))
  const seats = given.slots
    .filter((slot) => ids.includes(slot.id))
    .flatMap((slot) =>
      [...new Set(slot.memberIds)].map((personId) => ({
        id: slot.id,
        personId,
        venueId: venueOf.get(personId),
      })),
    )
  await sql`
    insert into duty_slot_members (slot_id, person_id, venue_id)
    select id, "personId", "venueId" from json_to_recordset(${JSON.stringify(seats)}::json) s(id uuid, "personId" uuid, "venueId" uuid)`.execute(
    tx,
  )
  await beginMany(tx, made, {
    record: slotProcess.record,
    step: 'plan',
    state: slotProcess.initial,
    by: actor,
  })
  await tellPlanned(tx, actor, given.seriesId, ids)
  return { made: made.length }
}

const committeeOf = async (tx: Tx, venueId: string): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select committee_id as id from venues where id = ${venueId}`.execute(tx)
  return rows[0]?.id ?? ''
}
