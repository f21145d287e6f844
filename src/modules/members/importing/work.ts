import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { dayOf } from '../../../platform/clock.ts'
import { saveFile } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import type { Progress, RunOutcome, RunWorker, RunningRun } from '../../../platform/runs/index.ts'
import { type SheetProblem, writeErrorSheet } from '../../../platform/spreadsheet/index.ts'
import { ImportDecision } from '../contract/imports.ts'
import { noticeLikenesses } from '../likenesses.ts'
import { lockRegister } from '../locks.ts'
import { importNotes, importTitle } from './columns.ts'
import type { Plan } from './plan.ts'
import { problemsOf } from './preview.ts'
import { type Sheet, planSheet, readSheet } from './sheet.ts'
import { rowsToWrite, writePlan } from './write.ts'

/** What a run of this kind was asked: which sheet, what of bad rows, and what was said of same-name rows. */
export const ImportInput = z.object({
  fileName: z.string(),
  mode: z.enum(['all', 'good']),
  decisions: z.array(ImportDecision),
})

export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Imports a sheet of members in one transaction: all of it, or all but the bad rows, or nothing. Again gives the same. */
export const importWorker: RunWorker = {
  kind: 'members.import',
  work: async (house, run, progress) => {
    const input = ImportInput.parse(run.input)
    const id = run.inputFileId ?? ''
    await progress(0, null)
    const sheet = await readSheet(house, { id, committeeId: run.committeeId, fileName: input.fileName })
    await progress(0, sheet.rows.length)
    const done = await house.db
      .transaction()
      .execute((tx) => importIn(tx, house, run, sheet, input, progress))
    return outcomeOf(house, run, sheet, done, input.mode)
  },
}

interface DoneImport {
  plan: Plan
  bad: SheetProblem[]
  written: boolean
  likenesses: number
}

const importIn = async (
  tx: Parameters<typeof lockRegister>[0],
  house: House,
  run: RunningRun,
  sheet: Sheet,
  input: z.output<typeof ImportInput>,
  progress: Progress,
): Promise<DoneImport> => {
  await lockRegister(tx, sheet.committeeId)
  const decisions = new Map(input.decisions.map(({ line, personId }) => [line, personId]))
  const plan = await planSheet(tx, sheet, decisions, dayOf(run.actor.now), newId)
  const bad = [...problemsOf(sheet, plan), ...undecided(plan)]
  if (input.mode === 'all' && bad.length > 0) return { plan, bad, written: false, likenesses: 0 }
  const total = sheet.rows.length
  const rows = Math.max(1, rowsToWrite(plan))
  await writePlan(tx, plan, {
    committeeId: sheet.committeeId,
    keyring: house.keyring,
    now: run.actor.now,
    wrote: (written) => progress(Math.floor((written / rows) * (total - 1)), total),
  })
  const touched = [...plan.newPeople, ...plan.changedPeople].map((person) => person.id)
  const likenesses = await noticeLikenesses(tx, run.actor, sheet.committeeId, touched)
  await progress(total, total)
  return { plan, bad, written: true, likenesses }
}

const undecided = (plan: Plan): SheetProblem[] =>
  plan.asked.map(({ row }) => ({
    line: row.line,
    key: 'name',
    words: '名册里有同名的委员，还没有选是不是同一人；填上手机号或编号再传也行',
    stops: false,
  }))

const outcomeOf = async (
  house: House,
  run: RunningRun,
  sheet: Sheet,
  { plan, bad, written, likenesses }: DoneImport,
  mode: 'all' | 'good',
): Promise<RunOutcome> => {
  const badRows = new Set(bad.map(({ line }) => line)).size
  const fileId = badRows > 0 ? await saveErrors(house, run, sheet, bad) : null
  const result = {
    total: sheet.rows.length,
    fresh: written ? plan.fresh : 0,
    changed: written ? plan.changed.length : 0,
    same: plan.same,
    bad: badRows,
    likenesses,
    mode,
  }
  const failure = written
    ? null
    : `有 ${badRows} 行要改，一行也没有导入。请下载标出原因的表，改好后整张再传；或者改选“跳过有问题的行”。`
  return { result, fileId, failure }
}

const saveErrors = async (
  house: House,
  run: RunningRun,
  sheet: Sheet,
  errors: SheetProblem[],
): Promise<string> => {
  const content = await writeErrorSheet({
    title: importTitle(sheet.choices),
    columns: sheet.columns,
    notes: importNotes,
    rows: sheet.filled,
    errors,
  })
  return saveFile(house.db, house, {
    committeeId: run.committeeId,
    purpose: 'error-sheet',
    name: `${sheet.fileName.replace(/\.xlsx$/i, '')}-要改的行.xlsx`,
    mediaType: spreadsheetType,
    content,
    owner: { type: 'run', id: run.id },
    createdBy: run.actor.personId,
    now: house.clock(),
  })
}
