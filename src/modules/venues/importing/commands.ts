import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { Forbidden, Invalid } from '../../../platform/errors.ts'
import { saveFile } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import { startRun } from '../../../platform/runs/index.ts'
import { writeTemplate } from '../../../platform/spreadsheet/index.ts'
import type { FileReply, Upload } from '../../../platform/transfer.ts'
import { importColumns, importNotes, importTitle } from './columns.ts'
import { readGuides } from './register.ts'
import { getImportFile, importOwner } from './sheet.ts'
import { spreadsheetType } from './work.ts'

const committeeKept = (actor: Actor, asked: string | undefined): string => {
  const kept = unitsOf(actor, 'office')
  const committeeId = asked ?? kept[0]
  if (!committeeId || !kept.includes(committeeId)) throw new Forbidden()
  return committeeId
}

/** The empty sheet of the actor's 政协. */
export const getTemplate = async (tx: Tx, actor: Actor, asked: string | undefined): Promise<FileReply> => {
  const { committee, guides } = await readGuides(tx, committeeKept(actor, asked), dayOf(actor.now))
  const file = await writeTemplate({
    title: importTitle(committee.name),
    columns: importColumns(guides),
    notes: importNotes,
  })
  return { file, name: `${committee.name}委员工作室导入模板.xlsx`, mediaType: spreadsheetType }
}

/** Keeps a sheet that was sent; what is in it is looked at by the preview. */
export const uploadImport = async (
  tx: Tx,
  actor: Actor,
  house: House,
  upload: Upload,
  asked: string | undefined,
): Promise<{ id: string }> => {
  const committeeId = committeeKept(actor, asked)
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
    owner: { type: importOwner, id: committeeId },
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id }
}

/** Puts the import of a sheet in line. */
export const runImport = async (
  tx: Tx,
  actor: Actor,
  id: string,
  { runId, mode }: { runId: string; mode: 'all' | 'good' },
): Promise<{ id: string }> => {
  const file = await getImportFile(tx, actor, id)
  return startRun(tx, actor, {
    id: runId,
    kind: 'venues.import',
    title: `导入工作室（${file.fileName}）`,
    committeeId: file.committeeId,
    input: { fileName: file.fileName, mode },
    inputFileId: id,
  })
}
