import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden } from '../../../platform/errors.ts'
import { enqueue } from '../../../platform/jobs.ts'
import { afterQuietHours } from '../../../platform/notify/index.ts'
import { lookAt } from '../access.ts'
import { remindObstacle } from '../board/ask.ts'
import { planForSets } from '../board/plan-for-sets.ts'
import type { Day } from '../board/day.ts'
import { askable } from '../board/figures.ts'
import { withDay } from '../board/relations.ts'
import { type Part, placed } from '../board/rows.ts'
import { type Matter, matterLabels } from '../rules.ts'
import { sendReminder } from './send.ts'

export interface Press {
  id: string
  unit: string
  part: Part
  matter: Matter
}

export interface Pressed {
  id: string
  venueCount: number
  sendAt: string
}

/**
 * Reminds the conveners of a row's studios that still owe the matter: once a day for each studio and matter, whoever presses;
 * pressed at night it goes out at eight. Sent twice is once.
 */
export const pressReminder = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  press: Press,
): Promise<Pressed> => {
  const { day } = await lookAt(tx, actor, campaignId, press.unit)
  const obstacle = await remindObstacle(tx, actor, day, { unitId: press.unit, part: press.part })
  if (obstacle) throw day.state === 'issued' ? new Forbidden(obstacle) : new Conflict(obstacle)
  const before = await findPress(tx, actor, campaignId, press)
  if (before) return before
  const sendAt = afterQuietHours(actor.now)
  await sql`
    insert into reminders (id, campaign_id, scope_id, part, matter, venue_count, pressed_by, pressed_at, send_at)
    values (${press.id}, ${campaignId}, ${press.unit}, ${press.part}, ${press.matter}, 0, ${actor.personId}, ${actor.now}, ${sendAt})`.execute(
    tx,
  )
  const venueCount = await take(tx, day, press, actor.now, dayOf(sendAt))
  if (venueCount === 0)
    throw new Conflict(`没有要提醒的：该${matterLabels[press.matter]}的都办了，或者今天已经提醒过。`)
  if (sendAt > actor.now)
    await enqueue(
      tx,
      'activity-day.remind',
      { reminderId: press.id },
      { runAt: sendAt, key: `remind:${press.id}` },
    )
  else await sendReminder(tx, press.id, actor.now)
  return { id: press.id, venueCount, sendAt: sendAt.toISOString() }
}

const findPress = async (tx: Tx, actor: Actor, campaignId: string, press: Press): Promise<Pressed | null> => {
  const { rows } = await sql<Pressed & { mine: boolean }>`
    select id, venue_count as "venueCount", send_at as "sendAt",
      pressed_by = ${actor.personId} and campaign_id = ${campaignId} as mine
    from reminders where id = ${press.id}`.execute(tx)
  const [row] = rows
  if (!row) return null
  if (!row.mine) throw new Conflict('编号已被用过，请刷新页面再按。')
  return { id: row.id, venueCount: row.venueCount, sendAt: row.sendAt }
}

/** Takes the studios for this press; two presses at once never take one twice. */
const take = async (tx: Tx, day: Day, press: Press, now: Date, onDay: string): Promise<number> => {
  await planForSets(tx)
  const owes = press.matter === 'post' ? sql`a.post` : sql`a.activity`
  const { rows } = await sql<{ n: number }>`
    ${withDay(day)}, placed as (${placed(day, [{ unitId: press.unit, part: press.part }])}),
    ${askable(day, { now, remindDay: onDay })},
    taken as (
      insert into reminded (reminder_id, venue_id, on_day, campaign_id, matter)
      select ${press.id}, p.venue_id, ${onDay}, ${day.campaignId}, ${press.matter}
      from placed p join askable a on a.venue_id = p.venue_id where ${owes} order by p.venue_id
      on conflict do nothing returning venue_id),
    counted as (select count(*) as n from taken)
    update reminders set venue_count = c.n from counted c where id = ${press.id} returning c.n`.execute(tx)
  return rows[0]?.n ?? 0
}
