import { z } from 'zod'
import { grantConveners } from '../../accounts/index.ts'
import { dayOf, during } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { saveFile } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import type { RunOutcome, RunWorker, RunningRun } from '../../../platform/runs/index.ts'
import { type SheetProblem, writeErrorSheet } from '../../../platform/spreadsheet/index.ts'
import { insertConvenings, insertResidencies, seedVenues } from '../add.ts'
import { nextNumber } from '../hold.ts'
import { venueCode } from '../rules.ts'
import { importNotes, importTitle } from './columns.ts'
import type { VenueChange, VenuePlan } from './plan.ts'
import { type VenueSheet, planSheet, problemsOf, readSheet } from './sheet.ts'

const ImportInput = z.object({ fileName: z.string(), mode: z.enum(['all', 'good']) })

export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Imports a sheet of venues in one transaction: all of it, or all but the bad rows, or nothing. Again gives the same. */
export const importWorker: RunWorker = {
  kind: 'venues.import',
  work: async (house, run, progress) => {
    const input = ImportInput.parse(run.input)
    await progress(0, null)
    const sheet = await readSheet(house, {
      id: run.inputFileId ?? '',
      committeeId: run.committeeId,
      fileName: input.fileName,
    })
    const total = sheet.rows.length
    await progress(0, total)
    const done = await house.db.transaction().execute(async (tx) => {
      const code = await codeOf(tx, run.committeeId)
      const first = await nextNumber(tx, run.committeeId, code)
      const plan = await planSheet(tx, sheet, dayOf(run.actor.now))
      const bad = problemsOf(sheet, plan)
      const written = input.mode === 'good' || bad.length === 0
      if (written) await write(tx, run, plan, { code, first })
      await progress(total, total)
      return { plan, bad, written }
    })
    return outcomeOf(house, run, sheet, done, input.mode)
  },
}

const codeOf = async (tx: Tx, committeeId: string): Promise<string> => {
  const { rows } = await sql<{ code: string }>`select code from units where id = ${committeeId}`.execute(tx)
  return rows[0]?.code ?? ''
}

const write = async (
  tx: Tx,
  run: RunningRun,
  plan: VenuePlan,
  codes: { code: string; first: number },
): Promise<void> => {
  const { personId, now } = run.actor
  await seedVenues(
    tx,
    plan.fresh.map(({ venue }, at) => ({ ...venue, code: venueCode(codes.code, codes.first + at) })),
    { personId, now },
  )
  await change(tx, plan.changed, personId)
}

const change = async (tx: Tx, changed: VenueChange[], grantedBy: string): Promise<void> => {
  if (changed.length === 0) return
  await sql`
    update venues v set kind = g.kind, studio_kind = g."studioKind", address = g.address, phone = g.phone, hours = g.hours,
      version = v.version + 1
    from json_to_recordset(${JSON.stringify(changed)}::json) as g(id uuid, kind text, "studioKind" text, address text,
      phone text, hours text) where v.id = g.id`.execute(tx)
  const convened = changed.map((each) => ({ ...each, openFrom: each.residentsFrom }))
  await grantConveners(tx, await insertConvenings(tx, convened), grantedBy)
  await insertResidencies(
    tx,
    changed.flatMap((each) =>
      each.residentIds.map((personId) => ({
        venueId: each.id,
        personId,
        isLeader: false,
        valid: during(each.residentsFrom),
      })),
    ),
  )
}

const outcomeOf = async (
  house: House,
  run: RunningRun,
  sheet: VenueSheet,
  { plan, bad, written }: { plan: VenuePlan; bad: SheetProblem[]; written: boolean },
  mode: 'all' | 'good',
): Promise<RunOutcome> => {
  const badRows = new Set(bad.map(({ line }) => line)).size
  return {
    result: {
      total: sheet.rows.length,
      fresh: written ? plan.fresh.length : 0,
      changed: written ? plan.changed.length : 0,
      same: plan.same,
      bad: badRows,
      mode,
    },
    fileId: badRows > 0 ? await saveErrors(house, run, sheet, bad) : null,
    failure: written
      ? null
      : `有 ${badRows} 行要改，一行也没有导入。请下载标出原因的表，改好后整张再传；或者改选“跳过有问题的行”。`,
  }
}

const saveErrors = async (
  house: House,
  run: RunningRun,
  sheet: VenueSheet,
  errors: SheetProblem[],
): Promise<string> => {
  const content = await writeErrorSheet({
    title: importTitle(sheet.committeeName),
    columns: sheet.columns,
    notes: importNotes,
    rows: sheet.rows,
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
