import { type Tx, sql } from '../../../platform/db.ts'
import { ImportAsked } from '../../../platform/importing/contract.ts'
import {
  type Importing,
  type SheetForm,
  importWorkerOf,
  readableRows,
} from '../../../platform/importing/index.ts'
import type { FilledRow } from '../../../platform/spreadsheet/index.ts'
import { importColumns, importNotes } from './columns.ts'
import { type OpinionPlan, planOpinions } from './plan.ts'
import { writeImported } from './write.ts'

/** 群众意见 from a sheet: letters and calls of the time before, or of a studio that keeps them on paper. */
export const opinionImport: Importing<SheetForm, FilledRow, OpinionPlan, ImportAsked> = {
  kind: 'opinions.import',
  title: '导入群众意见',
  templateName: '群众意见导入模板',
  asked: ImportAsked,
  form: async (tx, committeeId) => {
    const committeeName = await nameOf(tx, committeeId)
    return {
      committeeName,
      title: `${committeeName}群众意见`,
      notes: importNotes,
      columns: [...importColumns],
      told: 'words',
    }
  },
  parse: async (_house, _form, filled, problems) => ({ rows: readableRows(filled, problems), problems }),
  lock: (tx, committeeId) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${`opinions.import ${committeeId}`}, 0))`.execute(tx),
  match: (tx, sheet, _asked, today) => planOpinions(tx, sheet, today),
  planned: ({ fresh, same, problems }) => ({
    fresh: fresh.length,
    changed: [],
    same,
    problems,
    unanswered: [],
  }),
  commit: async (tx, plan, { house, run }) => {
    const { personId, now } = run.actor
    await writeImported(tx, house, plan.fresh, {
      committeeId: run.committeeId,
      personId,
      importId: run.id,
      now,
    })
    return {}
  },
}

export const opinionImportWorker = importWorkerOf(opinionImport)

const nameOf = async (tx: Tx, committeeId: string): Promise<string> => {
  const { rows } = await sql<{
    name: string
  }>`select short_name as name from units where id = ${committeeId}`.execute(tx)
  return rows[0]?.name ?? ''
}
