import { v7 as newId } from 'uuid'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { saveFile } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import { placesOf, readyToCount, rowsOf } from '../../platform/measures.ts'
import { type RunWorker, startRun } from '../../platform/runs/index.ts'
import { type TableColumn, writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { openSheet } from './access.ts'
import { columns, kindsHead, officialName } from './columns.ts'
import { measureOf } from './definitions.ts'
import { type CellAsked, listWhole } from './drill.ts'
import { fillRows } from './figures.ts'
import { listExpected } from './filings.ts'
import { getFrame } from './frame.ts'
import { type PaperAsked, layOut } from './paper.ts'
import { type SheetRow, placesOfRows, rowsOfSheet } from './rows.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const reply = (file: Buffer, name: string): FileReply => ({ file, name: `${name}.xlsx`, mediaType: xlsx })

const sixteen = (wordings: readonly string[], width: number): TableColumn[] =>
  wordings.map((header, at) => ({
    header,
    width,
    align: 'right',
    ...(at >= 5 && at <= 12 ? { group: kindsHead } : {}),
  }))

/** A sheet as .xlsx in the form's own layout: 16 leaf columns under a head of two rows. */
export const exportSheet = async (tx: Tx, actor: Actor, asked: PaperAsked): Promise<FileReply> => {
  const paper = await layOut(tx, actor, asked)
  const named = paper.form === 'table'
  const file = await writeTable({
    annex: `附件${paper.annex}`,
    title: paper.title,
    headLines: [[`填表单位：${paper.unitName}`, '（盖章）', `报表时间：${paper.reportDay}`]],
    columns: [...(named ? [{ header: '单位', width: 12 }] : []), ...sixteen(paper.wordings, named ? 9 : 10)],
    rows: paper.rows.map((row) => [...(named ? [row.name] : []), ...row.cells.map((cell) => cell.value)]),
    totalRows: named ? 1 : 0,
    notes: [
      ...paper.notes,
      paper.heads.map(({ label, value }) => `${label}：${value || '　　　　'}`).join('　　'),
      paper.seal
        ? `已封存，校验码 ${(paper.seal.verifyCode.match(/.{4}/g) ?? []).join(' ')}`
        : '未封存，封存以前数字还会变。',
    ],
    landscape: true,
    paper: paper.rows.length > 20 ? 'A3' : 'A4',
    frozen: named ? 1 : 0,
  })
  return reply(file, `附件${paper.annex} ${paper.unitName} ${named ? '汇总表' : '报表'}`)
}

/** The records behind one figure as .xlsx. */
export const exportCell = async (tx: Tx, actor: Actor, asked: CellAsked): Promise<FileReply> => {
  const { title, where, unitName, cut, rows, value } = await listWhole(tx, actor, asked)
  const heads = {
    venues: ['工作室', '所属政协', '说明', '入驻（人）', '本栏'],
    persons: ['委员', '入驻工作室', '说明'],
    items: ['内容', '工作室', '日期'],
  }[cut]
  const file = await writeTable({
    title,
    headLines: [[`${where}：${value}`, `填表单位：${unitName}`, `导出时间：${dayOf(actor.now)}`]],
    columns: heads.map((header, at) => ({ header, width: at === 0 ? 32 : at < 3 ? 26 : 12 })),
    rows: rows.map((row) => [
      row.title,
      row.where,
      row.note,
      ...(cut === 'venues' ? [row.residents, row.count] : []),
    ]),
    notes: [cut === 'persons' ? '只列本政协工作室的委员。' : '按系统现在的记录导出。'],
    landscape: true,
    paper: 'A4',
    frozen: 1,
  })
  return reply(file, `${where} ${title}`)
}

/** The records behind a whole sheet: each studio with what each column has there; persons and joint items don't add up. */
export const exportRecords = async (
  tx: Tx,
  actor: Actor,
  asked: { campaignId: string; unitId: string; annex?: 1 | 2 | undefined },
): Promise<FileReply> => {
  const seen = await openSheet(tx, actor, asked.campaignId, asked.unitId, asked.annex)
  await readyToCount(tx)
  const total = (await rowsOfSheet(tx, seen.frame, seen.unit, seen.annex)).slice(-1)
  const places = await placesOfRows(tx, seen.frame, total)
  const { rows: venues } = await sql<{
    id: string
    name: string
    code: string
    committee: string
    guide: string
  }>`
    select u.id, u.short_name as name, u.code, k.short_name as committee, b.short_name as guide
    from units u join units k on k.id = u.committee_id
      join guidances g on g.unit_id = u.id and g.valid @> ${seen.frame.heldOn}::date join units b on b.id = g.guide_id
    where u.id = any(${places.venueIds}::uuid[]) order by k.code, u.code`.execute(tx)
  const counts = new Map<string, Map<number, number>>()
  for (const { no } of columns) {
    const { rows } = await sql<{ venueId: string; n: number }>`
      select p.venue_id as "venueId", count(distinct r.item_id) as n
      from ${placesOf(places)} join (${rowsOf(measureOf(seen.frame, `c${no}`), places.venueIds)}) r on r.venue_id = p.venue_id
      group by 1`.execute(tx)
    for (const { venueId, n } of rows) {
      const known = counts.get(venueId) ?? new Map<number, number>()
      counts.set(venueId, known.set(no, n))
    }
  }
  const file = await writeTable({
    title: `${seen.frame.campaignName}：各工作室的记录`,
    headLines: [[`填表单位：${seen.unit.name}`, `共 ${venues.length} 家`, `导出时间：${dayOf(actor.now)}`]],
    columns: [
      { header: '工作室', width: 28 },
      { header: '编号', width: 14 },
      { header: '所属政协', width: 12 },
      { header: '归口', width: 14 },
      ...sixteen(
        columns.map((column) => officialName(column, seen.annex)),
        9,
      ),
    ],
    rows: venues.map((venue) => [
      venue.name,
      venue.code,
      venue.committee,
      venue.guide,
      ...columns.map(({ no }) => counts.get(venue.id)?.get(no) ?? 0),
    ]),
    notes: ['按系统现在的记录导出。人与联办的事各家都列，合计只算一次，所以各行相加可能多于表上的数。'],
    landscape: true,
    paper: 'A3',
    frozen: 1,
  })
  return reply(file, `${seen.unit.shortName} 各工作室的记录`)
}

const runKind = 'sheets.exportAll'

/** Asks for the rows of all units below at once; the end is a to-do. */
export const startExport = async (
  tx: Tx,
  actor: Actor,
  at: { campaignId: string; unitId: string },
  id: string,
): Promise<{ id: string }> => {
  const { unit, frame } = await openSheet(tx, actor, at.campaignId, at.unitId)
  if (!unitsOf(actor, 'office').includes(unit.id)) throw new Forbidden()
  await startRun(tx, actor, {
    id,
    committeeId: unit.committeeId,
    kind: runKind,
    title: `导出各单位报表：${frame.campaignName}`,
    input: at,
  })
  return { id }
}

/** Fills the rows of every filing unit below, twenty at a time, into one table. */
export const exportWorker: RunWorker = {
  kind: runKind,
  work: async (house, run, progress) => {
    const campaignId = String(run.input['campaignId'])
    const unitId = String(run.input['unitId'])
    const { rows, total } = await fillAll(house, campaignId, unitId, progress)
    const file = await writeTable({
      title: run.title,
      headLines: [[`共 ${total} 个单位`, `导出时间：${dayOf(house.clock())}`]],
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
    const fileId = await saveFile(house.db, house, {
      id: newId(),
      committeeId: run.committeeId,
      purpose: 'export',
      name: `${run.title}.xlsx`,
      mediaType: xlsx,
      content: file,
      owner: { type: 'run', id: run.id },
      createdBy: run.actor.personId,
      now: house.clock(),
    })
    return { result: { units: total }, fileId }
  },
}

const fillAll = async (
  house: House,
  campaignId: string,
  unitId: string,
  progress: (done: number, total: number | null) => Promise<void>,
) => {
  const units = await house.db.transaction().execute(async (tx) => {
    const frame = await getFrame(tx, campaignId)
    const expected = await listExpected(tx, frame, null)
    const { rows } = await sql<{ id: string }>`
      select unit_id as id from figure_reach where ancestor_id = ${unitId} and valid @> ${frame.heldOn}::date`.execute(
      tx,
    )
    const below = new Set(rows.map(({ id }) => id))
    return expected.filter((unit) => below.has(unit.unitId))
  })
  const rows: (string | number)[][] = []
  for (let at = 0; at < units.length; at += 20) {
    await progress(at, units.length)
    const some = units.slice(at, at + 20).map((unit): SheetRow => ({
      unitId: unit.unitId,
      part: 'whole',
      annex: unit.annex,
      label: unit.unitName,
      isTotal: false,
    }))
    const filled = await house.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => fillRows(tx, await getFrame(tx, campaignId), unitId, some))
    for (const row of filled.rows)
      rows.push([
        row.label,
        String(row.annex),
        ...row.cells.map((cell) => (row.status === 'missing' ? '未报' : cell.value)),
      ])
  }
  await progress(units.length, units.length)
  return { rows, total: units.length }
}
