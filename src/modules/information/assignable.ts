import { type Tx, sql } from '../../platform/db.ts'
import { takeStep } from '../../platform/take-step.ts'
import type { Assignable, Matter } from '../assignments/index.ts'
import { informationVisibleTo, reportFlow, reportVisibleTo } from './access.ts'
import { tellFeedback } from './reports/commands.ts'

/** How a special report is handed to departments, answered, and given 批示. */
export const reportAssignable: Assignable = {
  record: 'report',
  pathOf: (id) => `/staff/reports/${id}`,
  describe: (tx, ids) => describe(tx, 'reports', ids),
  visibleTo: (actor, id) =>
    sql<boolean>`exists (select from reports n where n.id = ${id} and ${reportVisibleTo(actor)})`,
  assigned: async (tx, actor, id) => {
    await takeStep(tx, actor, reportFlow, id, { step: 'assign' })
  },
  recalled: async (tx, actor, id) => {
    await takeStep(tx, actor, reportFlow, id, { step: 'recall' })
  },
  answered: async (tx, actor, id) => {
    await takeStep(tx, actor, reportFlow, id, { step: 'feedBack' })
    await tellFeedback(tx, actor, id)
  },
}

/** How 批示 on an information find it. */
export const informationDescribed = {
  record: 'information',
  pathOf: (id: string) => `/staff/information/${id}`,
  describe: (tx: Tx, ids: string[]) => describe(tx, 'informations', ids),
  visibleTo: (actor: Parameters<Assignable['visibleTo']>[0], id: Parameters<Assignable['visibleTo']>[1]) =>
    sql<boolean>`exists (select from informations n where n.id = ${id} and ${informationVisibleTo(actor)})`,
}

const describe = async (
  tx: Tx,
  table: 'informations' | 'reports',
  ids: string[],
): Promise<Map<string, Matter>> => {
  const venue = table === 'reports' ? sql`n.venue_id` : sql`null::uuid`
  const { rows } = await sql<Matter & { id: string }>`
    select n.id, n.committee_id as "committeeId", ${venue} as "venueId",
      case when n.issue_no is null then null else '〔' || n.issue_year || '〕第' || n.issue_no || '期' end as number,
      n.title, n.body as words, n.category, '{}'::uuid[] as "pictureIds", null::uuid as "handlerId"
    from ${sql.table(table)} n where n.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...matter }) => [id, matter]))
}
