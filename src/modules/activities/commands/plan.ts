import type { Actor } from '../../../platform/actor.ts'
import { randomBytes } from 'node:crypto'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, type FieldProblem, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { activityFlow, manages, managesVenue, visibleTo } from '../access.ts'
import type { Plan } from '../contract.ts'
import { tellHosts, tellSignedUp } from './telling.ts'
import { dayAndTime } from '../rules.ts'

/** Writes a plan for one studio or several; the first is one that the actor manages and keeps the record. */
export const draftActivity = async (
  tx: Tx,
  actor: Actor,
  input: Plan & { id: string },
): Promise<{ id: string }> => {
  const committeeId = await committeeOfHost(tx, actor, input.venueIds)
  await check(tx, committeeId, input)
  await sql`
    insert into activities (id, committee_id, campaign_id, title, about, place, mode, link, activity_type, begins_at, ends_at,
      secret, created_by, created_at)
    values (${input.id}, ${committeeId}, ${input.campaignId}, ${input.title}, ${input.about}, ${input.place}, ${input.mode},
      ${input.link}, ${input.activityType}, ${input.beginsAt}, ${input.endsAt}, ${randomBytes(32)}, ${actor.personId}, ${actor.now})`.execute(
    tx,
  )
  await writeHosts(tx, input)
  await writeKinds(tx, input)
  await beginProcess(tx, actor, activityFlow, { id: input.id, committeeId, step: 'draft' })
  await tellHosts(tx, actor, input.id, input.venueIds.slice(1))
  return { id: input.id }
}

interface Stored extends Omit<Plan, 'mode'> {
  mode: string
  state: string
  committeeId: string
  version: number
  attended: number
}

/**
 * Edits a plan as it was read at `version`; somebody else's edit in between answers 409 with both. Once planned, hosts
 * and campaign stay, the time stays as soon as somebody has come, and those signed up hear of a new time or place.
 */
export const editActivity = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: Plan & { version: number },
): Promise<{ id: string; version: number }> => {
  const stored = await lockManaged(tx, actor, id)
  const { version, ...yours } = input
  if (stored.version !== version)
    throw new Conflict('您打开以后，别人改过这份方案。请对照两边的写法，再存一次。', {
      version: stored.version,
      theirs: planOf(stored),
      yours,
    })
  if (stored.state === 'cancelled') throw new Conflict('活动已经取消，不能再改。', { state: stored.state })
  await check(tx, stored.committeeId, input)
  if (stored.state === 'planned') refuseMoves(stored, input)
  else if (stored.venueIds[0] !== input.venueIds[0]) await committeeOfHost(tx, actor, input.venueIds)
  await sql`
    update activities set campaign_id = ${input.campaignId}, title = ${input.title}, about = ${input.about}, place = ${input.place},
      mode = ${input.mode}, link = ${input.link}, activity_type = ${input.activityType}, begins_at = ${input.beginsAt},
      ends_at = ${input.endsAt}, version = version + 1
    where id = ${id}`.execute(tx)
  await writeKinds(tx, { ...input, id })
  if (stored.state === 'draft') {
    await writeHosts(tx, { ...input, id })
    await tellHosts(
      tx,
      actor,
      id,
      input.venueIds.filter((venue) => !stored.venueIds.includes(venue)),
    )
  } else await revise(tx, actor, id, stored, input)
  return { id, version: version + 1 }
}

const planOf = ({ state: _s, committeeId: _c, version: _v, attended: _a, ...plan }: Stored) => plan

const refuseMoves = (stored: Stored, input: Plan) => {
  const problems: FieldProblem[] = []
  if (stored.campaignId !== input.campaignId)
    problems.push({ path: 'campaignId', message: '方案已定，不能再换活动日' })
  if (stored.venueIds.join() !== input.venueIds.join())
    problems.push({ path: 'venueIds', message: '方案已定，开展的工作室不能再换；可以取消这份，另写一份' })
  if (stored.attended > 0 && movesTime(stored, input))
    problems.push({ path: 'beginsAt', message: `已有 ${stored.attended} 人到场，时间不能再改` })
  if (input.campaignId !== null && input.kinds.length === 0)
    problems.push({ path: 'kinds', message: '至少选一类活动内容' })
  if (problems.length > 0) throw new Invalid(problems)
}

const movesTime = (stored: Stored, input: Plan): boolean =>
  Date.parse(stored.beginsAt) !== Date.parse(input.beginsAt) ||
  Date.parse(stored.endsAt) !== Date.parse(input.endsAt)

/** Writes the change into the plan's path in words, and tells those signed up when time or place moved. */
const revise = async (tx: Tx, actor: Actor, id: string, stored: Stored, input: Plan) => {
  const moves: string[] = []
  if (movesTime(stored, input))
    moves.push(`时间由${dayAndTime(stored.beginsAt)}改为${dayAndTime(input.beginsAt)}`)
  if (stored.place !== input.place) moves.push(`地点由${stored.place || '未写'}改为${input.place || '未写'}`)
  const moved = await takeStep(tx, actor, activityFlow, id, {
    step: 'revise',
    ...(moves.length > 0 ? { words: moves.join('；') } : {}),
  })
  if (moves.length > 0)
    await tellSignedUp(tx, actor, id, {
      cause: `revise:${moved.no}`,
      title: `“${input.title}”有变动`,
      body: `${moves.join('；')}。`,
    })
}

