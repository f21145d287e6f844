import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import { type OwnActivityFacts, type OwnActivityState, ownActivityProcess } from './process.ts'

/** Own activities that this actor may see: one's own and those one recorded, of one's 政协 for its staff, of one's residents. `o` is own_activities. */
export const ownVisibleTo = (actor: Actor) => sql<boolean>`(
  o.person_id = any(${recordsOf(actor)}::uuid[]) or o.recorded_by = ${actor.personId}
  or o.committee_id = any(${committeesOf(actor, 'office', 'special_committee')}::uuid[])
  or exists (select from residencies vr join unit_reach vu on vu.unit_id = vr.venue_id and vu.valid @> ${dayOf(actor.now)}::date
    where vr.person_id = o.person_id and vr.valid @> o.on_day
      and vu.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[])))`

interface Row {
  id: string
  personId: string
  recordedBy: string
  committeeId: string
  sealed: boolean
}

export const ownActivityFlow: Flow<OwnActivityState, 'mend' | 'withdraw', OwnActivityFacts> = {
  process: ownActivityProcess,
  table: 'own_activities',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select o.id, o.person_id as "personId", o.recorded_by as "recordedBy", o.committee_id as "committeeId",
        o.sealed_at is not null as sealed
      from own_activities o where o.id = any(${ids}::uuid[]) and ${ownVisibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => {
        const roles = new Set<Taker>(['member'])
        if (recordsOf(actor).includes(row.personId)) roles.add('owner')
        if (row.recordedBy === actor.personId) roles.add('author')
        if (unitsOf(actor, 'office').includes(row.committeeId)) roles.add('office')
        return [row.id, { facts: row, roles, asks: () => null }]
      }),
    )
  },
}
