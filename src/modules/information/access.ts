import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import { guardedIn } from '../guarded-words/index.ts'
import {
  type InformationFacts,
  type InformationState,
  type InformationStep,
  type ReportFacts,
  type ReportState,
  type ReportStep,
  informationProcess,
  reportProcess,
} from './process.ts'

/** Informations that the actor may see: those that its own 政协 owns, for staff and leaders. `n` is the information. */
export const informationVisibleTo = (actor: Actor) =>
  actor.as
    ? sql<boolean>`true`
    : sql<boolean>`n.committee_id = any(${committeesOf(actor, 'office', 'leader', 'special_committee')}::uuid[])`

/** The 政协 that guides a 政协 on a day, as SQL. */
export const upperOf = (committeeId: unknown, day: string) => sql<string | null>`(
  select g.guide_id from guidances g join units u on u.id = g.guide_id and u.kind = 'committee'
  where g.unit_id = ${committeeId} and g.valid @> ${day}::date)`

interface InformationRow extends InformationFacts {
  id: string
  title: string
  committeeId: string
}

export const informationFlow: Flow<InformationState, InformationStep, InformationFacts> = {
  process: informationProcess,
  table: 'informations',
  situations: async (tx, actor, ids) => {
    const { rows } = await sql<InformationRow>`
      select n.id, n.title, n.committee_id as "committeeId", n.title <> '' and n.body <> '' as "isWritten",
        n.editor_ids && ${recordsOf(actor)}::uuid[] as "editedByMe",
        ${upperOf(sql`n.committee_id`, dayOf(actor.now))} is not null as "hasUpper",
        exists (select from informations c where c.origin_id = n.id) as "isSent",
        ${guardedIn(sql`n.committee_id`, sql`n.title || ' ' || n.body || ' ' || n.byline`)} as hits
      from informations n where n.id = any(${ids}::uuid[]) and ${informationVisibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: row,
          roles: staffRoles(actor, row.committeeId),
          asks: (wait) => ({
            to: { unitId: row.committeeId, role: 'office' },
            title: `${wait.label}：${row.title || '还没有标题'}`,
            path: `/staff/information/${row.id}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}

const staffRoles = (actor: Actor, committeeId: string): Set<Taker> => {
  const roles = new Set<Taker>(['member'])
  for (const role of ['office', 'leader', 'special_committee'] as const)
    if (committeesOf(actor, role).includes(committeeId)) roles.add(role)
  return roles
}

/** Special reports that the actor may see: of its 政协 for staff and leaders, of its hall, and its own. `n` is the report. */
export const reportVisibleTo = (actor: Actor) =>
  actor.as
    ? sql<boolean>`true`
    : sql<boolean>`(n.committee_id = any(${committeesOf(actor, 'office', 'leader', 'special_committee')}::uuid[])
      or n.made_by = any(${recordsOf(actor)}::uuid[])
      or exists (select from unit_reach r where r.unit_id = n.venue_id and r.valid @> ${dayOf(actor.now)}::date
        and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[])))`

interface ReportRow extends ReportFacts {
  id: string
  title: string
  committeeId: string
  madeBy: string | null
  convener: boolean
  group: boolean
}

export const reportFlow: Flow<ReportState, ReportStep, ReportFacts> = {
  process: reportProcess,
  table: 'reports',
  situations: async (tx, actor, ids) => {
    const today = dayOf(actor.now)
    const reaches = (role: 'convener' | 'contact_group') => sql<boolean>`exists (
      select from unit_reach r where r.unit_id = n.venue_id and r.valid @> ${today}::date
        and r.ancestor_id = any(${unitsOf(actor, role)}::uuid[]))`
    const { rows } = await sql<ReportRow>`
      select n.id, n.title, n.committee_id as "committeeId", n.made_by as "madeBy",
        n.title <> '' and n.body <> '' as "isWritten", n.town_cannot as "townCannot", n.is_valuable as "isValuable",
        ${upperOf(sql`n.committee_id`, today)} is not null as "hasUpper",
        exists (select from reports c where c.origin_id = n.id) as "isSent",
        ${guardedIn(sql`n.committee_id`, sql`n.title || ' ' || n.body`)} as hits,
        (select count(*) from assignments a where a.record_type = 'report' and a.record_id = n.id
          and a.state not in ('answered', 'rerouted', 'recalled')) as "openAssignments",
        ${reaches('convener')} as convener, ${reaches('contact_group')} as group
      from reports n where n.id = any(${ids}::uuid[]) and ${reportVisibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: row,
          roles: reportRoles(actor, row),
          asks: (wait) => ({
            to:
              wait.asks === 'person' && row.madeBy
                ? { personId: row.madeBy }
                : { unitId: row.committeeId, role: 'office' },
            title: `${wait.label}：${row.title || '还没有标题'}`,
            path: `/staff/reports/${row.id}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}

const reportRoles = (actor: Actor, row: ReportRow): Set<Taker> => {
  const roles = staffRoles(actor, row.committeeId)
  if (row.madeBy && recordsOf(actor).includes(row.madeBy)) roles.add('author')
  if (row.convener) roles.add('convener')
  if (row.group) roles.add('contact_group')
  return roles
}
