import { v7 as newId } from 'uuid'
import type { Tx } from '../../../platform/db.ts'
import { type Sheet, type SheetForm, badLinesOf } from '../../../platform/importing/index.ts'
import type { FilledRow } from '../../../platform/spreadsheet/index.ts'
import { numbersIn } from '../rules.ts'
import { type VenuePlan, planVenues } from './plan.ts'
import { readRegister } from './register.ts'

export type VenueForm = SheetForm

/** Compares a sheet with what stands in this transaction. */
export const planSheet = async (
  tx: Tx,
  sheet: Sheet<VenueForm, FilledRow>,
  today: string,
): Promise<VenuePlan> => {
  const foreign = sheet.rows
    .flatMap(({ values }) => [
      ...numbersIn(values['residents'] ?? null),
      ...numbersIn(values['convenerNo'] ?? null),
    ])
    .filter((no) => no.includes('-'))
  return planVenues({
    rows: sheet.rows,
    badLines: badLinesOf(sheet),
    register: await readRegister(tx, sheet.committeeId, foreign, today),
    today,
    newId,
  })
}
