import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Job } from '../../../platform/jobs.ts'
import { notifyMany, textMany } from '../../../platform/notify/index.ts'
import { askVenues } from '../../campaigns/index.ts'
import { planForSets } from '../board/plan-for-sets.ts'
import { getDay } from '../board/day.ts'
import { askable } from '../board/figures.ts'
import { withDay } from '../board/relations.ts'
import type { Matter } from '../rules.ts'

interface Waiting {
  campaignId: string
  campaignName: string
  matter: Matter
  heldOn: string
  uploadDueOn: string
}

interface Reached {
  venueId: string
  committeeId: string
  venueName: string
  personId: string
}

/** Sends what was pressed to the conveners of the studios that still owe it, and puts it into their to-dos. Once. */
export const sendReminder = async (tx: Tx, reminderId: string, now: Date): Promise<void> => {
  const { rows } = await sql<Waiting>`
    select c.id as "campaignId", c.name as "campaignName", r.matter, c.held_on as "heldOn", c.upload_due_on as "uploadDueOn"
    from reminders r join campaigns c on c.id = r.campaign_id
    where r.id = ${reminderId} and r.sent_count is null and c.state = 'issued' for update of r`.execute(tx)
  const [waiting] = rows
  if (!waiting) return
  const reached = await reach(tx, reminderId, waiting, now)
  const words = wordsOf(waiting)
  await notifyMany(
    tx,
    reached.map(({ personId, committeeId, venueId, venueName }) => ({
      personId,
      committeeId,
      cause: `reminder:${reminderId}:${venueId}`,
      title: `${venueName}：${words.title}`,
      body: words.body,
      path: words.path,
    })),
    now,
  )
  await textMany(
    tx,
    (await awayOf(tx, reached, now)).map(({ personId, venueId, venueName }) => ({
      personId,
      kind: 'reminder',
      cause: `reminder:${reminderId}:${venueId}`,
      title: `${venueName}：${words.title}`,
    })),
    now,
  )
  const venues = new Map(reached.map((one) => [one.venueId, one]))
  const asks = [...venues.values()].map(({ venueId, committeeId, venueName }) => ({
    venueId,
    committeeId,
    title: `${venueName}：${words.title}`,
    path: words.path,
    dueOn: words.dueOn,
  }))
  await askVenues(tx, waiting.campaignId, waiting.matter, asks, now)
  await sql`update reminders set sent_count = ${venues.size} where id = ${reminderId}`.execute(tx)
}

const reach = async (tx: Tx, reminderId: string, waiting: Waiting, now: Date): Promise<Reached[]> => {
  const day = await getDay(tx, waiting.campaignId)
  const today = dayOf(now)
  await planForSets(tx)
  const { rows } = await sql<Reached>`
    ${withDay(day)}, ${askable(day, { now, remindDay: today })}
    select v.id as "venueId", v.committee_id as "committeeId", u.short_name as "venueName", n.person_id as "personId"
    from reminded r join askable a on a.venue_id = r.venue_id join venues v on v.id = r.venue_id join units u on u.id = v.id
      join convenings n on n.venue_id = v.id and n.valid @> ${today}::date
    where r.reminder_id = ${reminderId} and ${waiting.matter === 'post' ? sql`a.post` : sql`a.activity`}`.execute(
    tx,
  )
  return rows
}

/** Who has no session open, and so would not see the inbox. */
const awayOf = async (tx: Tx, reached: readonly Reached[], now: Date): Promise<Reached[]> => {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from sessions
    where person_id = any(${reached.map(({ personId }) => personId)}::uuid[]) and revoked_at is null
      and idle_until > ${now} and ends_at > ${now}`.execute(tx)
  const here = new Set(rows.map(({ personId }) => personId))
  return reached.filter(({ personId }) => !here.has(personId))
}

const wordsOf = (waiting: Waiting) =>
  waiting.matter === 'post'
    ? {
        title: `还没上传“${waiting.campaignName}”的动态`,
        body: `几张照片、几句话就行，${monthDay(waiting.uploadDueOn)} 24 点截止。已经传了的，不用理会。`,
        path: '/m/posts',
        dueOn: waiting.uploadDueOn,
      }
    : {
        title: `还没开展“${waiting.campaignName}”的活动`,
        body: `活动日是${monthDay(waiting.heldOn)}。方案定了、到场的人记了，这里就有数。已经办了的，不用理会。`,
        path: '/m/activities',
        dueOn: waiting.heldOn,
      }

const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** What was pressed at night goes out at eight, to those who still owe it then. */
export const remindJob: Job = {
  name: 'activity-day.remind',
  work: async (house, payload) => {
    const { reminderId } = payload
    if (typeof reminderId !== 'string') return
    await house.db.transaction().execute((tx) => sendReminder(tx, reminderId, house.clock()))
  },
}
