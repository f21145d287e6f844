import { type Tx, sql } from '../../platform/db.ts'

/** What anybody may read of a settled activity. */
export interface OpenActivity {
  id: string
  title: string
  about: string
  place: string
  mode: string
  beginsAt: string
  endsAt: string
  kinds: string[]
  hosts: { name: string; token: string }[]
  committeeId: string
}

/** Activities of a venue: those to come first, the nearest first, then what was in the last 90 days. */
export const listOpenActivities = async (tx: Tx, venueId: string, now: Date): Promise<OpenActivity[]> => {
  const { rows } = await sql<OpenActivity>`
    select ${columns} from activities a
    where a.state = 'planned' and a.ends_at > ${now}::timestamptz - interval '90 days'
      and exists (select from activity_hosts h where h.activity_id = a.id and h.venue_id = ${venueId})
    order by a.ends_at < ${now}::timestamptz, abs(extract(epoch from a.begins_at - ${now}::timestamptz)), a.id limit 6`.execute(
    tx,
  )
  return rows
}

/** One settled activity, or undefined. */
export const findOpenActivity = async (tx: Tx, id: string): Promise<OpenActivity | undefined> => {
  const { rows } = await sql<OpenActivity>`
    select ${columns} from activities a where a.state = 'planned' and a.id = ${id}`.execute(tx)
  return rows[0]
}

const columns = sql`
  a.id, a.title, a.about, a.place, a.mode, a.begins_at as "beginsAt", a.ends_at as "endsAt", a.committee_id as "committeeId",
  coalesce((select json_agg(k.short_label order by k.no) from activity_kinds x join campaign_kinds k
    on k.campaign_id = a.campaign_id and k.no = x.kind_no where x.activity_id = a.id), '[]') as kinds,
  coalesce((select json_agg(json_build_object('name', u.name, 'token', v.token) order by h.position)
    from activity_hosts h join units u on u.id = h.venue_id join venues v on v.id = h.venue_id
    where h.activity_id = a.id), '[]') as hosts`
