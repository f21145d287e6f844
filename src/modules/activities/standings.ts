import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../platform/db.ts'
import type { MemberStanding } from './rules.ts'

/**
 * The figures' common ground, after domain.md C25. Each is an SQL relation for one campaign, to be put into `from (…) x`
 * or `in (…)`; D is the campaign's day. Persons merged on a human's word are one: `person_id` is the one that stays.
 */

/** (person_id): holders of a mandate serving on D, in any 政协, once each. */
export const servingOnDay = (campaignId: unknown) => sql`
  select distinct coalesce(p.merged_into, p.id) as person_id
  from campaigns c join mandates m on m.valid @> c.held_on join people p on p.id = m.person_id
  where c.id = ${campaignId}`

/** (venue_id, person_id, is_leader): serving residents on D of studios open on D. */
export const residentsOnDay = (campaignId: unknown) => sql`
  select r.venue_id, s.person_id, bool_or(r.is_leader) as is_leader
  from campaigns c join residencies r on r.valid @> c.held_on
    join units u on u.id = r.venue_id and u.open_during @> c.held_on
    join people p on p.id = r.person_id
    join (${servingOnDay(campaignId)}) s on s.person_id = coalesce(p.merged_into, p.id)
  where c.id = ${campaignId}
  group by 1, 2`

/** (activity_id): activities of the campaign that count: planned, begun in the collective window (days of Shanghai). */
export const countingActivities = (campaignId: unknown) => sql`
  select a.id as activity_id from activities a join campaigns c on c.id = a.campaign_id
  where c.id = ${campaignId} and a.state = 'planned'
    and (a.begins_at at time zone 'Asia/Shanghai')::date between c.collective_from and c.collective_until`

/** (activity_id, venue_id): counting activities with each host that is open on D. */
export const countingHosts = (campaignId: unknown) => sql`
  select h.activity_id, h.venue_id from (${countingActivities(campaignId)}) n
    join activity_hosts h on h.activity_id = n.activity_id
    join campaigns c on c.id = ${campaignId}
    join units u on u.id = h.venue_id and u.open_during @> c.held_on`

/** (activity_id, person_id): standing attendances, 列席 not among them, of members serving on D at counting activities with a host open on D. */
export const countingAttendances = (campaignId: unknown) => sql`
  select distinct t.activity_id, s.person_id
  from (select distinct activity_id from (${countingHosts(campaignId)}) ch) n
    join attendances t on t.activity_id = n.activity_id and t.state = 'standing' and t.role = 'attendee'
    join people p on p.id = t.person_id
    join (${servingOnDay(campaignId)}) s on s.person_id = coalesce(p.merged_into, p.id)`

/** (person_id): an own activity dated inside the own window, both ends in. */
export const ownOnes = (campaignId: unknown) => sql`
  select distinct coalesce(p.merged_into, p.id) as person_id
  from campaigns c join own_activities o on o.campaign_id = c.id and o.state = 'standing'
    and o.on_day between c.own_from and c.own_until
    join people p on p.id = o.person_id
  where c.id = ${campaignId}`

/** (person_id): on approved leave. */
export const onLeave = (campaignId: unknown) => sql`
  select distinct coalesce(p.merged_into, p.id) as person_id
  from leaves l join people p on p.id = l.person_id where l.campaign_id = ${campaignId} and l.state = 'approved'`

/** (person_id, standing): one standing for each member serving on D: 集体 > 自行 > 请假 > 未参加. */
export const memberStandings = (campaignId: unknown) => sql`
  select s.person_id, case when ct.person_id is not null then 'collective' when o.person_id is not null then 'own'
    when l.person_id is not null then 'leave' else 'none' end as standing
  from (${servingOnDay(campaignId)}) s
    left join (select distinct person_id from (${countingAttendances(campaignId)}) ca) ct on ct.person_id = s.person_id
    left join (${ownOnes(campaignId)}) o on o.person_id = s.person_id
    left join (${onLeave(campaignId)}) l on l.person_id = s.person_id`

/** Person `p` and who is the same on a human's word. */
const recordsOfOne = sql`select p.id union all select p.merged_into where p.merged_into is not null
  union all select q.id from people q where q.merged_into in (p.id, p.merged_into)`

/** Whether one of these records of one person stands as come to an activity of campaign `c` that counts. */
const cameTo = (
  records: RawBuilder<unknown>,
) => sql`exists (select from attendances t join activities a on a.id = t.activity_id
  join activity_hosts h on h.activity_id = a.id join units u on u.id = h.venue_id and u.open_during @> c.held_on
  where t.person_id in (${records}) and t.state = 'standing' and t.role = 'attendee' and a.campaign_id = c.id
    and a.state = 'planned'
    and (a.begins_at at time zone 'Asia/Shanghai')::date between c.collective_from and c.collective_until)`

/** Whether one of these records of one person has an own activity inside the own window of campaign `c`. */
const didAlone = (records: RawBuilder<unknown>) => sql`exists (select from own_activities o
  where o.person_id in (${records}) and o.campaign_id = c.id and o.state = 'standing' and o.on_day between c.own_from and c.own_until)`

/** What person `p` did in campaign `c` that stands before a leave: 集体 > 自行; null for nothing. */
export const didInstead = sql<'collective' | 'own' | null>`case
  when ${cameTo(recordsOfOne)} then 'collective' when ${didAlone(recordsOfOne)} then 'own' end`

/** The standing of one person in a campaign, asked of this person's rows alone; null when no mandate serves on D. */
export const standingOfPerson = async (
  tx: Tx,
  campaignId: string,
  personId: string,
): Promise<MemberStanding | null> => {
  const { rows } = await sql<{ standing: MemberStanding }>`
    with one as (select coalesce(merged_into, id) as id from people where id = ${personId}),
      me as (select id from one union select p.id from one join people p on p.merged_into = one.id)
    select case
      when ${cameTo(sql`select id from me`)} then 'collective'
      when ${didAlone(sql`select id from me`)} then 'own'
      when exists (select from leaves l where l.person_id in (select id from me) and l.campaign_id = c.id
        and l.state = 'approved') then 'leave'
      else 'none' end as standing
    from campaigns c
    where c.id = ${campaignId}
      and exists (select from mandates m where m.person_id in (select id from me) and m.valid @> c.held_on)`.execute(
    tx,
  )
  return rows[0]?.standing ?? null
}
