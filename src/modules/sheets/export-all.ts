import { v7 as newId } from 'uuid'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { saveFile } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import { type Progress, type RunWorker, startRun } from '../../platform/runs/index.ts'
import { writeTable } from '../../platform/spreadsheet/index.ts'
import { writeZip } from '../../platform/zip.ts'
import { openSheet } from './access.ts'
import { columns, officialName } from './columns.ts'
import type { Figures } from './figures.ts'
import { fillRows } from './figures.ts'
import { type Expected, listExpected } from './filings.ts'
import { sixteen, xlsx } from './form-head.ts'
import { getFrame } from './frame.ts'
import { type Paper, paperOfReturn, paperOfRows } from './paper.ts'
import { listSealed } from './returns.ts'
import type { SheetRow } from './rows.ts'
import { writePaper } from './write-paper.ts'

const runKind = 'sheets.exportAll'

/** Asks for the 报表 of all units below at once, as one table or as one file each; the end is a to-do. */
export const startExport = async (
  tx: Tx,
  actor: Actor,
  at: { campaignId: string; unitId: string },
  asked: { id: string; as: 'table' | 'files' },
): Promise<{ id: string }> => {
  const { unit, frame } = await openSheet(tx, actor, at.campaignId, at.unitId)
  if (!unitsOf(actor, 'office').includes(unit.id)) throw new Forbidden()
  await startRun(tx, actor, {
    id: asked.id,
    committeeId: unit.committeeId,
    kind: runKind,
    title: `${asked.as === 'files' ? '逐单位导出报表' : '导出各单位报表'}：${frame.campaignName}`,
    input: { ...at, as: asked.as },
  })
  return { id: asked.id }
}

/** Fills the rows of every filing unit below, twenty at a time, into one table or into a file for each. */
export const exportWorker: RunWorker = {
  kind: runKind,
  work: async (house, run, progress) => {
    const asked = { campaignId: String(run.input['campaignId']), unitId: String(run.input['unitId']) }
    const apart = run.input['as'] === 'files'
    const { content, total } = apart
      ? await fillFiles(house, asked, progress)
      : await fillTable(house, asked, progress, run.title)
    const fileId = await saveFile(house.db, house, {
      id: newId(),
      committeeId: run.committeeId,
      purpose: 'export',
      name: `${run.title}.${apart ? 'zip' : 'xlsx'}`,
      mediaType: apart ? 'application/zip' : xlsx,
      content,
      owner: { type: 'run', id: run.id },
      createdBy: run.actor.personId,
      now: house.clock(),
    })
    return { result: { units: total }, fileId }
  },
}

type Asked = { campaignId: string; unitId: string }

const fillTable = async (house: House, asked: Asked, progress: Progress, title: string) => {
  const units = await unitsBelow(house, asked)
  const rows: (string | number)[][] = []
  await inTwenties(units, progress, async (some) => {
    for (const row of (await countSome(house, asked, some)).rows)
      rows.push([
        row.label,
        String(row.annex),
        ...row.cells.map((cell) => (row.status === 'missing' ? '未报' : cell.value)),
      ])
  })
  const content = await writeTable({
    title,
    headLines: [[`共 ${units.length} 个单位`, `导出时间：${dayOf(house.clock())}`]],
    columns: [
      { header: '单位', width: 16 },
      { header: '附件', width: 6 },
      ...sixteen(
        columns.map((column) => (column.no === 1 ? '委员工作室数（家）' : officialName(column, 2))),
        9,
      ),
    ],
    rows,
    notes: ['市州行含所属县市区。按系统现在的记录导出，未封存。'],
    landscape: true,
    paper: 'A3',
    frozen: 1,
  })
  return { content, total: units.length }
}

/** One .xlsx a unit, as its form lies: the sealed version where there is one, else as it counts now. */
const fillFiles = async (house: House, asked: Asked, progress: Progress) => {
  const units = await unitsBelow(house, asked)
  const files: { name: string; content: Uint8Array }[] = []
  await inTwenties(units, progress, async (some) => {
    for (const { unit, paper } of await papersOf(house, asked, some)) {
      const no = String(files.length + 1).padStart(3, '0')
      const state = paper.seal ? '已封存' : '未封存'
      const name = `${no} ${unit.unitName} 附件${unit.annex} ${state}.xlsx`.replace(/[\\/:*?"<>|]/g, '')
      files.push({ name, content: await writePaper(paper) })
    }
  })
  return { content: writeZip(files, house.clock()), total: units.length }
}

const papersOf = async (house: House, asked: Asked, some: Expected[]) => {
  const counted = await countSome(house, asked, some)
  const sealed = await listSealed(
    house.db,
    asked.campaignId,
    some.map(({ unitId }) => unitId),
  )
  return Promise.all(
    some.map(async (unit, at): Promise<{ unit: Expected; paper: Paper }> => {
      const head = sealed.find(({ unitId }) => unitId === unit.unitId)
      const row = counted.rows[at]
      return {
        unit,
        paper: head
          ? await paperOfReturn(house.db, head, 'row')
          : paperOfRows({
              form: 'row',
              annex: unit.annex,
              unitName: unit.unitFullName,
              rows: row ? [{ ...row, isTotal: true }] : [],
              lines: counted.lines.filter(({ rowNo }) => rowNo === at),
              explained: [],
              now: house.clock(),
            }),
      }
    }),
  )
}

const unitsBelow = (house: House, { campaignId, unitId }: Asked): Promise<Expected[]> =>
  house.db.transaction().execute(async (tx) => {
    const frame = await getFrame(tx, campaignId)
    const expected = await listExpected(tx, frame, null)
    const { rows } = await sql<{ id: string }>`
      select unit_id as id from figure_reach where ancestor_id = ${unitId} and valid @> ${frame.heldOn}::date`.execute(
      tx,
    )
    const below = new Set(rows.map(({ id }) => id))
    return expected.filter((unit) => below.has(unit.unitId))
  })

const inTwenties = async (
  units: readonly Expected[],
  progress: Progress,
  work: (some: Expected[]) => Promise<void>,
) => {
  for (let at = 0; at < units.length; at += 20) {
    await progress(at, units.length)
    await work(units.slice(at, at + 20))
  }
  await progress(units.length, units.length)
}

const countSome = (
  house: House,
  { campaignId, unitId }: Asked,
  some: readonly Expected[],
): Promise<Figures> =>
  house.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => fillRows(tx, await getFrame(tx, campaignId), unitId, some.map(rowOf)))

const rowOf = (unit: Expected): SheetRow => ({
  unitId: unit.unitId,
  part: 'whole',
  annex: unit.annex,
  label: unit.unitName,
  isTotal: false,
})
