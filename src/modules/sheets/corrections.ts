import type { Actor } from '../../platform/actor.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import { adoptFiles } from '../../platform/file-records.ts'
import type { Taker } from '../../platform/process.ts'
import { type Flow, type Situation, beginProcess, takeStep } from '../../platform/take-step.ts'
import { type Seen, openSheet } from './access.ts'
import { columnOf } from './columns.ts'
import { fillRows } from './figures.ts'
import { type CorrectionFacts, type CorrectionState, correctionProcess } from './process.ts'
import { type ReturnVersion, listVersions } from './ready.ts'
import { rowsOfSheet } from './rows.ts'

/** While a version waits with the receiver, the sheet stands still; a sealed one is followed by a 补报. */
export const correctionObstacle = ([last]: readonly ReturnVersion[]): string | null =>
  last?.state === 'submitted' ? `第 ${last.version} 版已经报出，等接受或退回之后才能改` : null

/** The actor fills this sheet in, and it is not waiting with the receiver. Throws Forbidden, Conflict. */
export const requireOpen = async (tx: Tx, seen: Seen): Promise<void> => {
  if (!seen.isOwn) throw new Forbidden('这张表由填表单位自己填。')
  const obstacle = correctionObstacle(await listVersions(tx, seen))
  if (obstacle) throw new Conflict(obstacle)
}

export interface NewCorrection {
  id: string
  campaignId: string
  unitId: string
  columnNo: number
  delta: number
  reason: string
  evidenceFileId: string | null
}

/** Adds a line beside a count; the cell may not fall below nought. Throws Invalid (field `delta`), Forbidden, Conflict. */
export const addCorrection = async (tx: Tx, actor: Actor, line: NewCorrection): Promise<{ id: string }> => {
  const seen = await openSheet(tx, actor, line.campaignId, line.unitId)
  await requireOpen(tx, seen)
  const { rows: known } = await sql`select from corrections where id = ${line.id}`.execute(tx)
  if (known.length > 0) return { id: line.id }
  // Two lines at once could each be fine and together take the cell below nought.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`correction ${line.campaignId} ${line.unitId}`}, 0))`.execute(
    tx,
  )
  await refuseBelowNought(tx, seen, line.columnNo, line.delta)
  await sql`
    insert into corrections (id, campaign_id, unit_id, committee_id, column_no, delta, reason, evidence_file_id, made_by, made_at)
    values (${line.id}, ${line.campaignId}, ${line.unitId}, ${seen.unit.committeeId}, ${line.columnNo}, ${line.delta},
      ${line.reason}, ${line.evidenceFileId}, ${actor.personId}, ${actor.now})`.execute(tx)
  if (line.evidenceFileId)
    await adoptFiles(tx, actor, [line.evidenceFileId], { type: 'correction', id: line.id })
  await beginProcess(tx, actor, correctionFlow, {
    id: line.id,
    committeeId: seen.unit.committeeId,
    step: 'correct',
  })
  return { id: line.id }
}

/** A correction never makes a cell negative: neither the unit's total nor its 本级. */
const refuseBelowNought = async (tx: Tx, seen: Seen, columnNo: number, delta: number) => {
  if (delta > 0) return
  const rows = (await rowsOfSheet(tx, seen.frame, seen.unit, seen.annex)).filter(
    (row) => row.isTotal || row.part === 'own',
  )
  const { rows: filled } = await fillRows(tx, seen.frame, seen.unit.id, rows)
  const least = Math.min(...filled.map((row) => row.cells[columnNo - 1]?.value ?? 0))
  if (least + delta < 0)
    throw new Invalid([
      {
        path: 'delta',
        message: `第 ${columnNo} 栏现在是 ${least} ${columnOf(columnNo).unit}，减 ${-delta} 就成了负数`,
      },
    ])
}

/** Takes a line back. */
export const stepCorrection = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  const { rows } = await sql<{ campaignId: string; unitId: string; columnNo: number; delta: number }>`
    select campaign_id as "campaignId", unit_id as "unitId", column_no as "columnNo", delta from corrections
    where id = ${id}`.execute(tx)
  const [line] = rows
  if (!line) throw new NotFound()
  const seen = await openSheet(tx, actor, line.campaignId, line.unitId)
  if (seen.isOwn) await refuseBelowNought(tx, seen, line.columnNo, -line.delta)
  const { to } = await takeStep(tx, actor, correctionFlow, id, asked)
  return { state: to }
}

export const correctionFlow: Flow<CorrectionState, 'withdraw', CorrectionFacts> = {
  process: correctionProcess,
  table: 'corrections',
  situations: async (tx, actor, ids) => {
    const { rows } = await sql<{ id: string; campaignId: string; unitId: string }>`
      select id, campaign_id as "campaignId", unit_id as "unitId" from corrections where id = any(${ids}::uuid[])`.execute(
      tx,
    )
    const situations = new Map<string, Situation<CorrectionFacts>>()
    for (const row of rows) {
      const seen = await openSheet(tx, actor, row.campaignId, row.unitId)
      situations.set(row.id, {
        facts: { sheetClosed: correctionObstacle(await listVersions(tx, seen)) },
        roles: new Set<Taker>([seen.isOwn ? 'office' : 'member']),
        asks: () => null,
      })
    }
    return situations
  },
}