/** The first host's 政协; Forbidden unless the actor manages that host, Invalid for a host that is not open. */
const committeeOfHost = async (tx: Tx, actor: Actor, venueIds: string[]): Promise<string> => {
  const { rows } = await sql<{ committeeId: string; mine: boolean }>`
    select v.committee_id as "committeeId", ${managesVenue(actor, sql`v.id`)} as mine
    from venues v where v.id = ${venueIds[0]}`.execute(tx)
  const [host] = rows
  if (!host) throw new NotFound()
  if (!host.mine) throw new Forbidden()
  return host.committeeId
}

/** All that is wrong with the plan, at once. */
const check = async (tx: Tx, committeeId: string, input: Plan) => {
  const problems: FieldProblem[] = []
  if (Date.parse(input.endsAt) <= Date.parse(input.beginsAt))
    problems.push({ path: 'endsAt', message: '结束时间要晚于开始时间' })
  if (Date.parse(input.endsAt) - Date.parse(input.beginsAt) > 3 * 86_400_000)
    problems.push({ path: 'endsAt', message: '一次活动最多三天' })
  if (new Set(input.venueIds).size < input.venueIds.length)
    problems.push({ path: 'venueIds', message: '同一家工作室选了两次' })
  if (input.mode !== 'online' && input.place === '')
    problems.push({ path: 'place', message: '线下活动要写地点' })
  const { rows } = await sql<{ open: number; campaign: boolean; kinds: number[] | null }>`
    select (select count(*) from units u where u.id = any(${input.venueIds}::uuid[]) and u.kind = 'venue'
        and u.open_during @> (${input.beginsAt}::timestamptz at time zone 'Asia/Shanghai')::date) as open,
      exists (select from campaigns c where c.id = ${input.campaignId} and c.state = 'issued'
        and (c.committee_id = ${committeeId} or exists (select from campaign_committees r
          where r.campaign_id = c.id and r.committee_id = ${committeeId}))) as campaign,
      (select json_agg(no) from campaign_kinds where campaign_id = ${input.campaignId}) as kinds`.execute(tx)
  const [found] = rows
  if (!found || found.open < new Set(input.venueIds).size)
    problems.push({ path: 'venueIds', message: '有一家工作室那天没有开放' })
  if (input.campaignId !== null && !found?.campaign)
    problems.push({ path: 'campaignId', message: '这次活动日还没有下发，或者已经结束、取消' })
  if (input.campaignId !== null && input.kinds.some((no) => !(found?.kinds ?? []).includes(no)))
    problems.push({ path: 'kinds', message: '这次活动日没有这一类活动内容' })
  if (problems.length > 0) throw new Invalid(problems)
}

const writeHosts = async (tx: Tx, plan: { id: string; venueIds: string[] }) => {
  await sql`delete from activity_hosts where activity_id = ${plan.id}`.execute(tx)
  await sql`
    insert into activity_hosts (activity_id, venue_id, position)
    select ${plan.id}, venue_id, position from unnest(${plan.venueIds}::uuid[]) with ordinality h(venue_id, position)`.execute(
    tx,
  )
}

const writeKinds = async (tx: Tx, plan: { id: string; kinds: number[] }) => {
  await sql`delete from activity_kinds where activity_id = ${plan.id} and kind_no <> all(${plan.kinds}::int[])`.execute(
    tx,
  )
  await sql`
    insert into activity_kinds (activity_id, kind_no) select ${plan.id}, unnest(${plan.kinds}::int[])
    on conflict do nothing`.execute(tx)
}

const lockManaged = async (tx: Tx, actor: Actor, id: string): Promise<Stored> => {
  const { rows } = await sql<Stored & { mine: boolean }>`
    select a.title, a.about, a.campaign_id as "campaignId", a.begins_at as "beginsAt", a.ends_at as "endsAt", a.mode, a.place,
      a.link, a.activity_type as "activityType", a.state, a.committee_id as "committeeId", a.version, ${manages(actor)} as mine,
      coalesce((select json_agg(h.venue_id order by h.position) from activity_hosts h where h.activity_id = a.id), '[]') as "venueIds",
      coalesce((select json_agg(k.kind_no order by k.kind_no) from activity_kinds k where k.activity_id = a.id), '[]') as kinds,
      (select count(*) from attendances t where t.activity_id = a.id and t.state = 'standing') as attended
    from activities a where a.id = ${id} and ${visibleTo(actor)} for update of a`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { mine, ...stored } = row
  if (!mine) throw new Forbidden()
  return stored
}
