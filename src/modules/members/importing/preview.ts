import { v7 as newId } from 'uuid'
import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { House } from '../../../platform/house.ts'
import type { SheetProblem } from '../../../platform/spreadsheet/index.ts'
import type { AskedRow, ImportPreview } from '../contract/imports.ts'
import type { Plan } from './plan.ts'
import { type Sheet, getImportFile, planSheet, readSheet } from './sheet.ts'

/** Rows of each sort that the preview lists; the figures count all. */
const mostListed = 200

/** What an import of this sheet would do now. Throws NotFound, or Invalid when the sheet cannot be read. */
export const previewImport = async (house: House, actor: Actor, id: string): Promise<ImportPreview> => {
  const file = await getImportFile(house.db, actor, id)
  const sheet = await readSheet(house, { id, ...file })
  const plan = await planSheet(house.db, sheet, new Map(), dayOf(actor.now), newId)
  const bad = badRows(sheet, plan)
  return {
    fileName: sheet.fileName,
    committeeName: sheet.choices.committeeName,
    total: sheet.rows.length,
    fresh: plan.fresh,
    changed: plan.changed.length,
    same: plan.same,
    asked: plan.asked.length,
    bad: bad.length,
    overlapping: plan.overlapping,
    doubled: plan.doubled,
    unknown: unknownWords(sheet),
    notices: sheet.problems.filter(({ key }) => key === null).map(({ words }) => words),
    askedRows: askedRows(sheet, plan),
    changedRows: plan.changed.slice(0, mostListed),
    badRows: bad.slice(0, mostListed),
  }
}

/** Everything at fault in rows: what the sheet shows and what the register shows, in the order of the sheet. */
export const problemsOf = (sheet: Sheet, plan: Plan): SheetProblem[] =>
  [...sheet.problems.filter(({ line, key }) => line !== null && key !== null), ...plan.problems].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  )

const badRows = (sheet: Sheet, plan: Plan): ImportPreview['badRows'] => {
  const names = new Map(sheet.rows.map(({ line, name }) => [line, name]))
  const byLine = new Map<number, string[]>()
  for (const { line, words } of problemsOf(sheet, plan)) {
    if (line === null) continue
    const reasons = byLine.get(line)
    if (reasons) reasons.push(words)
    else byLine.set(line, [words])
  }
  return [...byLine].map(([line, reasons]) => ({ line, name: names.get(line) ?? '', reasons }))
}

/** Words that stand in no list, each with the number of rows that use it, the most used first. */
const unknownWords = (sheet: Sheet): ImportPreview['unknown'] => {
  const chosen = new Map(
    sheet.columns.filter(({ options }) => options).map(({ key, header }) => [key, header]),
  )
  const values = new Map(sheet.filled.map((row) => [row.line, row.values]))
  const counts = new Map<string, ImportPreview['unknown'][number]>()
  for (const { line, key } of sheet.problems) {
    const header = chosen.get(key ?? '')
    const value = key === null || line === null ? null : (values.get(line)?.[key] ?? null)
    if (header === undefined || value === null) continue
    const known = counts.get(`${header} ${value}`)
    if (known) known.rows += 1
    else counts.set(`${header} ${value}`, { header, value, rows: 1 })
  }
  return [...counts.values()].toSorted((one, other) => other.rows - one.rows).slice(0, mostListed)
}

const askedRows = (sheet: Sheet, plan: Plan): AskedRow[] => {
  const sectors = new Map(sheet.choices.sectors.map(({ value, label }) => [value, label]))
  return plan.asked.slice(0, mostListed).map(({ row, candidates }) => ({
    line: row.line,
    name: row.name,
    workplace: row.workplace,
    candidates: candidates.map((person) => {
      const seat = plan.seatOf(person.id)
      return {
        personId: person.id,
        no: seat?.no ?? '',
        sector: sectors.get(seat?.sectorId ?? '') ?? null,
        workplace: seat?.workplace ?? '',
        otherPhone:
          row.phoneIndex !== null && person.phoneIndex !== null && row.phoneIndex !== person.phoneIndex,
      }
    }),
  }))
}
