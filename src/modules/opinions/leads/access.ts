import { beginningIn } from '../../../platform/beginning-in.ts'
import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { sql } from '../../../platform/db.ts'
import type { Taker } from '../../../platform/process.ts'
import type { Flow } from '../../../platform/take-step.ts'
import { seenInFull } from '../access.ts'
import { type LeadState, type LeadStep, leadProcess } from './process.ts'
import { type LeadKind, askedKinds, leadKinds } from './rules.ts'

/** Leads that the actor may see: those of its 政协 for staff and leaders, those of opinions that it reads in full. `l` is the lead, `i` its opinion. */
export const leadVisibleTo = (actor: Actor) => sql<boolean>`(
  l.committee_id = any(${committeesOf(actor, 'office', 'leader', 'special_committee')}::uuid[]) or ${seenInFull(actor, 'opinion')})`

interface Row {
  id: string
  kind: LeadKind
  title: string
  committeeId: string
  office: boolean
  body: boolean
  mine: boolean
}

/** A lead waits for its office where the module that may take it stands; the others lie in the pool unasked. */
export const leadFlow: Flow<LeadState, LeadStep, Record<string, never>> = {
  process: leadProcess,
  table: 'leads',
  situations: async (tx, actor, ids) => {
    const bodies = committeesOf(actor, 'special_committee')
    const { rows } = await sql<Row>`
      select l.id, l.kind, coalesce(i.title, ${beginningIn(sql`i.words`)}) as title, l.committee_id as "committeeId",
        l.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as office,
        l.committee_id = any(${bodies}::uuid[]) as body, l.made_by = ${actor.personId} as mine
      from leads l join opinions i on i.id = l.opinion_id
      where l.id = any(${ids}::uuid[]) and ${leadVisibleTo(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: {},
          roles: rolesOf(row),
          asks: (wait) =>
            askedKinds.includes(row.kind)
              ? {
                  to: { unitId: row.committeeId, role: 'office' },
                  title: `${wait.label}：${leadKinds[row.kind].label}，${row.title}`,
                  path: `/staff/leads?kind=${row.kind}&state=pooled`,
                  dueOn: null,
                }
              : null,
        },
      ]),
    )
  },
}

const rolesOf = (row: Row): Set<Taker> => {
  const roles = new Set<Taker>(['member'])
  if (row.office) roles.add('office')
  if (row.body) roles.add('special_committee')
  if (row.mine) roles.add('author')
  return roles
}
