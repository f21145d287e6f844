import type { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { beginMany } from '../../../platform/begin-many.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { takeMany } from '../../../platform/take-steps.ts'
import { attendanceFlow, manages, visibleTo } from '../access.ts'
import type { Tick, TickOutcome } from '../contract.ts'
import { tickObstacle } from '../rules.ts'
import { recordAttended } from './attended.ts'

type Ticks = {
  items: z.output<typeof Tick>[]
  proxy: { reason: string; fileId: string | null } | null
}
type Outcome = z.output<typeof TickOutcome>

/**
 * Records many people's attendance at once: the convener's list, or with `proxy` a paper list or a call. Those standing
 * already stay as they are, 补传 that wait are accepted, an approved leave is no obstacle. A constant number of statements.
 */
export const recordAttendances = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: Ticks,
): Promise<{ items: Outcome[]; attended: number }> => {
  const activity = await lockForTicks(tx, actor, id, input.proxy?.fileId ?? null)
  const obstacle = tickObstacle(activity, actor.now)
  if (obstacle) throw new Conflict(obstacle, { state: activity.state })
  const people = await lookUp(tx, id, input)
  const waiting = people.filter((person) => person.standingState === 'pending')
  await takeMany(
    tx,
    actor,
    attendanceFlow,
    waiting.flatMap((person) => person.standingId ?? []),
    { step: 'accept' },
  )
  const written = await insert(
    tx,
    actor,
    { id, committeeId: activity.committeeId, proxy: input.proxy },
    people,
  )
  await beginMany(tx, written, {
    record: 'attendance',
    step: 'record',
    state: 'standing',
    by: { personId: actor.personId, now: actor.now },
  })
  await recordAttended(
    tx,
    [...written.map((row) => row.id), ...waiting.flatMap((person) => person.standingId ?? [])],
    actor.now,
  )
  return outcomes(tx, id, people, written)
}

interface Locked {
  committeeId: string
  state: string
  beginsAt: string
}

const lockForTicks = async (tx: Tx, actor: Actor, id: string, fileId: string | null): Promise<Locked> => {
  const { rows } = await sql<Locked & { mine: boolean; paper: boolean }>`
    select a.committee_id as "committeeId", a.state, a.begins_at as "beginsAt", ${manages(actor)} as mine,
      ${fileId}::uuid is null or exists (select from files f where f.id = ${fileId} and f.owner_type = 'activity' and f.owner_id = a.id) as paper
    from activities a where a.id = ${id} and ${visibleTo(actor)} for share of a`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  if (!row.paper) throw new Invalid([{ path: 'proxy.fileId', message: '这张照片没有传上来，请再选一次' }])
  return row
}

interface Looked {
  given: string
  id: string
  personId: string | null
  role: string
  late: boolean
  leftEarly: boolean
  onLeave: boolean
  standingId: string | null
  standingState: string | null
}

/** Each tick with its person (merged ones become the one that stays), leave, and what stands already; in order of person. */
const lookUp = async (tx: Tx, activityId: string, input: Ticks): Promise<Looked[]> => {
  const { rows } = await sql<Looked>`
    select distinct on (coalesce(p.merged_into, p.id, g."personId")) g."personId" as given, g.id,
      coalesce(p.merged_into, p.id) as "personId", g.role, g.late, g."leftEarly",
      exists (select from leaves l join activities a on a.campaign_id = l.campaign_id
        where a.id = ${activityId} and l.person_id = p.id and l.state = 'approved') as "onLeave",
      t.id as "standingId", t.state as "standingState"
    from json_to_recordset(${JSON.stringify(input.items)}::json)
        g(id uuid, "personId" uuid, role text, late boolean, "leftEarly" boolean)
      left join people p on p.id = g."personId"
      left join attendances t on t.activity_id = ${activityId} and t.person_id = coalesce(p.merged_into, p.id)
        and t.state in ('standing', 'pending')
    order by coalesce(p.merged_into, p.id, g."personId")`.execute(tx)
  return rows
}

const insert = async (
  tx: Tx,
  actor: Actor,
  at: { id: string; committeeId: string; proxy: Ticks['proxy'] },
  people: Looked[],
) => {
  const fresh = people.filter((person) => person.personId !== null && person.standingId === null)
  const { rows } = await sql<{ id: string; personId: string; committeeId: string }>`
    insert into attendances (id, activity_id, committee_id, person_id, role, channel, late, left_early, happened_at, received_at,
      recorded_by, proxy_reason, paper_file_id)
    select g.id, ${at.id}, ${at.committeeId}, g."personId", g.role, ${at.proxy ? 'paper' : 'list'}, g.late, g."leftEarly",
      ${actor.now}, ${actor.now}, ${actor.personId}, ${at.proxy?.reason ?? null}, ${at.proxy?.fileId ?? null}
    from json_to_recordset(${JSON.stringify(fresh)}::json)
      g(id uuid, "personId" uuid, role text, late boolean, "leftEarly" boolean)
    order by g."personId"
    on conflict do nothing
    returning id, person_id as "personId", committee_id as "committeeId"`.execute(tx)
  return rows
}

/** What became of each tick, read from what stands now: another hand may have been first. */
const outcomes = async (tx: Tx, activityId: string, people: Looked[], written: { id: string }[]) => {
  const { rows } = await sql<{ id: string; personId: string; attended: number }>`
    select t.id, t.person_id as "personId", count(*) filter (where t.role = 'attendee') over () as attended
    from attendances t where t.activity_id = ${activityId} and t.state = 'standing'`.execute(tx)
  const standing = new Map(rows.map((row) => [row.personId, row.id]))
  const fresh = new Set(written.map((row) => row.id))
  const items = people.map((person): Outcome => {
    const id = person.personId === null ? null : (standing.get(person.personId) ?? null)
    if (person.personId === null) return refused(person, '没有找到这位委员')
    if (id === null) return refused(person, '这一条刚才撤销过。要重新记到场，请再勾一次。')
    const note = person.onLeave ? '请过假，来了就算到场' : null
    if (fresh.has(id)) return { personId: person.given, id, outcome: 'recorded', note }
    if (person.standingState === 'pending') return { personId: person.given, id, outcome: 'accepted', note }
    return { personId: person.given, id, outcome: 'already', note: note ?? '已经记过到场' }
  })
  return { items, attended: rows[0]?.attended ?? 0 }
}

const refused = (person: Looked, note: string): Outcome => ({
  personId: person.given,
  id: null,
  outcome: 'refused',
  note,
})
