import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { beginProcess } from '../../platform/take-step.ts'
import { closeTodos } from '../../platform/todos.ts'
import type { Upload } from '../../platform/transfer.ts'
import { type Seen, openSheet } from './access.ts'
import { keepPaper } from './attachments.ts'
import { isOffSystem } from './beside.ts'
import { columns } from './columns.ts'
import { writeRows } from './copy.ts'
import type { FilledRow } from './figures.ts'
import { closeFiling } from './filings.ts'
import { listVersions } from './ready.ts'
import { returnFlow } from './return-flow.ts'
import { type Heads, writeReturn } from './submit.ts'

/**
 * 代报: files for a unit that is not on the system, its cells typed from paper, the scan attached. (C29, Filing)
 * Throws Forbidden for anyone but the one above, Conflict when the unit counts on the system itself.
 */
export const fileForOther = async (
  tx: Tx,
  actor: Actor,
  house: House,
  input: Heads & { id: string; campaignId: string; unitId: string; values: number[]; late: number },
  scan: Upload,
): Promise<{ id: string; version: number }> => {
  const seen = await openSheet(tx, actor, input.campaignId, input.unitId)
  if (!seen.isReceiver) throw new Forbidden('代报由上一级政协办理。')
  const [last] = await listVersions(tx, seen)
  if (last?.id === input.id) return { id: last.id, version: last.version }
  await refuseWhenCounted(tx, actor, seen)
  if (last?.state === 'submitted') throw new Conflict(`第 ${last.version} 版还没接受或退回，先办它`)
  const version = (last?.version ?? 0) + 1
  const scanFileId = await keepPaper(tx, house, scan, {
    committeeId: seen.unit.receiverId ?? seen.unit.committeeId,
    purpose: 'scan',
    owner: { type: 'return', id: input.id },
    createdBy: actor.personId,
    now: actor.now,
  })
  await writeReturn(tx, actor, seen, { ...input, version, manual: true, scanFileId, summaryFileId: null })
  await writeRows(tx, input.id, [typedRow(seen, input)], new Map())
  await beginProcess(tx, actor, returnFlow, {
    id: input.id,
    committeeId: seen.unit.committeeId,
    step: 'fileForOther',
  })
  if (last) await closeTodos(tx, { recordType: returnFlow.process.record, recordId: last.id }, actor.now)
  await closeFiling(tx, actor, seen)
  return { id: input.id, version }
}

const refuseWhenCounted = async (tx: Tx, actor: Actor, { frame, unit }: Seen) => {
  if (frame.campaignState === 'cancelled') throw new Conflict('这次活动已取消，不用再报')
  if (dayOf(actor.now) < frame.heldOn) throw new Conflict('活动日还没到')
  const { rows } = await sql`select from units u where u.id = ${unit.id} and ${isOffSystem(frame)}`.execute(
    tx,
  )
  if (rows.length === 0) throw new Conflict(`${unit.shortName}已经在系统里，由它自己报，不能代报`)
}

/** What was typed stands as counted, marked 手工填报. */
const typedRow = ({ unit, annex }: Seen, input: { values: number[]; late: number }): FilledRow => ({
  unitId: unit.id,
  part: 'whole',
  annex,
  label: unit.shortName,
  isTotal: true,
  status: 'manual',
  cells: columns.map(({ no }) => {
    const value = input.values[no - 1] ?? 0
    return {
      columnNo: no,
      value,
      counted: value,
      manual: 0,
      corrected: 0,
      late: no === 16 ? Math.min(input.late, value) : 0,
    }
  }),
  leave: 0,
  none: 0,
  manualUnits: [unit.shortName],
  missingUnits: [],
})
