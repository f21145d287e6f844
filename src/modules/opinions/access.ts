import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Process, Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import type { ItemKind } from './contract.ts'
import { deedProcess, opinionProcess } from './process.ts'

/** Names of the tables of a kind of item: opinions and deeds are two records of one shape. */
export const tablesOf = {
  opinion: {
    items: sql.table('opinions'),
    venues: sql.table('opinion_venues'),
    key: sql.ref('opinion_id'),
    by: sql.ref('heard_by'),
  },
  deed: {
    items: sql.table('deeds'),
    venues: sql.table('deed_venues'),
    key: sql.ref('deed_id'),
    by: sql.ref('done_by'),
  },
} as const

/**
 * Items the actor may see in full: of the own 政协 for its office and leaders; of the venue for its convener; of what
 * belongs to the unit; what one heard oneself. `i` is the item.
 */
export const seenInFull = (actor: Actor, kind: ItemKind) => {
  const { venues, key, by } = tablesOf[kind]
  const reaching = unitsOf(actor, 'special_committee', 'convener', 'contact_group')
  return sql<boolean>`(
    i.committee_id = any(${committeesOf(actor, 'office', 'leader')}::uuid[]) or i.recorded_by = ${actor.personId}
    or i.${by} = ${actor.personId}
    or exists (select from ${venues} w join unit_reach r on r.unit_id = w.venue_id
      where w.${key} = i.id and r.ancestor_id = any(${reaching}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date))`
}

/** Items whose open face the actor may see: those in full, and those of what is guided from above. */
export const visibleTo = (actor: Actor, kind: ItemKind) => {
  const { venues, key } = tablesOf[kind]
  const guiding = [...unitsOf(actor, 'special_committee'), ...committeesOf(actor, 'office')]
  return sql<boolean>`(${seenInFull(actor, kind)} or exists (
    select from ${venues} w join figure_reach r on r.unit_id = w.venue_id
    where w.${key} = i.id and r.ancestor_id = any(${guiding}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date))`
}

const flowOf = <State extends string, Step extends string>(
  kind: ItemKind,
  table: Process<State, Step, Record<string, never>>,
): Flow<State, Step, Record<string, never>> => ({
  process: table,
  table: kind === 'opinion' ? 'opinions' : 'deeds',
  situations: async (tx: Tx, actor, ids) => {
    const { items, venues, key, by } = tablesOf[kind]
    const { rows } = await sql<{ id: string; mine: boolean; office: boolean; convener: boolean }>`
      select i.id, i.recorded_by = ${actor.personId} or i.${by} = ${actor.personId} as mine,
        i.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as office,
        exists (select from ${venues} w where w.${key} = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])) as convener
      from ${items} i where i.id = any(${ids}::uuid[]) and ${visibleTo(actor, kind)}`.execute(tx)
    return new Map(
      rows.map((row) => {
        const roles = new Set<Taker>(['member'])
        if (row.mine) roles.add('author')
        if (row.office) roles.add('office')
        if (row.convener) roles.add('convener')
        return [row.id, { facts: {}, roles, asks: () => null }]
      }),
    )
  },
})

export const opinionFlow = flowOf('opinion', opinionProcess)
export const deedFlow = flowOf('deed', deedProcess)
