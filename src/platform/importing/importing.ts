import type { z } from 'zod'
import type { Tx } from '../db.ts'
import type { House } from '../house.ts'
import type { Progress, RunningRun } from '../runs/index.ts'
import type { FilledRow, SheetColumn, SheetProblem } from '../spreadsheet/index.ts'
import type { ImportAsked, ImportPreview } from './contract.ts'

/** The sheet as it is given out, with the 政协's own words to choose from. */
export interface SheetForm {
  committeeName: string
  /** over the table */
  title: string
  /** sentences over the table and on its sheet 填表说明 */
  notes: string[]
  columns: SheetColumn[]
  /** key of the column that a row is told by, where that is not its name */
  told?: string
}

/** A sheet that was sent, read against its form; not yet compared with what stands. */
export interface Sheet<Form, Row> {
  id: string
  fileName: string
  committeeId: string
  form: Form
  filled: FilledRow[]
  rows: Row[]
  /** what the sheet itself is at fault in: rows, and notices about the whole */
  problems: SheetProblem[]
}

/** What a plan comes to. */
export interface Planned {
  fresh: number
  changed: ImportPreview['changedRows']
  same: number
  /** faults that only the comparison shows, by row */
  problems: SheetProblem[]
  /** rows that wait for an answer: bad when it is not given */
  unanswered: SheetProblem[]
}

/**
 * An import from a spreadsheet as a value: what the sheet looks like, how a row is read, how rows are matched with what stands,
 * and how they are written. Template, upload, preview, run, error sheet and pages are the same for all (decision 0023).
 */
export interface Importing<Form extends SheetForm, Row, Plan, Asked extends ImportAsked> {
  /** such as members.import: the kind of its runs, and of the sheets that wait */
  kind: string
  /** 导入委员: title of its runs */
  title: string
  /** 委员导入模板: name of the empty sheet, after the 政协's */
  templateName: string
  asked: z.ZodType<Asked>
  form: (tx: Tx, committeeId: string, day: string) => Promise<Form>
  /** rows of words become rows of the slice; may take problems away, or add its own */
  parse: (
    house: House,
    form: Form,
    filled: FilledRow[],
    problems: SheetProblem[],
  ) => Promise<{ rows: Row[]; problems: SheetProblem[] }>
  /** nobody else imports here until the transaction ends */
  lock: (tx: Tx, committeeId: string) => Promise<unknown>
  /** compares with what stands in this transaction; without an answer of staff in the preview */
  match: (tx: Tx, sheet: Sheet<Form, Row>, asked: Asked | null, today: string) => Promise<Plan>
  planned: (plan: Plan) => Planned
  /** writes the plan; answers figures besides fresh, changed and same */
  commit: (
    tx: Tx,
    plan: Plan,
    at: { house: House; run: RunningRun; sheet: Sheet<Form, Row>; progress: Progress },
  ) => Promise<Record<string, number>>
}
