import type { Tx } from '../../../platform/db.ts'
import { badLinesOf } from '../../../platform/importing/index.ts'
import type { FilledRow } from '../../../platform/spreadsheet/index.ts'
import type { Days } from '../rules.ts'
import type { Sheet } from './form.ts'
import { type Plan, planImport } from './plan.ts'
import { readRegister } from './register.ts'

/** An exported sheet that comes back has masked mobiles: they say nothing, as if the cells were empty. */
export const forgetMasked = (rows: FilledRow[]): Set<number> => {
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
  const { terms } = sheet.form.choices
  const current = terms.find(
    ({ from, until }) => (from === null || from <= today) && (until === null || today < until),
  )
  return planImport({
    rows: sheet.rows,
    register: await readRegister(tx, sheet.committeeId),
    badLines: badLinesOf(sheet),
    decisions,
    terms: new Map(terms.map(({ value, from, until }) => [value, daysOfTerm(from, until)])),
    currentTermId: current?.value ?? null,
    today,
    newId,
  })
}

const daysOfTerm = (from: string | null, until: string | null): Partial<Days> =>
  from === null ? { until } : { from, until }
