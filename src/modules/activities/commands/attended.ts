import { type Tx, sql } from '../../../platform/db.ts'
import { isAskedOf, venuesDid } from '../../campaigns/index.ts'
import { isAskedForRoll, endAsking } from '../asked-rolls.ts'
import { type Duty, recordDuties, reverseDuty } from '../../ledger/index.ts'

/** An attendance that stands, with what its activity was asked for. */
interface Attended {
  duty: Duty | null
  campaignId: string | null
  /** hosts that were asked for an activity and wait for it */
  askedIds: string[]
  /** the activity, where its convener was asked who was there */
  rollAskedOf: string | null
}

/**
 * Records the duty of each of these attendances that stands as 出席 of a member serving on the activity's day; 列席 and
 * people without a mandate leave none. The organiser is the first host. What the hosts were asked for is done.
 */
export const recordAttended = async (tx: Tx, ids: string[], now: Date): Promise<void> => {
  if (ids.length === 0) return
  const { rows } = await sql<Attended>`
    select a.campaign_id as "campaignId", ${askedHosts} as "askedIds",
      case when ${isAskedForRoll} then a.id end as "rollAskedOf",
      case when a.state = 'planned' and t.state = 'standing' and t.role = 'attendee' and ${servesThen} then
        json_build_object('sourceType', 'attendance', 'sourceId', t.id, 'kind', 'attended', 'personId', t.person_id,
          'organiserId', h.venue_id, 'onDay', (a.begins_at at time zone 'Asia/Shanghai')::date, 'campaignId', a.campaign_id) end as duty
    from attendances t join activities a on a.id = t.activity_id
      join activity_hosts h on h.activity_id = a.id and h.position = 1
    where t.id = any(${ids}::uuid[])`.execute(tx)
  await recordDuties(
    tx,
    rows.flatMap(({ duty }) => duty ?? []),
    now,
  )
  await endAsking(tx, [...new Set(rows.flatMap(({ rollAskedOf }) => rollAskedOf ?? []))], now)
  for (const { campaignId, askedIds } of distinctAsks(rows))
    await venuesDid(tx, { campaignId, venueIds: askedIds, matter: 'activity' }, now)
}

/** Whether the person of `t` holds a mandate on the day of `a`, in this record or in one merged into it. */
const servesThen = sql`(
  exists (select from mandates m where m.person_id = t.person_id and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date)
  or exists (select from people twin join mandates m on m.person_id = twin.id
    where twin.merged_into = t.person_id and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date))`

/** Hosts of `a` whose to-do to hold an activity is open. */
const askedHosts = sql`array(
  select o.venue_id from activity_hosts o
  where o.activity_id = a.id and ${isAskedOf(sql`a.campaign_id`, sql`o.venue_id`, 'activity')})`

/** Attendances of one list share an activity: each ask once, and none where nothing waits. */
const distinctAsks = (rows: Attended[]): Attended[] => [
  ...new Map(
    rows.filter((row) => row.askedIds.length > 0).map((row) => [row.askedIds.join(), row] as const),
  ).values(),
]

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
