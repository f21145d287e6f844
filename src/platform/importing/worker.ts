import { dayOf } from '../clock.ts'
import { saveFile } from '../file-records.ts'
import type { House } from '../house.ts'
import type { RunOutcome, RunWorker, RunningRun } from '../runs/index.ts'
import { type SheetProblem, writeErrorSheet } from '../spreadsheet/index.ts'
import type { ImportAsked } from './contract.ts'
import type { Importing, Planned, Sheet, SheetForm } from './importing.ts'
import { problemsOf } from './preview.ts'
import { readSheet, spreadsheetType } from './sheets.ts'

/** Imports a sheet in one transaction: all of it, or all but the bad rows, or nothing. Again gives the same. */
export const importWorkerOf = <Form extends SheetForm, Row, Plan, Asked extends ImportAsked>(
  importing: Importing<Form, Row, Plan, Asked>,
): RunWorker => ({
  kind: importing.kind,
  work: async (house, run, progress) => {
    const asked = importing.asked.parse(run.input)
    const file = {
      id: run.inputFileId ?? '',
      committeeId: run.committeeId,
      fileName: String(run.input['fileName']),
    }
    await progress(0, null)
    const sheet = await readSheet(house, importing, file)
    const total = sheet.rows.length
    await progress(0, total)
    const done = await house.db.transaction().execute(async (tx) => {
      await importing.lock(tx, run.committeeId)
      const plan = await importing.match(tx, sheet, asked, dayOf(run.actor.now))
      const planned = importing.planned(plan)
      const bad = [...problemsOf(sheet, planned), ...planned.unanswered]
      const isWritten = asked.mode === 'good' || bad.length === 0
      const more = isWritten ? await importing.commit(tx, plan, { house, run, sheet, progress }) : {}
      if (isWritten) await progress(total, total)
      return { planned, bad, isWritten, more }
    })
    return outcomeOf(house, run, sheet, done, asked.mode)
  },
})

interface Done {
  planned: Planned
  bad: SheetProblem[]
  isWritten: boolean
  more: Record<string, number>
}

const outcomeOf = async (
  house: House,
  run: RunningRun,
  sheet: Sheet<SheetForm, unknown>,
  { planned, bad, isWritten, more }: Done,
  mode: ImportAsked['mode'],
): Promise<RunOutcome> => {
  const badRows = new Set(bad.map(({ line }) => line)).size
  return {
    result: {
      total: sheet.rows.length,
      fresh: isWritten ? planned.fresh : 0,
      changed: isWritten ? planned.changed.length : 0,
      same: planned.same,
      bad: badRows,
      ...more,
      mode,
    },
    fileId: badRows > 0 ? await saveErrors(house, run, sheet, bad) : null,
    failure: isWritten
      ? null
      : `有 ${badRows} 行要改，一行也没有导入。请下载标出原因的表，改好后整张再传；或者改选“跳过有问题的行”。`,
  }
}

/** The same sheet with what is wrong marked, to be mended and sent again. */
const saveErrors = async (
  house: House,
  run: RunningRun,
  { form, filled, fileName }: Sheet<SheetForm, unknown>,
  errors: SheetProblem[],
): Promise<string> =>
  saveFile(house.db, house, {
    committeeId: run.committeeId,
    purpose: 'error-sheet',
    name: `${fileName.replace(/\.xlsx$/i, '')}-要改的行.xlsx`,
    mediaType: spreadsheetType,
    content: await writeErrorSheet({
      title: form.title,
      columns: form.columns,
      notes: form.notes,
      rows: filled,
      errors,
    }),
    owner: { type: 'run', id: run.id },
    createdBy: run.actor.personId,
    now: house.clock(),
  })
