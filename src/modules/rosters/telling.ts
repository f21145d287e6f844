import { type Actor, actingAs } from '../../platform/actor.ts'
import { addDays, dayOf, dayWords, startOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { notifyMany } from '../../platform/notify/index.ts'
import { takeStep } from '../../platform/take-step.ts'
import { slotFlow } from './access.ts'

interface Told {
  slotId: string
  personId: string
  committeeId: string
  day: string
  time: string
  host: string
  place: string
}

/** Who sits in these slots, and when and where. */
const sittersOf = async (tx: Tx, ids: readonly string[]): Promise<Told[]> => {
  const { rows } = await sql<Told>`
    select d.id as "slotId", m.person_id as "personId", d.committee_id as "committeeId",
      (d.begins_at at time zone 'Asia/Shanghai')::date as day,
      to_char(d.begins_at at time zone 'Asia/Shanghai', 'FMHH24:MI') as time, u.short_name as host, d.place
    from duty_slots d join duty_slot_members m on m.slot_id = d.id and m.swapped_for is null
      join duty_slot_venues h on h.slot_id = d.id and h.position = 1 join units u on u.id = h.venue_id
    where d.id = any(${ids}::uuid[]) order by d.begins_at, m.person_id`.execute(tx)
  return rows
}

/** One message to each member for the whole batch, and one to the conveners of the other hosts. */
export const tellPlanned = async (
  tx: Tx,
  actor: Actor,
  seriesId: string,
  ids: readonly string[],
): Promise<void> => {
  const sitters = await sittersOf(tx, ids)
  const people = [...new Set(sitters.map((row) => row.personId))].filter((id) => id !== actor.personId)
  const { rows: conveners } = await sql<{ personId: string; committeeId: string; host: string }>`
    select distinct g.person_id as "personId", d.committee_id as "committeeId", u.short_name as host
    from duty_slots d join duty_slot_venues h on h.slot_id = d.id and h.position > 1
      join duty_slot_venues o on o.slot_id = d.id and o.position = 1 join units u on u.id = o.venue_id
      join grants g on g.unit_id = h.venue_id and g.role = 'convener' and g.valid @> ${dayOf(actor.now)}::date
    where d.id = any(${ids}::uuid[]) and g.person_id <> ${actor.personId}`.execute(tx)
  const [first] = ids
  const cause = `rosters.planned:${seriesId}`
  await notifyMany(
    tx,
    [
      ...people.map((personId) => {
        const mine = sitters.filter((row) => row.personId === personId)
        const [next] = mine
        return {
          personId,
          committeeId: next?.committeeId ?? '',
          cause,
          title: `给您排了 ${mine.length} 次值班`,
          body: `在${next?.host ?? ''}，第一次是${dayWords(next?.day ?? '')} ${next?.time ?? ''}。去不了，请早些告诉召集人换人。`,
          path: '/m/rosters',
        }
      }),
      ...conveners
        .filter((row) => !people.includes(row.personId))
        .map((row) => ({
          personId: row.personId,
          committeeId: row.committeeId,
          cause,
          title: `${row.host}邀您的工作室联动值班`,
          body: `一共 ${ids.length} 次，您工作室的委员也排在里面。请看看合不合适。`,
          path: `/staff/rosters/${first ?? ''}`,
        })),
    ],
    actor.now,
    {
      by: actor,
      committeeId: sitters[0]?.committeeId ?? (first ? await committeeOf(tx, first) : ''),
      cause,
      kind: 'activity',
      title: `排了 ${ids.length} 次值班`,
    },
  )
}

/** Tells who sits in the slot what has changed, each once for this cause. */
export const tellSitters = async (
  tx: Tx,
  actor: Actor,
  slotId: string,
  message: { cause: string; title: string; body: string; only?: readonly string[] },
): Promise<void> => {
  const sitters = await sittersOf(tx, [slotId])
  const committeeId = sitters[0]?.committeeId ?? (await committeeOf(tx, slotId))
  const to = message.only ?? sitters.map((row) => row.personId)
  const { only: _, ...words } = message
  await notifyMany(
    tx,
    to
      .filter((personId) => personId !== actor.personId)
      .map((personId) => ({ personId, committeeId, ...words, path: `/m/rosters/${slotId}` })),
    actor.now,
    actor.as
      ? undefined
      : { by: actor, committeeId, cause: words.cause, kind: 'activity', title: words.title },
  )
}

const committeeOf = async (tx: Tx, slotId: string): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select committee_id as id from duty_slots where id = ${slotId}`.execute(tx)
  return rows[0]?.id ?? ''
}

/** The day before, in the morning: 明天您值班. Told once for a slot and its day; a slot planned later in the day is told at once by its planning. */
export const tellAhead = async (tx: Tx, now: Date): Promise<number> => {
  const tomorrow = addDays(dayOf(now), 1)
  const { rows } = await sql<{ id: string }>`
    select id from duty_slots where state = 'planned' and begins_at >= ${startOf(tomorrow)}
      and begins_at < ${startOf(addDays(tomorrow, 1))}`.execute(tx)
  const sitters = await sittersOf(
    tx,
    rows.map((row) => row.id),
  )
  await notifyMany(
    tx,
    sitters.map((row) => ({
      personId: row.personId,
      committeeId: row.committeeId,
      cause: `rosters.ahead:${row.slotId}:${row.day}`,
      title: `明天 ${row.time} 您值班`,
      body: `在${row.host}${row.place ? `，${row.place}` : ''}。来不了，请告诉召集人换人。`,
      path: `/m/rosters/${row.slotId}`,
    })),
    now,
  )
  return sitters.length
}

/** Slots whose time has passed wait for their list: at most 200 a run, the oldest first. */
export const endSlots = async (tx: Tx, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    select id from duty_slots where state = 'planned' and ends_at <= ${now} order by ends_at, id limit 200`.execute(
    tx,
  )
  for (const { id } of rows) await takeStep(tx, actingAs('clock', now), slotFlow, id, { step: 'end' })
  return rows.length
}

