import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { type ItemFilter, listItems } from './queries.ts'
import { channels } from './rules.ts'

const most = 10_000

/** The list as filtered, as .xlsx on A4 landscape; who spoke is not in it. */
export const exportItems = async (tx: Tx, actor: Actor, filter: ItemFilter): Promise<FileReply> => {
  const { rows, total } = await listItems(tx, actor, { ...filter, page: 1, size: most })
  const today = dayOf(actor.now)
  const title = filter.kind === 'opinion' ? '群众意见' : '为民办实事'
  const file = await writeTable({
    title,
    headLines: [[`共 ${total} ${filter.kind === 'opinion' ? '条' : '件'}`, `截至 ${today}`]],
    columns: [
      { header: '编号', width: 12 },
      { header: '内容', width: 60 },
      { header: '工作室', width: 24 },
      { header: '来源', width: 10 },
      { header: '收到', width: 18 },
      { header: '到期', width: 12 },
      { header: '状态', width: 12 },
      { header: '委员', width: 10 },
    ],
    rows: rows.map((row) => [
      row.number,
      row.words,
      row.venues.map((venue) => venue.name).join('、'),
      row.channel ? (channels[row.channel] ?? row.channel) : '',
      row.receivedAt.slice(0, 10),
      row.dueOn,
      row.stateLabel,
      row.handlerName ?? row.heardBy,
    ]),
    notes: [
      '反映人的称呼、电话、地点不导出。',
      ...(total > most ? [`只导出前 ${most} 条，请缩小范围再导。`] : []),
    ],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `${title}${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
