import type { Actor } from '../../platform/actor.ts'
import { type Database, type Tx, sql } from '../../platform/db.ts'
import { stateLabel } from '../../platform/process.ts'
import { standingOf } from '../../platform/standings.ts'
import { type Seen, openSheet } from './access.ts'
import { columns, titles } from './columns.ts'
import type { Sheet } from './contract.ts'
import { correctionObstacle, requireOpen } from './corrections.ts'
import { definitionsVersion } from './definitions.ts'
import type { FilledRow, Figures } from './figures.ts'
import { returnProcess } from './process.ts'
import { type Worked, obstacleOf, submitLabel, workOut } from './ready.ts'
import { returnFlow } from './return-flow.ts'
import { rowKey } from './rows.ts'

/** A sheet as it counts now, with its corrections, checks, and whether it can be filed. */
export const getSheet = async (
  tx: Tx,
  actor: Actor,
  { campaignId, unitId, annex }: { campaignId: string; unitId: string; annex?: 1 | 2 | undefined },
  db: Database,
): Promise<Sheet> => {
  const seen = await openSheet(tx, actor, campaignId, unitId, annex)
  const worked = await workOut(tx, actor, seen, db)
  const { frame, unit } = seen
  const [last] = worked.returns
  const states = await statesOfUnits(tx, seen, worked.figures)
  return {
    campaignId,
    campaignName: frame.campaignName,
    heldOn: frame.heldOn,
    returnDueOn: frame.returnDueOn,
    annex: seen.annex,
    annexes:
      unit.kind === 'special_committee'
        ? [1]
        : unit.id === frame.issuerId && unit.level === 'province'
          ? [1, 2]
          : [2],
    title: titles[seen.annex],
    unitId,
    unitName: unit.name,
    receiverName: unit.receiverName,
    isOwn: seen.isOwn,
    isReceiver: seen.isReceiver,
    countedAt: actor.now.toISOString(),
    definitionsVersion,
    rows: worked.figures.rows.map((row) => shownRow(row, states)),
    overlaps: overlapsOf(worked.figures.rows),
    lines: await shownLines(tx, seen, worked),
    checks: worked.checks,
    submit:
      seen.isOwn && unit.receiverId
        ? {
            label: submitLabel(seen, worked.returns),
            obstacle: obstacleOf(actor, seen, worked),
            returnId: last?.state === 'returned' ? last.id : null,
            known: await knownOf(tx, last?.id ?? null),
          }
        : null,
    returns: worked.returns.map((version) => ({
      ...version,
      stateLabel: stateLabel(returnProcess, version.state),
    })),
    standing: last ? await standingOf(tx, actor, returnFlow, last.id, last.state) : null,
    changedSince: last ? await countChanged(tx, last.id, worked.figures) : null,
  }
}

type Known = NonNullable<Sheet['submit']>['known']

/** What was written beside the newest version: the next one begins with it. */
const knownOf = async (tx: Tx, returnId: string | null): Promise<Known> => {
  const { rows } = await sql<Known>`
    select filled_by as "filledBy", checked_by as "checkedBy", headed_by as "headedBy", phone, summary,
      summary_file_id as "summaryFileId" from returns where id = ${returnId}`.execute(tx)
  return rows[0] ?? { filledBy: '', checkedBy: '', headedBy: '', phone: '', summary: '', summaryFileId: null }
}

const shownRow = (row: FilledRow, states: Map<string, string>) => ({
  key: rowKey(row),
  unitId: row.unitId,
  part: row.part,
  label: row.label,
  isTotal: row.isTotal,
  status: row.status,
  cells: row.cells,
  leave: row.leave,
  none: row.none,
  manualUnits: row.manualUnits,
  missingUnits: row.missingUnits,
  returnState: row.part === 'whole' && !row.isTotal ? (states.get(row.unitId) ?? null) : null,
})

/** How each unit below has filed: the state of its newest version. */
const statesOfUnits = async (tx: Tx, { frame }: Seen, figures: Figures): Promise<Map<string, string>> => {
  const ids = figures.rows.filter((row) => !row.isTotal && row.part === 'whole').map((row) => row.unitId)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ unitId: string; state: string }>`
    select distinct on (unit_id) unit_id as "unitId", state from returns
    where campaign_id = ${frame.campaignId} and unit_id = any(${ids}::uuid[]) order by unit_id, version desc`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.unitId, row.state]))
}

/** Columns whose total is less than its rows together: persons and joint items count once above. */
export const overlapsOf = (
  rows: readonly Pick<FilledRow, 'cells'>[],
): { columnNo: number; less: number }[] => {
  const total = rows.at(-1)
  const parts = rows.slice(0, -1)
  if (!total || parts.length === 0) return []
  return columns.flatMap(({ no }) => {
    const sum = parts.reduce((all, row) => all + (row.cells[no - 1]?.value ?? 0), 0)
    const less = sum - (total.cells[no - 1]?.value ?? 0)
    return less === 0 ? [] : [{ columnNo: no, less }]
  })
}

const shownLines = async (tx: Tx, seen: Seen, { figures, returns }: Worked): Promise<Sheet['lines']> => {
  const totalNo = figures.rows.length - 1
  const lines = figures.lines.filter((line) => line.rowNo === totalNo)
  if (lines.length === 0) return []
  const { rows } = await sql<{ id: string; fileId: string | null }>`
    select id, evidence_file_id as "fileId" from corrections where id = any(${lines.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  const files = new Map(rows.map((row) => [row.id, row.fileId]))
  return lines.map(({ rowNo: _, ...line }) => ({
    ...line,
    evidenceFileId: files.get(line.id) ?? null,
    canWithdraw: seen.isOwn && line.unitId === seen.unit.id,
    obstacle: correctionObstacle(returns),
  }))
}

/** Cells that differ from what was last submitted. */
const countChanged = async (tx: Tx, returnId: string, figures: Figures): Promise<number> => {
  const { rows } = await sql<{ key: string; columnNo: number; value: number }>`
    select r.unit_id || ':' || r.part as key, c.column_no as "columnNo", c.counted + c.manual + c.corrected as value
    from return_rows r join return_cells c on c.return_id = r.return_id and c.position = r.position
    where r.return_id = ${returnId}`.execute(tx)
  const now = new Map(
    figures.rows.flatMap((row) =>
      row.cells.map((cell) => [`${rowKey(row)} ${cell.columnNo}`, cell.value] as const),
    ),
  )
  return rows.filter((cell) => now.get(`${cell.key} ${cell.columnNo}`) !== cell.value).length
}

/**
 * Says why a broken check stands all the same, of the figures that the writer saw; said again, the newer words stand.
 * When other figures stand now, the check stays open.
 */
export const explainCheck = async (
  tx: Tx,
  actor: Actor,
  at: { campaignId: string; unitId: string },
  said: { code: string; words: string; figures: number[] },
): Promise<{ code: string }> => {
  const seen = await openSheet(tx, actor, at.campaignId, at.unitId)
  await requireOpen(tx, seen)
  await sql`
    insert into check_explanations (campaign_id, unit_id, check_code, words, figures, made_by, made_at)
    values (${at.campaignId}, ${at.unitId}, ${said.code}, ${said.words}, ${said.figures}, ${actor.personId}, ${actor.now})
    on conflict (campaign_id, unit_id, check_code) do update set words = excluded.words, figures = excluded.figures, made_by = excluded.made_by,
      made_at = excluded.made_at`.execute(tx)
  return { code: said.code }
}
