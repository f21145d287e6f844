import { type Actor, type Role, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf, dayWords } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import { type SlotFacts, type SlotState, type SlotStep, slotProcess } from './process.ts'

const planning = ['convener', 'office', 'special_committee', 'contact_group'] as const
const everyRole: Role[] = [...planning, 'leader', 'member']

/** Venues that the actor's roles reach today within their own 政协, each with the role: belongs to, or 归口 guided. */
const reach = (actor: Actor) => {
  const grants = actor.grants.filter((grant) => planning.some((role) => role === grant.role))
  return sql`
    select g.role, r.unit_id as venue_id
    from json_to_recordset(${JSON.stringify(grants)}::json) g(role text, "unitId" uuid)
      join unit_reach r on r.ancestor_id = g."unitId" and r.valid @> ${dayOf(actor.now)}::date
    union all
    select 'special_committee', e.unit_id from guidances e join units s on s.id = e.guide_id
      join units v on v.id = e.unit_id and v.committee_id = s.committee_id
    where e.guide_id = any(${unitsOf(actor, 'special_committee')}::uuid[]) and e.valid @> ${dayOf(actor.now)}::date`
}

/** Whether the actor plans the duty of this venue. `venue` is an SQL expression. */
export const plansVenue = (actor: Actor, venue: unknown) =>
  sql<boolean>`exists (select from (${reach(actor)}) m where m.venue_id = ${venue})`

/** Whether the actor plans slot `d`: through any of its hosts. */
export const plans = (actor: Actor) => sql<boolean>`exists (
  select from duty_slot_venues ph join (${reach(actor)}) m on m.venue_id = ph.venue_id where ph.slot_id = d.id)`

/** Whether the actor sits in slot `d`. */
export const sits = (actor: Actor) => sql<boolean>`exists (
  select from duty_slot_members pm where pm.slot_id = d.id and pm.swapped_for is null
    and pm.person_id = any(${recordsOf(actor)}::uuid[]))`

/** Slots that this actor may see: a host is of the own 政协, or one where the actor is resident; and those where one sits. `d` is the slot. */
export const visibleTo = (actor: Actor) => sql<boolean>`(${sits(actor)} or exists (
  select from duty_slot_venues vh join units vu on vu.id = vh.venue_id
  where vh.slot_id = d.id and (vu.committee_id = any(${committeesOf(actor, ...everyRole)}::uuid[])
    or exists (select from residencies vr where vr.venue_id = vh.venue_id and vr.valid @> ${dayOf(actor.now)}::date
      and vr.person_id = any(${recordsOf(actor)}::uuid[])))))`

interface Row extends SlotFacts {
  id: string
  hostId: string
  hostName: string
  roles: Taker[] | null
  isMine: boolean
  day: string
}

export const slotFlow: Flow<SlotState, SlotStep, SlotFacts> = {
  process: slotProcess,
  table: 'duty_slots',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select d.id, d.begins_at <= ${actor.now} as "hasBegun", d.ends_at <= ${actor.now} as "hasEnded",
        (d.begins_at at time zone 'Asia/Shanghai')::date as day, h.venue_id as "hostId", u.short_name as "hostName",
        (select count(*) from duty_slot_members x where x.slot_id = d.id and x.swapped_for is null) as "memberCount",
        coalesce((d.begins_at at time zone 'Asia/Shanghai')::date >= upper(u.open_during), false) as "isHostClosed",
        ${actor.as ? sql`false` : sits(actor)} as "isMine",
        (select json_agg(distinct m.role) from duty_slot_venues v join (${reach(actor)}) m on m.venue_id = v.venue_id
          where v.slot_id = d.id) as roles
      from duty_slots d join duty_slot_venues h on h.slot_id = d.id and h.position = 1 join units u on u.id = h.venue_id
      where d.id = any(${ids}::uuid[]) and ${actor.as ? sql`true` : visibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: row,
          roles: new Set<Taker>(
            actor.as
              ? [actor.as]
              : [...(row.roles ?? []), ...(row.isMine ? (['handler'] as const) : []), 'member'],
          ),
          asks: (wait) => ({
            to: { unitId: row.hostId, role: wait.asks },
            title: `${wait.label}：${row.hostName}，${dayWords(row.day)}值班`,
            path: `/staff/rosters/${row.id}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}

/** Whether figures of this venue are given to the actor: it plans there, or leads the 政协. `venue` names venues. */
export const countsFor = (actor: Actor, venue: string) => sql<boolean>`(
  ${sql.ref(`${venue}.committee_id`)} = any(${committeesOf(actor, 'office', 'leader')}::uuid[]) or ${plansVenue(actor, sql.ref(`${venue}.id`))})`
