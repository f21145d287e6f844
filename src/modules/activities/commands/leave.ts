import { type Actor, committeesOf, recordsOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { notify } from '../../../platform/notify/index.ts'
import { sentence } from '../../../platform/sentence.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { leaveFlow } from '../leave-access.ts'
import { stateLabel } from '../../../platform/process.ts'
import { leaveProcess } from '../process.ts'
import { listLeaveReasons } from '../queries/leave.ts'

interface Request {
  id: string
  campaignId: string
  reason: string
  venueId?: string | undefined
  personId?: string | undefined
  proxyReason?: string | undefined
}

/**
 * Asks for leave from a campaign, for oneself or as 代录 for a member of one's own 政协. A convener of one's studio decides;
 * for conveners, leaders and those resident nowhere the office does. One active leave per person and campaign. (C29)
 */
export const requestLeave = async (tx: Tx, actor: Actor, input: Request): Promise<{ id: string }> => {
  const personId = input.personId ?? actor.personId
  const isProxy = personId !== actor.personId
  if (isProxy && !input.proxyReason)
    throw new Invalid([{ path: 'proxyReason', message: '替别人请假，要写明为什么由您代录' }])
  await checkReason(tx, actor, input.reason)
  const decider = await deciderOf(tx, actor, { ...input, personId })
  if (isProxy && !(await mayRecordFor(tx, actor, personId))) throw new NotFound()
  const { rows } = await sql`
    insert into leaves (id, campaign_id, person_id, committee_id, venue_id, reason, requested_at, recorded_by)
    values (${input.id}, ${input.campaignId}, ${personId}, ${decider.committeeId}, ${decider.venueId}, ${input.reason},
      ${actor.now}, ${actor.personId})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return already(tx, input, personId)
  await beginProcess(tx, actor, leaveFlow, {
    id: input.id,
    committeeId: decider.committeeId,
    step: 'request',
    ...(input.proxyReason ? { words: input.proxyReason } : {}),
  })
  return { id: input.id }
}

const already = async (tx: Tx, input: Request, personId: string): Promise<{ id: string }> => {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from leaves where campaign_id = ${input.campaignId} and person_id = ${personId}
      and (id = ${input.id} or state in ('requested', 'approved')) order by id = ${input.id} desc limit 1`.execute(
    tx,
  )
  const [row] = rows
  if (row?.id === input.id) return { id: input.id }
  throw new Conflict(
    `这次活动日已经请过假，${stateLabel(leaveProcess, row?.state ?? '')}。要改，先收回那一次。`,
  )
}

const checkReason = async (tx: Tx, actor: Actor, reason: string) => {
  const { rows } = await listLeaveReasons(tx, actor)
  if (!rows.some((row) => row.code === reason))
    throw new Invalid([{ path: 'reason', message: '请选一个请假事由' }])
}

interface Decider {
  committeeId: string
  venueId: string | null
}

/** Whose word it takes; throws NotFound when the campaign does not reach the person. */
const deciderOf = async (
  tx: Tx,
  actor: Actor,
  input: { campaignId: string; personId: string; venueId?: string | undefined },
): Promise<Decider> => {
  const today = dayOf(actor.now)
  const records = recordsOf(actor, input.personId)
  const { rows } = await sql<{
    state: string
    over: boolean
    homeId: string | null
    byOffice: boolean
    venues: Decider[]
  }>`
    select c.state, c.own_until < ${today}::date as over,
      (select m.committee_id from mandates m where m.person_id = any(${records}::uuid[]) and m.valid @> c.held_on
        and (m.committee_id = c.committee_id or exists (select from campaign_committees r
          where r.campaign_id = c.id and r.committee_id = m.committee_id))
        order by m.committee_id limit 1) as "homeId",
      exists (select from convenings n where n.person_id = any(${records}::uuid[]) and n.valid @> ${today}::date)
        or exists (select from residencies r where r.person_id = any(${records}::uuid[]) and r.is_leader and r.valid @> ${today}::date)
        or exists (select from mandates m where m.person_id = any(${records}::uuid[]) and m.valid @> c.held_on
          and m.post in ('chair', 'vice_chair', 'secretary_general')) as "byOffice",
      coalesce((select json_agg(json_build_object('venueId', v.id, 'committeeId', v.committee_id)
          order by v.id = ${input.venueId ?? null} desc nulls last, lower(r.valid), v.id)
        from residencies r join venues v on v.id = r.venue_id
        where r.person_id = any(${records}::uuid[]) and r.valid @> ${today}::date
          and exists (select from convenings n where n.venue_id = v.id and n.valid @> ${today}::date)), '[]') as venues
    from campaigns c where c.id = ${input.campaignId}`.execute(tx)
  const [row] = rows
  if (!row || row.homeId === null) throw new NotFound()
  if (row.state !== 'issued') throw new Conflict('这次活动日已经结束或取消，不用请假了。')
  if (row.over) throw new Conflict('活动日的时间段已经过了，请不了假。')
  const [venue] = row.venues
  if (input.venueId && venue?.venueId !== input.venueId && !row.byOffice)
    throw new Invalid([{ path: 'venueId', message: '您没有入驻这家工作室，或者它没有召集人' }])
  return row.byOffice || !venue ? { committeeId: row.homeId, venueId: null } : venue
}

/** 代录 is for one's own people: residents of one's venue, or members of one's 政协. */
export const mayRecordFor = async (tx: Tx, actor: Actor, personId: string): Promise<boolean> => {
  const today = dayOf(actor.now)
  const { rows } = await sql`
    select from mandates m where m.person_id = ${personId} and m.valid @> ${today}::date
      and m.committee_id = any(${committeesOf(actor, 'office')}::uuid[])
    union all
    select from residencies r where r.person_id = ${personId} and r.valid @> ${today}::date
      and r.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])`.execute(tx)
  return rows.length > 0
}

/** Decides on a leave or takes it back; the person hears of a decision. */
export const stepLeave = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  const moved = await takeStep(tx, actor, leaveFlow, id, asked)
  if (moved.to === 'approved' || moved.to === 'refused')
    await tellDecision(tx, actor, id, moved.to, asked.words)
  return { state: moved.to }
}

const tellDecision = async (tx: Tx, actor: Actor, id: string, to: 'approved' | 'refused', words?: string) => {
  const { rows } = await sql<{ personId: string; committeeId: string; name: string }>`
    select l.person_id as "personId", l.committee_id as "committeeId", c.name
    from leaves l join campaigns c on c.id = l.campaign_id where l.id = ${id}`.execute(tx)
  const [leave] = rows
  if (!leave) throw new Forbidden()
  await notify(
    tx,
    {
      personId: leave.personId,
      committeeId: leave.committeeId,
      cause: `leave:${id}:${to}`,
      title: to === 'approved' ? `${leave.name}，已准假` : `${leave.name}，没有准假`,
      body:
        to === 'approved'
          ? '来得了也欢迎，到了就算到场。'
          : sentence(words ?? '') || '想知道为什么，请问批假的人。',
      path: '/m/leave',
    },
    actor.now,
  )
}
