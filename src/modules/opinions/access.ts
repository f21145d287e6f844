import { beginningOf } from '../../platform/beginning.ts'
import { beginningIn } from '../../platform/beginning-in.ts'
import type { RawBuilder } from 'kysely'
import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { FileRule } from '../../platform/file-rule.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import type { ItemKind } from './contract.ts'
import {
  type DeedState,
  type OpinionFacts,
  type OpinionState,
  type OpinionStep,
  deedProcess,
  opinionProcess,
} from './process.ts'
import { reopenMost } from './rules.ts'

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
 * belongs to the unit; what one heard, recorded or handles. `i` is the item. Only what the actor's roles can open is asked,
 * so that an office's list is one index.
 */
export const seenInFull = (actor: Actor, kind: ItemKind) => {
  const { venues, key, by } = tablesOf[kind]
  const own = committeesOf(actor, 'office', 'leader')
  const reaching = unitsOf(actor, 'special_committee', 'convener', 'contact_group')
  const isPerson = actor.seats.length > 0 || reaching.length > 0
  return either([
    own.length === 1 ? sql<boolean>`i.committee_id = ${own[0]}` : null,
    own.length > 1 ? sql<boolean>`i.committee_id = any(${own}::uuid[])` : null,
    isPerson ? sql<boolean>`i.recorded_by = ${actor.personId}` : null,
    isPerson ? sql<boolean>`i.${by} = ${actor.personId}` : null,
    isPerson && kind === 'opinion' ? sql<boolean>`i.handler_id = ${actor.personId}` : null,
    reaching.length > 0
      ? sql<boolean>`exists (select from ${venues} w join unit_reach r on r.unit_id = w.venue_id
          where w.${key} = i.id and r.ancestor_id = any(${reaching}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date)`
      : null,
  ])
}

/** Items whose open face the actor may see: those in full, and those of what is guided from above. */
export const visibleTo = (actor: Actor, kind: ItemKind) => {
  const { venues, key } = tablesOf[kind]
  const guiding = [...unitsOf(actor, 'special_committee'), ...committeesOf(actor, 'office')]
  return either([
    seenInFull(actor, kind),
    guiding.length > 0
      ? sql<boolean>`exists (select from ${venues} w join figure_reach r on r.unit_id = w.venue_id
          where w.${key} = i.id and r.ancestor_id = any(${guiding}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date)`
      : null,
  ])
}

const either = (parts: (RawBuilder<boolean> | null)[]): RawBuilder<boolean> => {
  const given = parts.filter((part) => part !== null)
  return given.length > 0 ? sql<boolean>`(${sql.join(given, sql` or `)})` : sql<boolean>`false`
}

/** Who waits for an answer, how often it was reopened, and which departments still handle it. `i` is the opinion. */
const opinionFacts = (actor: Actor) => sql`
  i.number is not null as "isAwaited", i.query_digest is not null as "hasCode",
  (select count(*) from steps s where s.record_type = 'opinion' and s.record_id = i.id and s.step = 'reopen') as reopened,
  coalesce((select (t.value #>> '{}')::int from settings t where t.committee_id = i.committee_id and t.key = ${reopenMost.key}
    and t.valid @> ${dayOf(actor.now)}::date), ${reopenMost.shipped}) as "reopenMost",
  (select count(*) from assignments a where a.record_type = 'opinion' and a.record_id = i.id
    and a.state not in ('answered', 'rerouted', 'recalled')) as "openAssignments"`

interface OpinionRow extends OpinionFacts {
  id: string
  mine: boolean
  handles: boolean
  office: boolean
  convener: boolean
  number: string | null
  title: string
  committeeId: string
  venueId: string | null
  handlerId: string | null
  dueOn: string | null
}

