import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { type Importing, readableRows } from '../../../platform/importing/index.ts'
import { ImportAsked } from '../../../platform/importing/contract.ts'
import { choicesOf } from '../choices.ts'
import { ImportDecision } from '../contract/imports.ts'
import { noticeLikenesses } from '../likenesses.ts'
import { lockRegister } from '../locks.ts'
import { importColumns, importNotes, importTitle } from './columns.ts'
import type { Form } from './form.ts'
import type { Plan } from './plan.ts'
import { type ImportRow, importRowsOf } from './rows.ts'
import { forgetMasked, planSheet } from './sheet.ts'
import { rowsToWrite, writePlan } from './write.ts'

/** What was asked of a run: what of bad rows, and what was said of same-name rows. */
const Asked = ImportAsked.extend({ decisions: z.array(ImportDecision) })

/** Members from a sheet: by mobile, then by 编号; of same names without either, staff says who it is. */
export const memberImport: Importing<Form, ImportRow, Plan, z.output<typeof Asked>> = {
  kind: 'members.import',
  title: '导入委员',
  templateName: '委员导入模板',
  asked: Asked,
  form: async (tx, committeeId, day) => {
    const choices = await choicesOf(tx, committeeId, day)
    return {
      choices,
      committeeName: choices.committeeName,
      title: importTitle(choices),
      notes: importNotes,
      columns: importColumns(choices),
    }
  },
  parse: async (house, { choices }, filled, problems) => {
    const masked = forgetMasked(filled)
    const kept = problems.filter(({ line, key }) => !(key === 'phone' && line !== null && masked.has(line)))
    const read = await importRowsOf(readableRows(filled, kept), choices, house.keyring)
    return { rows: read.rows, problems: [...kept, ...read.problems] }
  },
  lock: lockRegister,
  match: (tx, sheet, asked, today) => {
    const decisions = new Map((asked?.decisions ?? []).map(({ line, personId }) => [line, personId]))
    return planSheet(tx, sheet, decisions, today, newId)
  },
  planned: (plan) => ({
    fresh: plan.fresh,
    changed: plan.changed,
    same: plan.same,
    problems: plan.problems,
    unanswered: plan.asked.map(({ row }) => ({
      line: row.line,
      key: 'name',
      words: '名册里有同名的委员，还没有选是不是同一人；填上手机号或编号再传也行',
      stops: false,
    })),
  }),
  commit: async (tx, plan, { house, run, sheet, progress }) => {
    const total = sheet.rows.length
    const rows = Math.max(1, rowsToWrite(plan))
    await writePlan(tx, plan, {
      committeeId: sheet.committeeId,
      keyring: house.keyring,
      now: run.actor.now,
      wrote: (written) => progress(Math.floor((written / rows) * (total - 1)), total),
    })
    const touched = [...plan.newPeople, ...plan.changedPeople].map((person) => person.id)
    return { likenesses: await noticeLikenesses(tx, run.actor, sheet.committeeId, touched) }
  },
}
