import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import {
  type FilingState,
  type ReturnFacts,
  type ReturnState,
  filingProcess,
  returnProcess,
} from './process.ts'

interface Row {
  id: string
  unitId: string
  committeeId: string
  receiverId: string
  campaignId: string
  campaignName: string
  campaignState: string
  unitName: string
  returnDueOn: string
  manual: boolean
}

const rowsOf = async (tx: Tx, table: 'returns' | 'filings', ids: string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select r.id, r.unit_id as "unitId", r.committee_id as "committeeId", r.receiver_id as "receiverId", c.id as "campaignId",
      c.name as "campaignName", c.state as "campaignState", u.short_name as "unitName", c.return_due_on as "returnDueOn",
      ${table === 'returns' ? sql`r.manual` : sql`false`} as manual
    from ${sql.table(table)} r join campaigns c on c.id = r.campaign_id join units u on u.id = r.unit_id
    where r.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** The filing unit's office (or the body's own staff) fills in; the receiver's office is the 'owner' that decides. */
const rolesOn = (actor: Actor, row: Row): Set<Taker> => {
  const offices = unitsOf(actor, 'office')
  const roles = new Set<Taker>()
  if (offices.includes(row.unitId) || offices.includes(row.committeeId)) roles.add('office')
  if (unitsOf(actor, 'special_committee').includes(row.unitId)) roles.add('special_committee')
  if (offices.includes(row.receiverId)) roles.add('owner')
  return roles
}

/** Whom a unit's staff are asked through: the body's own, else the office of the 政协. */
const fillerOf = (row: Row) =>
  row.unitId === row.committeeId
    ? { unitId: row.unitId, role: 'office' }
    : { unitId: row.unitId, role: 'special_committee' }

export const returnFlow: Flow<ReturnState, 'accept' | 'sendBack' | 'resubmit', ReturnFacts> = {
  process: returnProcess,
  table: 'returns',
  situations: async (tx, actor, ids) =>
    new Map(
      (await rowsOf(tx, 'returns', ids)).map((row) => [
        row.id,
        {
          facts: { notReady: null, campaignCancelled: row.campaignState === 'cancelled' },
          roles: rolesOn(actor, row),
          asks: (wait) =>
            wait.kind === 'returns.decide'
              ? {
                  to: { unitId: row.receiverId, role: 'office' },
                  title: `${row.unitName}报来统计表：${row.campaignName}`,
                  path: `/staff/returns/${row.id}`,
                  dueOn: null,
                }
              : {
                  to: row.manual ? { unitId: row.receiverId, role: 'office' } : fillerOf(row),
                  title: row.manual
                    ? `${row.unitName}的代报退回了，改好再报：${row.campaignName}`
                    : `统计表退回了，改好再报：${row.campaignName}`,
                  path: `/staff/sheets/${row.campaignId}/${row.unitId}${row.manual ? '/file-for' : ''}`,
                  dueOn: row.returnDueOn,
                },
        },
      ]),
    ),
}

export const filingFlow: Flow<FilingState, 'file' | 'lapse', Record<string, never>> = {
  process: filingProcess,
  table: 'filings',
  situations: async (tx, actor, ids) =>
    new Map(
      (await rowsOf(tx, 'filings', ids)).map((row) => [
        row.id,
        {
          facts: {},
          roles: new Set<Taker>(actor.requestId === clockRequest ? ['clock'] : rolesOn(actor, row)),
          asks: () => ({
            to: fillerOf(row),
            title: `报统计表：${row.campaignName}`,
            path: `/staff/sheets/${row.campaignId}/${row.unitId}`,
            dueOn: row.returnDueOn,
          }),
        },
      ]),
    ),
}

/** The request id of what the clock does here. */
export const clockRequest = 'sheets.clock'
