import { type Tx, sql } from '../../../platform/db.ts'
import { venuesDid } from '../../campaigns/index.ts'
import { type Duty, recordDuties, reverseDuty } from '../../ledger/index.ts'

/**
 * Records the duty of each of these attendances that stands as 出席 of a member serving on the activity's day; 列席 and
 * people without a mandate leave none. The organiser is the first host.
 */
export const recordAttended = async (tx: Tx, ids: string[], now: Date): Promise<void> => {
  if (ids.length === 0) return
  const { rows } = await sql<Duty>`
    select 'attendance' as "sourceType", t.id as "sourceId", 'attended' as kind, t.person_id as "personId",
      h.venue_id as "organiserId", (a.begins_at at time zone 'Asia/Shanghai')::date as "onDay", a.campaign_id as "campaignId"
    from attendances t join activities a on a.id = t.activity_id and a.state = 'planned'
      join activity_hosts h on h.activity_id = a.id and h.position = 1
    where t.id = any(${ids}::uuid[]) and t.state = 'standing' and t.role = 'attendee'
      and exists (select from mandates m join people p on p.id = m.person_id
        where coalesce(p.merged_into, p.id) = t.person_id
          and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date)`.execute(tx)
  await recordDuties(tx, rows, now)
  const { rows: held } = await sql<{ id: string }>`
    select distinct activity_id as id from attendances where id = any(${ids}::uuid[])`.execute(tx)
  for (const { id } of held) await tellDone(tx, id, now)
}

/** What the hosts were asked for in the campaign, to hold an activity, is done. */
export const tellDone = async (tx: Tx, activityId: string, now: Date): Promise<void> => {
  const { rows } = await sql<{ campaignId: string | null; venueIds: string[] }>`
    select a.campaign_id as "campaignId", array_agg(h.venue_id) as "venueIds"
    from activities a join activity_hosts h on h.activity_id = a.id where a.id = ${activityId} group by 1`.execute(
    tx,
  )
  for (const did of rows) await venuesDid(tx, { ...did, matter: 'activity' }, now)
}

/** Takes the duty of an attendance back. */
export const reverseAttended = async (tx: Tx, id: string, now: Date): Promise<void> => {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from attendances where id = ${id}`.execute(tx)
  for (const { personId } of rows)
    await reverseDuty(tx, { sourceType: 'attendance', sourceId: id, kind: 'attended', personId }, now)
}
