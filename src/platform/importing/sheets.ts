import { type Actor, unitsOf } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'
import { Forbidden, Invalid, NotFound } from '../errors.ts'
import { fileBytes, saveFile } from '../file-records.ts'
import type { House } from '../house.ts'
import { startRun } from '../runs/index.ts'
import { readRows, writeTemplate } from '../spreadsheet/index.ts'
import type { FileReply, Upload } from '../transfer.ts'
import type { ImportAsked } from './contract.ts'
import type { Importing, Sheet, SheetForm } from './importing.ts'

export const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Kind = Pick<
  Importing<SheetForm, unknown, unknown, ImportAsked>,
  'kind' | 'title' | 'templateName' | 'form'
>

/** The empty sheet of the actor's 政协. Throws Forbidden. */
export const getTemplate = async (
  tx: Tx,
  actor: Actor,
  importing: Kind,
  asked: string | undefined,
): Promise<FileReply> => {
  const form = await importing.form(tx, keptBy(actor, asked), dayOf(actor.now))
  const file = await writeTemplate({ title: form.title, columns: form.columns, notes: form.notes })
  return { file, name: `${form.committeeName}${importing.templateName}.xlsx`, mediaType: spreadsheetType }
}

/** Keeps a sheet that was sent; what is in it is looked at by the preview. */
export const uploadSheet = async (
  tx: Tx,
  actor: Actor,
  house: House,
  importing: Pick<Kind, 'kind'>,
  upload: Upload,
  asked: string | undefined,
): Promise<{ id: string }> => {
  const committeeId = keptBy(actor, asked)
  if (!/\.(xlsx|xls|et|xlsm)$/i.test(upload.name))
    throw new Invalid([
      { path: 'file', message: '请传 .xlsx 表格。别的文件请在 Excel 或 WPS 里另存为 .xlsx。' },
    ])
  const id = await saveFile(tx, house, {
    committeeId,
    purpose: 'import',
    name: upload.name,
    mediaType: spreadsheetType,
    content: upload.bytes,
    owner: { type: importing.kind, id: committeeId },
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id }
}

/** Puts the import of a sheet in line. Throws NotFound. */
export const startImport = async (
  tx: Tx,
  actor: Actor,
  importing: Pick<Kind, 'kind' | 'title'>,
  id: string,
  { runId, ...asked }: ImportAsked & { runId: string },
): Promise<{ id: string }> => {
  const { committeeId, fileName } = await getSheetFile(tx, actor, importing, id)
  return startRun(tx, actor, {
    id: runId,
    kind: importing.kind,
    title: `${importing.title}（${fileName}）`,
    committeeId,
    input: { fileName, ...asked },
    inputFileId: id,
  })
}

/** The sheet that the actor's 政协 sent. Throws NotFound. */
export const getSheetFile = async (
  tx: Tx,
  actor: Actor,
  { kind }: Pick<Kind, 'kind'>,
  id: string,
): Promise<{ id: string; committeeId: string; fileName: string }> => {
  const { rows } = await sql<{ id: string; committeeId: string; fileName: string }>`
    select id, committee_id as "committeeId", name as "fileName" from files
    where id = ${id} and owner_type = ${kind} and committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(
    tx,
  )
  const [file] = rows
  if (!file) throw new NotFound()
  return file
}

/** Reads a sheet. Throws Invalid with the reader's sentence when it cannot be read at all. */
export const readSheet = async <Form extends SheetForm, Row>(
  house: House,
  importing: Pick<Importing<Form, Row, never, ImportAsked>, 'form' | 'parse'>,
  file: { id: string; committeeId: string; fileName: string },
): Promise<Sheet<Form, Row>> => {
  const form = await importing.form(house.db, file.committeeId, dayOf(house.clock()))
  const read = await readRows(await fileBytes(house.db, house, file.id), form.columns)
  const stop = read.problems.find(({ stops }) => stops)
  const words =
    stop?.words ?? (read.rows.length === 0 ? '表里没有要导入的行。请从示例行的下一行填起。' : null)
  if (words !== null) throw new Invalid([{ path: 'file', message: words }], '这张表读不了。')
  return {
    ...file,
    form,
    filled: read.rows,
    ...(await importing.parse(house, form, read.rows, read.problems)),
  }
}

/** The 政协 for which the actor imports: the given one, else its first. Throws Forbidden. */
const keptBy = (actor: Actor, asked: string | undefined): string => {
  const kept = unitsOf(actor, 'office')
  const committeeId = asked ?? kept[0]
  if (!committeeId || !kept.includes(committeeId)) throw new Forbidden()
  return committeeId
}