/**
 * What was planned for the day its first host is given up, or later, is cancelled, and who sat there is told: at most 200 a run.
 * Returns how many.
 */
export const cancelClosed = async (tx: Tx, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string; host: string; day: string; closedOn: string }>`
    select d.id, u.short_name as host, (d.begins_at at time zone 'Asia/Shanghai')::date as day, upper(u.open_during) as "closedOn"
    from duty_slots d join duty_slot_venues h on h.slot_id = d.id and h.position = 1 join units u on u.id = h.venue_id
    where d.state = 'planned' and d.begins_at > ${now}
      and (d.begins_at at time zone 'Asia/Shanghai')::date >= upper(u.open_during)
    order by d.begins_at, d.id limit 200`.execute(tx)
  const clock = actingAs('clock', now)
  for (const { id, host, day, closedOn } of rows) {
    const words = `${host}从${dayWords(closedOn)}起撤销。`
    const moved = await takeStep(tx, clock, slotFlow, id, { step: 'cancel', words })
    await tellSitters(tx, clock, id, cancelled(id, moved.no, day, words))
  }
  return rows.length
}

/** The message of a slot that was called off. */
export const cancelled = (slotId: string, no: number, day: string, why: string) => ({
  cause: `rosters.cancelled:${slotId}:${no}`,
  title: `${dayWords(day)}的值班取消了`,
  body: why,
})

/** Who sits tomorrow is told at 9:00, outside the quiet hours; each hour what a given-up host had planned is cancelled and what has ended is asked about. */
export const rosterJobs: Job[] = [
  {
    name: 'rosters.ahead',
    cron: '0 1 * * *',
    work: async (house) => {
      await house.db.transaction().execute((tx) => tellAhead(tx, house.clock()))
    },
  },
  {
    name: 'rosters.end',
    cron: '10 * * * *',
    work: async (house) => {
      await house.db.transaction().execute((tx) => cancelClosed(tx, house.clock()))
      await house.db.transaction().execute((tx) => endSlots(tx, house.clock()))
    },
  },
]
