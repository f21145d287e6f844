import { v7 as newId } from 'uuid'
import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { fileBytes } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import {
  type FilledRow,
  type SheetColumn,
  type SheetProblem,
  readRows,
} from '../../../platform/spreadsheet/index.ts'
import type { VenueImportPreview } from '../import-contract.ts'
import { numbersIn } from '../rules.ts'
import { importColumns } from './columns.ts'
import { type VenuePlan, planVenues } from './plan.ts'
import { readGuides, readRegister } from './register.ts'

/** Owner type of the sheets that were sent to be imported. */
export const importOwner = 'venues.import'

/** A sheet that was sent, read against the words of its 政协. */
export interface VenueSheet {
  fileName: string
  committeeId: string
  committeeName: string
  columns: SheetColumn[]
  rows: FilledRow[]
  problems: SheetProblem[]
}

/** The sheet that the actor's 政协 sent. Throws NotFound. */
export const getImportFile = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ committeeId: string; fileName: string }> => {
  const { rows } = await sql<{ committeeId: string; fileName: string }>`
    select committee_id as "committeeId", name as "fileName" from files
    where id = ${id} and owner_type = ${importOwner} and committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(
    tx,
  )
  const [file] = rows
  if (!file) throw new NotFound()
  return file
}

/** Reads a sheet. Throws Invalid with the reader's sentence when it cannot be read at all. */
export const readSheet = async (
  house: House,
  file: { id: string; committeeId: string; fileName: string },
): Promise<VenueSheet> => {
  const { committee, guides } = await readGuides(house.db, file.committeeId, dayOf(house.clock()))
  const columns = importColumns(guides)
  const read = await readRows(await fileBytes(house.db, house, file.id), columns)
  const stop = read.problems.find(({ stops }) => stops)
  if (stop) throw new Invalid([{ path: 'file', message: stop.words }], '这张表读不了。')
  if (read.rows.length === 0)
    throw new Invalid(
      [{ path: 'file', message: '表里没有要导入的行。请从示例行的下一行填起。' }],
      '这张表读不了。',
    )
  return { ...file, committeeName: committee.name, columns, ...read }
}

/** Compares a sheet with what stands in this transaction. */
export const planSheet = async (tx: Tx, sheet: VenueSheet, today: string): Promise<VenuePlan> => {
  const foreign = sheet.rows
    .flatMap(({ values }) => [
      ...numbersIn(values['residents'] ?? null),
      ...numbersIn(values['convenerNo'] ?? null),
    ])
    .filter((no) => no.includes('-'))
  return planVenues({
    rows: sheet.rows,
    badLines: new Set(
      sheet.problems.flatMap(({ line, key }) => (line !== null && key !== null ? [line] : [])),
    ),
    register: await readRegister(tx, sheet.committeeId, foreign, today),
    today,
    newId,
  })
}

/** Everything at fault in rows, in the order of the sheet. */
export const problemsOf = (sheet: VenueSheet, plan: VenuePlan): SheetProblem[] =>
  [...sheet.problems.filter(({ line, key }) => line !== null && key !== null), ...plan.problems].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  )

const mostListed = 200

/** What an import of this sheet would do now. Throws NotFound, or Invalid when the sheet cannot be read. */
export const previewImport = async (house: House, actor: Actor, id: string): Promise<VenueImportPreview> => {
  const file = await getImportFile(house.db, actor, id)
  const sheet = await readSheet(house, { id, ...file })
  const plan = await planSheet(house.db, sheet, dayOf(actor.now))
  const names = new Map(sheet.rows.map(({ line, values }) => [line, values['name'] ?? '']))
  const byLine = new Map<number, string[]>()
  for (const { line, words } of problemsOf(sheet, plan))
    if (line !== null) byLine.set(line, [...(byLine.get(line) ?? []), words])
  return {
    fileName: sheet.fileName,
    committeeName: sheet.committeeName,
    total: sheet.rows.length,
    fresh: plan.fresh.length,
    changed: plan.changed.length,
    same: plan.same,
    bad: byLine.size,
    notices: sheet.problems.filter(({ key }) => key === null).map(({ words }) => words),
    changedRows: plan.changed.slice(0, mostListed).map(({ line, name, what }) => ({ line, name, what })),
    badRows: [...byLine]
      .slice(0, mostListed)
      .map(([line, reasons]) => ({ line, name: names.get(line) ?? '', reasons })),
  }
}
