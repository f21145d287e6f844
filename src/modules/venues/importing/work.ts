import { grantConveners } from '../../accounts/index.ts'
import { during } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { ImportAsked } from '../../../platform/importing/contract.ts'
import { type Importing, importWorkerOf, readableRows } from '../../../platform/importing/index.ts'
import type { RunningRun } from '../../../platform/runs/index.ts'
import type { FilledRow } from '../../../platform/spreadsheet/index.ts'
import { insertConvenings, insertResidencies, seedVenues } from '../add.ts'
import { nextNumber } from '../hold.ts'
import { venueCode } from '../rules.ts'
import { importColumns, importNotes, importTitle } from './columns.ts'
import type { VenueChange, VenuePlan } from './plan.ts'
import { readGuides } from './register.ts'
import { type VenueForm, planSheet } from './sheet.ts'

/** Studios from a sheet: by 编号, else by name; convener and residents by their numbers. */
export const venueImport: Importing<VenueForm, FilledRow, VenuePlan, ImportAsked> = {
  kind: 'venues.import',
  title: '导入工作室',
  templateName: '委员工作室导入模板',
  asked: ImportAsked,
  form: async (tx, committeeId, day) => {
    const { committee, guides } = await readGuides(tx, committeeId, day)
    return {
      committeeName: committee.name,
      title: importTitle(committee.name),
      notes: importNotes,
      columns: importColumns(guides),
    }
  },
  parse: async (_house, _form, filled, problems) => ({ rows: readableRows(filled, problems), problems }),
  lock: async (tx, committeeId) => nextNumber(tx, committeeId, ''),
  match: (tx, sheet, _asked, today) => planSheet(tx, sheet, today),
  planned: (plan) => ({
    fresh: plan.fresh.length,
    changed: plan.changed,
    same: plan.same,
    problems: plan.problems,
    unanswered: [],
  }),
  commit: async (tx, plan, { run }) => {
    const code = await codeOf(tx, run.committeeId)
    await write(tx, run, plan, { code, first: await nextNumber(tx, run.committeeId, code) })
    return {}
  },
}

export const importWorker = importWorkerOf(venueImport)

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
