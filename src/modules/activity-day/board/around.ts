import { type Tx, sql } from '../../../platform/db.ts'
import type { Root } from '../access.ts'
import type { Matter } from '../rules.ts'
import type { Day } from './day.ts'

/** The last press of 提醒 for a row, and what came of it. */
export interface LastPress {
  at: string
  sendAt: string
  matter: Matter
  venueCount: number
  /** studios that did what they were reminded of since */
  followed: number
}

/** What lies above a unit, topmost first, the unit itself not among it. */
export const findCrumbs = async (
  tx: Tx,
  day: Day,
  root: Root,
): Promise<{ unitId: string; name: string }[]> => {
  const { rows } = await sql<{ unitId: string; name: string }>`
    select u.id as "unitId", u.short_name as name from figure_reach f join units u on u.id = f.ancestor_id
    where f.unit_id = ${root.unitId} and f.ancestor_id <> f.unit_id and f.valid @> ${day.heldOn}::date
    order by array_position(array['province', 'city', 'county'], u.level), u.kind`.execute(tx)
  return rows
}

/** Studios that were closed after the campaign was issued and before its day: they are in no cell. (C25, As of) */
export const listClosed = async (tx: Tx, day: Day, rootId: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select distinct u.short_name as name, u.code from figure_reach f join units u on u.id = f.unit_id and u.kind = 'venue'
      join venues v on v.id = u.id and v.kind = 'studio'
    where f.ancestor_id = ${rootId} and f.valid @> ((${day.issuedAt}::timestamptz at time zone 'Asia/Shanghai')::date)
      and not u.open_during @> ${day.heldOn}::date and upper(u.open_during) <= ${day.heldOn}::date
    order by u.code limit 20`.execute(tx)
  return rows.map((row) => row.name)
}

export const findLastPress = async (tx: Tx, day: Day, unitId: string): Promise<LastPress | null> => {
  const { rows } = await sql<LastPress>`
    with last as (
      select * from reminders where campaign_id = ${day.campaignId} and scope_id = ${unitId} order by pressed_at desc limit 1)
    select l.pressed_at as at, l.send_at as "sendAt", l.matter, l.venue_count as "venueCount",
      (select count(*) from reminded r where r.reminder_id = l.id and case l.matter
        when 'post' then exists (select from posts p where p.venue_id = r.venue_id and p.campaign_id = l.campaign_id
          and p.state in ('submitted', 'published') and p.uploaded_at >= l.pressed_at)
        else exists (select from activities a join activity_hosts h on h.activity_id = a.id
          where h.venue_id = r.venue_id and a.campaign_id = l.campaign_id and a.state = 'planned') end) as followed
    from last l`.execute(tx)
  return rows[0] ?? null
}
