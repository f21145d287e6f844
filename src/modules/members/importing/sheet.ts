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
import { choicesOf } from '../choices.ts'
import type { MemberChoices } from '../contract/directory.ts'
import type { Days } from '../rules.ts'
import { importColumns } from './columns.ts'
import { type Plan, planImport } from './plan.ts'
import { readRegister } from './register.ts'
import { type ImportRow, importRowsOf } from './rows.ts'

/** Owner type of the sheets that were sent to be imported. */
export const importOwner = 'members.import'

/** A sheet that was sent, read against the words of its 政协; not yet compared with the register. */
export interface Sheet {
  fileName: string
  committeeId: string
  choices: Omit<MemberChoices, 'mayEdit'>
  columns: SheetColumn[]
  filled: FilledRow[]
  rows: ImportRow[]
  /** what the sheet itself is at fault in, rows and notices */
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
): Promise<Sheet> => {
  const choices = await choicesOf(house.db, file.committeeId, dayOf(house.clock()))
  const columns = importColumns(choices)
  const read = await readRows(await fileBytes(house.db, house, file.id), columns)
  const stop = read.problems.find(({ stops }) => stops)
  if (stop) throw new Invalid([{ path: 'file', message: stop.words }], '这张表读不了。')
  if (read.rows.length === 0)
    throw new Invalid(
      [{ path: 'file', message: '表里没有要导入的行。请从示例行的下一行填起。' }],
      '这张表读不了。',
    )
  const masked = forgetMasked(read.rows)
  const { rows, problems } = await importRowsOf(read.rows, choices, house.keyring)
  return {
    fileName: file.fileName,
    committeeId: file.committeeId,
    choices,
    columns,
    filled: read.rows,
    rows,
    problems: [
      ...read.problems.filter(({ line, key }) => !(key === 'phone' && line !== null && masked.has(line))),
      ...problems,
    ],
  }
}

/** An exported sheet that comes back has masked mobiles: they say nothing, as if the cells were empty. */
const forgetMasked = (rows: FilledRow[]): Set<number> => {
  const masked = rows.filter(({ values }) => /^\d{3}\*{4}\d{4}$/.test(values['phone'] ?? ''))
  for (const { values } of masked) values['phone'] = null
  return new Set(masked.map(({ line }) => line))
}

/** Compares a sheet with the register as it stands in this transaction. */
export const planSheet = async (
  tx: Tx,
  sheet: Sheet,
  decisions: ReadonlyMap<number, string | null>,
  today: string,
  newId: () => string,
): Promise<Plan> => {
  const badLines = new Set(
    sheet.problems.flatMap(({ line, key }) => (line !== null && key !== null ? [line] : [])),
  )
  const { terms } = sheet.choices
  const current = terms.find(
    ({ from, until }) => (from === null || from <= today) && (until === null || today < until),
  )
  return planImport({
    rows: sheet.rows,
    register: await readRegister(tx, sheet.committeeId),
    badLines,
    decisions,
    terms: new Map(terms.map(({ value, from, until }) => [value, daysOfTerm(from, until)])),
    currentTermId: current?.value ?? null,
    today,
    newId,
  })
}

const daysOfTerm = (from: string | null, until: string | null): Partial<Days> =>
  from === null ? { until } : { from, until }
