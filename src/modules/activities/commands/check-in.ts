import type { z } from 'zod'
import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, NotFound, TooMany } from '../../../platform/errors.ts'
import { waitInWords } from '../../../platform/rate-limit.ts'
import { beginProcess } from '../../../platform/take-step.ts'
import { attendanceFlow } from '../access.ts'
import { slotOfCode } from '../codes.ts'
import { type CheckIn, checkIn as api } from '../contract.ts'
import { lateArrival, slotsToTry } from '../rules.ts'
import { recordAttended } from './attended.ts'

type Input = z.output<typeof CheckIn>

/** Assumed: ten wrong codes in five minutes, then a pause. */
const mostWrong = 10
const pauseSeconds = 300

/** Wrong codes are the refusals that the audit keeps of this person: nothing else has to count them. */
const refuseGuessing = async (tx: Tx, actor: Actor) => {
  const since = new Date(actor.now.getTime() - pauseSeconds * 1000)
  const { rows } = await sql<{ tries: number; first: string | null }>`
    select count(*) as tries, min(at) as first from audit
    where actor_person_id = ${actor.personId} and at > ${since} and endpoint = ${api.key} and outcome = 'refused'`.execute(
    tx,
  )
  const [row] = rows
  if (!row || row.tries < mostWrong || row.first === null) return
  const seconds = Math.max(1, Math.ceil((Date.parse(row.first) - since.getTime()) / 1000))
  throw new TooMany(
    seconds,
    `码输错的次数多了，请过${waitInWords(seconds)}再试，或者请召集人在名单上勾您的名字。`,
  )
}

/**
 * A member checks in by the code shown on the spot. On line it stands at once; from the phone's queue it waits in the
 * convener's list as 补传. Pressed twice, or at once, one row stands and each press gets the same answer.
 */
export const checkIn = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: Input,
): Promise<{ id: string; state: string; words: string }> => {
  const activity = await load(tx, actor, id)
  if (activity.state !== 'planned')
    throw new Conflict('这次活动没有定下来，或者已经取消。', { state: activity.state })
  if (!activity.existingId) {
    await refuseGuessing(tx, actor)
    const obstacle = obstacleOf(activity, input, actor.now)
    if (obstacle) throw new Conflict(obstacle)
    await write(tx, actor, activity, input)
  }
  return answer(tx, actor, id, activity.onLeave)
}

interface Loaded {
  id: string
  state: string
  committeeId: string
  secret: Buffer
  beginsAt: string
  endsAt: string
  onLeave: boolean
  existingId: string | null
}

const load = async (tx: Tx, actor: Actor, id: string): Promise<Loaded> => {
  const { rows } = await sql<Loaded>`
    select a.id, a.state, a.committee_id as "committeeId", a.secret, a.begins_at as "beginsAt", a.ends_at as "endsAt",
      exists (select from leaves l where l.campaign_id = a.campaign_id and l.person_id = any(${recordsOf(actor)}::uuid[])
        and l.state = 'approved') as "onLeave",
      (select t.id from attendances t where t.activity_id = a.id and t.person_id = any(${recordsOf(actor)}::uuid[])
        and t.state in ('standing', 'pending')) as "existingId"
    from activities a where a.id = ${id} for share of a`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

const obstacleOf = (activity: Loaded, input: Input, now: Date): string | null => {
  const happenedAt = new Date(input.happenedAt)
  const late = input.queued ? lateArrival(happenedAt, now) : null
  if (late) return late
  const slots = slotsToTry(activity, { queued: input.queued, happenedAt, now })
  if (slots.length === 0) return '现在不是签到的时间。活动开始前半小时到结束，现场会亮码。'
  return slotOfCode(activity.secret, input.code, slots) === null
    ? '这个码过期了，或者输错了一位。请看现场正亮着的 6 位数字，再输一次。'
    : null
}

const write = async (tx: Tx, actor: Actor, activity: Loaded, input: Input) => {
  const state = input.queued ? ('pending' as const) : ('standing' as const)
  const { rows } = await sql<{ id: string }>`
    insert into attendances (id, activity_id, committee_id, person_id, channel, state, happened_at, received_at, recorded_by)
    values (${input.id}, ${activity.id}, ${activity.committeeId}, ${actor.personId}, 'code', ${state}, ${input.happenedAt},
      ${actor.now}, ${actor.personId})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return
  await beginProcess(tx, actor, attendanceFlow, {
    id: input.id,
    committeeId: activity.committeeId,
    step: 'check_in',
    state,
  })
  if (state === 'standing') await recordAttended(tx, [input.id], actor.now)
}

/** The same answer for the first press and for every later one: what stands now. */
const answer = async (tx: Tx, actor: Actor, activityId: string, onLeave: boolean) => {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from attendances
    where activity_id = ${activityId} and person_id = any(${recordsOf(actor)}::uuid[]) and state in ('standing', 'pending')`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Conflict('这次签到刚才被撤销了。请找召集人在名单上记到场。')
  const words = row.state === 'pending' ? '补传收到了，等召集人核对。' : '已到。'
  return { ...row, words: onLeave ? `${words}您请过假，来了就算到场。` : words }
}
