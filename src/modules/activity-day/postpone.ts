import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { movedDates } from '../campaigns/index.ts'
import { getDay } from './board/day.ts'

/** What postponing to another day would do, before it is pressed: the dates, and how many records fall outside. (C29, Standings) */
export const previewPostpone = async (tx: Tx, actor: Actor, campaignId: string, heldOn: string) => {
  const day = await getDay(tx, campaignId)
  if (!unitsOf(actor, 'office').includes(day.issuerId)) throw new NotFound()
  const { heldOn: _, ...moved } = movedDates(day, heldOn)
  const { rows } = await sql<{ droppedAttendances: number; droppedOwnActivities: number }>`
    select
      (select count(*) from attendances t join activities a on a.id = t.activity_id
        where a.campaign_id = ${campaignId} and a.state = 'planned' and t.state = 'standing'
          and not (a.begins_at at time zone 'Asia/Shanghai')::date between ${moved.collectiveFrom}::date and ${moved.collectiveUntil}::date)
        as "droppedAttendances",
      (select count(*) from own_activities o where o.campaign_id = ${campaignId} and o.state = 'standing'
        and not o.on_day between ${moved.ownFrom}::date and ${moved.ownUntil}::date) as "droppedOwnActivities"`.execute(
    tx,
  )
  return {
    ...moved,
    droppedAttendances: rows[0]?.droppedAttendances ?? 0,
    droppedOwnActivities: rows[0]?.droppedOwnActivities ?? 0,
  }
}
