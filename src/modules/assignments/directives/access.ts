import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Taker } from '../../../platform/process.ts'
import type { FileRule } from '../../../platform/file-rule.ts'
import type { Flow } from '../../../platform/take-step.ts'
import { type Subject, describeAll, seesRecord } from '../assignable.ts'
import { type DirectiveState, type DirectiveStep, directiveProcess } from '../process.ts'

/** 批示 are of one's own 政协 only: its office and leaders, and who reads the record in full. `v` is the directive. */
export const seesDirective = (actor: Actor, all: readonly Subject[]) => sql<boolean>`(
  v.committee_id = any(${committeesOf(actor, 'office', 'leader')}::uuid[])
  or (v.committee_id = any(${committeesOf(actor, 'special_committee', 'convener', 'contact_group')}::uuid[])
    and ${seesRecord(actor, all, sql<string>`v.record_type`, sql<string>`v.record_id`)}))`

interface Row {
  id: string
  committeeId: string
  recordType: string
  recordId: string
}

/** A 批示 waits for the office until what came of it is written down. */
export const directiveFlow = (
  all: readonly Subject[],
): Flow<DirectiveState, DirectiveStep, Record<string, never>> => ({
  process: directiveProcess,
  table: 'directives',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select v.id, v.committee_id as "committeeId", v.record_type as "recordType", v.record_id as "recordId"
      from directives v where v.id = any(${ids}::uuid[]) and ${seesDirective(actor, all)}`.execute(tx)
    const matters = await describeAll(tx, all, rows)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: {},
          roles: new Set<Taker>(unitsOf(actor, 'office').includes(row.committeeId) ? ['office'] : ['member']),
          asks: (wait) => ({
            to: { unitId: row.committeeId, role: 'office' },
            title: `${wait.label}：${matters.get(row.recordId)?.title ?? ''}`,
            path: '/staff/directives',
            dueOn: null,
          }),
        },
      ]),
    )
  },
})

/** Whoever sees the 批示 sees its scans. */
export const scanRule = (all: readonly Subject[]): FileRule => ({
  ownerType: 'directive',
  mayRead: async (tx, actor, id) => {
    const { rows } = await sql`
      select from directives v where v.id = ${id} and ${seesDirective(actor, all)}`.execute(tx)
    return rows.length > 0
  },
})
