import type { Actor } from '../../../platform/actor.ts'
import type { House } from '../../../platform/house.ts'
import { mostListed, previewImport } from '../../../platform/importing/index.ts'
import type { AskedRow, ImportPreview } from '../contract/imports.ts'
import type { Sheet } from './form.ts'
import { memberImport } from './importing.ts'
import type { Plan } from './plan.ts'

/** What an import of this sheet would do now, and whom staff is asked about. Throws NotFound, or Invalid when it cannot be read. */
export const previewMembers = async (house: House, actor: Actor, id: string): Promise<ImportPreview> => {
  const { preview, sheet, plan } = await previewImport(house, actor, memberImport, id)
  return {
    ...preview,
    asked: plan.asked.length,
    overlapping: plan.overlapping,
    doubled: plan.doubled,
    unknown: unknownWords(sheet),
    askedRows: askedRows(sheet, plan),
  }
}

/** Words that stand in no list, each with the number of rows that use it, the most used first. */
const unknownWords = (sheet: Sheet): ImportPreview['unknown'] => {
  const chosen = new Map(
    sheet.form.columns.filter(({ options }) => options).map(({ key, header }) => [key, header]),
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
  const sectors = new Map(sheet.form.choices.sectors.map(({ value, label }) => [value, label]))
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
