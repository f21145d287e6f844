import { type Actor, type Role, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import {
  type ActivityFacts,
  type ActivityState,
  type AttendanceState,
  activityProcess,
  attendanceProcess,
} from './process.ts'

const managing = ['convener', 'office', 'special_committee', 'contact_group'] as const
const everyRole: Role[] = [...managing, 'leader', 'member']

/** Venues that the actor's roles reach today within their own 政协, each with the role: belongs to, or 归口 guided. */
const reach = (actor: Actor) => {
  const today = dayOf(actor.now)
  const grants = actor.grants.filter((grant) => managing.some((role) => role === grant.role))
  return sql`
    select g.role, r.unit_id as venue_id
    from json_to_recordset(${JSON.stringify(grants)}::json) g(role text, "unitId" uuid)
      join unit_reach r on r.ancestor_id = g."unitId" and r.valid @> ${today}::date
    union all
    select 'special_committee', d.unit_id from guidances d join units s on s.id = d.guide_id
      join units v on v.id = d.unit_id and v.committee_id = s.committee_id
    where d.guide_id = any(${unitsOf(actor, 'special_committee')}::uuid[]) and d.valid @> ${today}::date`
}

/** Whether the actor manages this venue's activities. `venue` is an SQL expression. */
export const managesVenue = (actor: Actor, venue: unknown) =>
  sql<boolean>`exists (select from (${reach(actor)}) m where m.venue_id = ${venue})`

/** Whether the actor manages activity `a`: through any of its hosts. */
export const manages = (actor: Actor) => sql<boolean>`exists (
  select from activity_hosts mh join (${reach(actor)}) m on m.venue_id = mh.venue_id where mh.activity_id = a.id)`

/** Whether activity `a` is of the actor's own 政协, or of a studio where the actor is resident: seen in full. */
export const inFull = (actor: Actor) => sql<boolean>`exists (
  select from activity_hosts fh join units fu on fu.id = fh.venue_id
  where fh.activity_id = a.id and (fu.committee_id = any(${committeesOf(actor, ...everyRole)}::uuid[])
    or exists (select from residencies fr where fr.venue_id = fh.venue_id and fr.person_id = any(${recordsOf(actor)}::uuid[])
      and fr.valid @> ${dayOf(actor.now)}::date)))`

/** Whether a host of activity `a` is counted below the actor's units: its open face may be seen. */
const openFace = (actor: Actor) => sql<boolean>`exists (
  select from activity_hosts oh join figure_reach o on o.unit_id = oh.venue_id
    and o.ancestor_id = any(${unitsOf(actor, 'office', 'special_committee', 'leader')}::uuid[])
    and o.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date
  where oh.activity_id = a.id)`

/** Activities that this actor may see, in full or by their open face; a draft only who manages it. `a` is activities. */
export const visibleTo = (actor: Actor) => sql<boolean>`(
  case when a.state = 'draft' then ${manages(actor)} else (${inFull(actor)} or ${openFace(actor)}) end)`

interface ActivityRow extends ActivityFacts {
  id: string
  roles: Taker[] | null
  seen: boolean
}

export const activityFlow: Flow<ActivityState, 'plan' | 'revise' | 'cancel', ActivityFacts> = {
  process: activityProcess,
  table: 'activities',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<ActivityRow>`
      select a.id, a.campaign_id is not null as "inCampaign", a.disciplined_at is not null as attested,
        coalesce(c.state = 'issued', true) as "campaignOpen", ${inFull(actor)} as seen,
        (select count(*) from activity_kinds k where k.activity_id = a.id) as "kindCount",
        (select json_agg(distinct m.role) from activity_hosts h join (${reach(actor)}) m on m.venue_id = h.venue_id
          where h.activity_id = a.id) as roles
      from activities a left join campaigns c on c.id = a.campaign_id
      where a.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        { facts: row, roles: new Set<Taker>([...(row.roles ?? []), 'member']), asks: () => null },
      ]),
    )
  },
}

interface AttendanceRow {
  id: string
  /** who was there */
  name: string
  activityStands: boolean
  title: string
  activityId: string
  hostId: string
  roles: Taker[] | null
}

export const attendanceFlow: Flow<
  AttendanceState,
  'accept' | 'refuse' | 'reverse' | 'mark',
  { activityStands: boolean }
> = {
  process: attendanceProcess,
  table: 'attendances',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<AttendanceRow>`
      select t.id, p.name, a.state = 'planned' as "activityStands", a.title, a.id as "activityId",
        (select venue_id from activity_hosts h where h.activity_id = a.id order by h.position limit 1) as "hostId",
        (select json_agg(distinct m.role) from activity_hosts h join (${reach(actor)}) m on m.venue_id = h.venue_id
          where h.activity_id = a.id) as roles
      from attendances t join activities a on a.id = t.activity_id join people p on p.id = t.person_id
      where t.id = any(${ids}::uuid[]) and (t.person_id = any(${recordsOf(actor)}::uuid[]) or ${visibleTo(actor)})`.execute(
      tx,
    )
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: { activityStands: row.activityStands },
          roles: new Set<Taker>([...(row.roles ?? []), 'member']),
          asks: () => ({
            to: { unitId: row.hostId, role: 'convener' },
            title: `核对补传的到场：${row.name}，${row.title}`,
            path: `/staff/activities/${row.activityId}/roll`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}
