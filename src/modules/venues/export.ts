import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { stateLabel } from '../../platform/process.ts'
import { writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import type { VenueFilter } from './contract.ts'
import { venueProcess } from './process.ts'
import { listVenues } from './queries.ts'
import { studioKindLabel, venueKindLabel } from './rules.ts'

/** The list as filtered, as .xlsx ready to print on A4 landscape; 编号 first, so that the import knows its rows again. */
export const exportVenues = async (tx: Tx, actor: Actor, filter: VenueFilter): Promise<FileReply> => {
  const { rows } = await listVenues(tx, actor, { ...filter, page: 1, size: 10_000 })
  const today = dayOf(actor.now)
  const file = await writeTable({
    title: '委员工作室名册',
    headLines: [[`共 ${rows.length} 家`, `截至 ${today}`]],
    columns: [
      { header: '工作室编号', width: 16 },
      { header: '名称', width: 26 },
      { header: '种类', width: 14 },
      { header: '类型', width: 10 },
      { header: '政协', width: 12 },
      { header: '归口', width: 18 },
      { header: '召集人', width: 10 },
      { header: '入驻委员', width: 10, align: 'right' },
      { header: '地址', width: 34 },
      { header: '挂牌日期', width: 12 },
      { header: '撤销日期', width: 12 },
      { header: '状态', width: 10 },
    ],
    rows: rows.map((row) => [
      row.code,
      row.name,
      venueKindLabel(row.kind),
      studioKindLabel(row.studioKind),
      row.committeeName,
      row.guideName === row.committeeName ? `${row.guideName}政协` : row.guideName,
      row.convenerName,
      row.residentCount,
      row.address,
      row.openFrom,
      row.openUntil,
      stateLabel(venueProcess, row.state),
    ]),
    notes: ['入驻委员只数今天在任的。撤销日期是不再开放的第一天。'],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `委员工作室名册${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
