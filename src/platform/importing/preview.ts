import type { Actor } from '../actor.ts'
import { beginningOf } from '../beginning.ts'
import { dayOf } from '../clock.ts'
import type { House } from '../house.ts'
import type { SheetProblem } from '../spreadsheet/index.ts'
import type { ImportAsked, ImportPreview } from './contract.ts'
import { faultyCells, isOfRow } from './faults.ts'
import type { Importing, Planned, Sheet, SheetForm } from './importing.ts'
import { getSheetFile, readSheet } from './sheets.ts'

/** Rows of each sort that a preview lists; the figures count all. */
export const mostListed = 200

/** Characters that a row is told by. */
const mostTold = 40

/** What an import of this sheet would do now, with sheet and plan for what a slice shows besides. Throws NotFound, or Invalid. */
export const previewImport = async <Form extends SheetForm, Row, Plan, Asked extends ImportAsked>(
  house: House,
  actor: Actor,
  importing: Importing<Form, Row, Plan, Asked>,
  id: string,
): Promise<{ preview: ImportPreview; sheet: Sheet<Form, Row>; plan: Plan }> => {
  const file = await getSheetFile(house.db, actor, importing, id)
  const sheet = await readSheet(house, importing, file)
  const plan = await importing.match(house.db, sheet, null, dayOf(actor.now))
  const planned = importing.planned(plan)
  const bad = badRows(sheet, planned, sheet.form.told ?? 'name')
  const preview = {
    fileName: sheet.fileName,
    committeeName: sheet.form.committeeName,
    total: sheet.rows.length,
    fresh: planned.fresh,
    changed: planned.changed.length,
    same: planned.same,
    bad: bad.length,
    notices: sheet.problems.filter(({ key }) => key === null).map(({ words }) => words),
    changedRows: planned.changed.slice(0, mostListed).map(({ line, name, what }) => ({ line, name, what })),
    badRows: bad.slice(0, mostListed),
  }
  return { preview, sheet, plan }
}

/**
 * Everything at fault in rows, in the order of the sheet: what the sheet shows, and what the comparison shows of other cells;
 * nothing more is said of a cell that could not be read.
 */
export const problemsOf = (sheet: Sheet<unknown, unknown>, planned: Planned): SheetProblem[] => {
  const unread = faultyCells(sheet.problems)
  const compared = planned.problems.filter(({ line, key }) => !unread.get(line ?? 0)?.has(key ?? ''))
  return [...sheet.problems.filter(isOfRow), ...compared].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  )
}

const badRows = (
  sheet: Sheet<unknown, unknown>,
  planned: Planned,
  told: string,
): ImportPreview['badRows'] => {
  const names = new Map(
    sheet.filled.map(({ line, values }) => [line, beginningOf(values[told] ?? '', mostTold)]),
  )
  const byLine = new Map<number, string[]>()
  for (const { line, words } of problemsOf(sheet, planned)) {
    if (line === null) continue
    const reasons = byLine.get(line)
    if (reasons) reasons.push(words)
    else byLine.set(line, [words])
  }
  return [...byLine].map(([line, reasons]) => ({ line, name: names.get(line) ?? '', reasons }))
}
