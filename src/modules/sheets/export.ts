import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { placesOf, readyToCount, rowsOf } from '../../platform/measures.ts'
import { writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { openSheet } from './access.ts'
import { columns, officialName } from './columns.ts'
import { measureOf } from './definitions.ts'
import { type CellAsked, listWhole } from './drill.ts'
import { asWorkbook, sixteen } from './form-head.ts'
import { type PaperAsked, layOut } from './paper.ts'
import { placesOfRows, rowsOfSheet } from './rows.ts'
import { writePaper } from './write-paper.ts'

/** A sheet as .xlsx in the form's own layout: 16 leaf columns under a head of two rows. */
export const exportSheet = async (tx: Tx, actor: Actor, asked: PaperAsked): Promise<FileReply> => {
  const paper = await layOut(tx, actor, asked)
  const named = paper.form === 'table' ? '汇总表' : '报表'
  return asWorkbook(await writePaper(paper), `附件${paper.annex} ${paper.unitName} ${named}`)
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
  return asWorkbook(file, `${where} ${title}`)
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
      from ${placesOf(places)} join (${rowsOf(measureOf(seen.frame, `c${no}`), places)}) r on r.venue_id = p.venue_id
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
  return asWorkbook(file, `${seen.unit.shortName} 各工作室的记录`)
}