const opinionRows = async (tx: Tx, actor: Actor, ids: string[]) => {
  const sees = actor.as
    ? sql<boolean>`true`
    : sql<boolean>`(${visibleTo(actor, 'opinion')} or i.handler_id = ${actor.personId})`
  const { rows } = await sql<OpinionRow>`
    select i.id, ${opinionFacts(actor)}, i.number, coalesce(i.title, ${beginningIn(sql`i.words`)}) as title, i.committee_id as "committeeId",
      (select w.venue_id from opinion_venues w where w.opinion_id = i.id order by w.venue_id limit 1) as "venueId",
      i.handler_id as "handlerId", i.due_on as "dueOn",
      i.recorded_by = ${actor.personId} or i.heard_by = ${actor.personId} as mine, i.handler_id = ${actor.personId} as handles,
      i.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as office,
      exists (select from opinion_venues w where w.opinion_id = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])) as convener
    from opinions i where i.id = any(${ids}::uuid[]) and ${sees}`.execute(tx)
  return rows
}

const takersOf = (
  actor: Actor,
  row: { mine: boolean; handles?: boolean; office: boolean; convener: boolean },
) => {
  if (actor.as) return new Set<Taker>([actor.as])
  const roles = new Set<Taker>(['member'])
  if (row.mine) roles.add('author')
  if (row.handles) roles.add('handler')
  if (row.office) roles.add('office')
  if (row.convener) roles.add('convener')
  return roles
}

/** The line of a to-do about an item. */
const todoTitle = (label: string, number: string | null, title: string): string =>
  `${label}：${number ?? ''} ${title}`

/** What waits when an item has come in: the to-do that the flow would open, for statements that write it with the item. */
const triageWait = { kind: 'triage', label: '看看受不受理' }
export const triage = {
  kind: triageWait.kind,
  title: (words: string, number: RawBuilder<string>) =>
    sql<string>`${`${triageWait.label}：`}::text || ${number} || ${` ${beginningOf(words)}`}::text`,
}

/** An item with a receipt waits for its studio to look at it, then for its handler; without a receipt nobody is pressed. */
export const opinionFlow: Flow<OpinionState, OpinionStep, OpinionFacts> = {
  process: opinionProcess,
  table: 'opinions',
  situations: async (tx, actor, ids) =>
    new Map(
      (await opinionRows(tx, actor, ids)).map((row) => [
        row.id,
        {
          facts: row,
          roles: takersOf(actor, row),
          asks: (wait) => {
            if (!row.isAwaited) return null
            const studio = row.venueId
              ? { unitId: row.venueId, role: 'convener' }
              : { unitId: row.committeeId, role: 'office' }
            const isMembers = wait.asks === 'person' && row.handlerId !== null
            return {
              to: isMembers && row.handlerId ? { personId: row.handlerId } : studio,
              title: todoTitle(wait.label, row.number, row.title),
              path: isMembers ? `/m/opinions/${row.id}` : `/staff/opinions/${row.id}`,
              dueOn: row.dueOn,
            }
          },
        },
      ]),
    ),
}

export const deedFlow: Flow<DeedState, 'withdraw' | 'restore', Record<string, never>> = {
  process: deedProcess,
  table: 'deeds',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<{ id: string; mine: boolean; office: boolean; convener: boolean }>`
      select i.id, i.recorded_by = ${actor.personId} or i.done_by = ${actor.personId} as mine,
        i.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as office,
        exists (select from deed_venues w where w.deed_id = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])) as convener
      from deeds i where i.id = any(${ids}::uuid[]) and ${visibleTo(actor, 'deed')}`.execute(tx)
    return new Map(rows.map((row) => [row.id, { facts: {}, roles: takersOf(actor, row), asks: () => null }]))
  },
}

/** Pictures and scans of an opinion are read by who reads it in full. */
export const opinionFiles: FileRule = {
  ownerType: 'opinion',
  mayRead: async (tx, actor, id, purpose) => {
    const handed = sql`${purpose} = 'picture' and exists (select from assignments a where a.record_type = 'opinion' and a.record_id = i.id
      and a.state not in ('rerouted', 'recalled') and a.department_id = any(${unitsOf(actor, 'department')}::uuid[]))`
    const { rows } = await sql`
      select from opinions i where i.id = ${id} and (${seenInFull(actor, 'opinion')} or ${handed})`.execute(
      tx,
    )
    return rows.length > 0
  },
}
