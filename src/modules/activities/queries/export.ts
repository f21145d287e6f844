import type { Actor } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { type ActivityFilter, modeLabels } from '../contract.ts'
import { dayAndTime } from '../rules.ts'
import { listActivities } from './plan.ts'

const columns = [
  { header: '活动', width: 30 },
  { header: '委员工作室', width: 30 },
  { header: '时间', width: 16 },
  { header: '地点', width: 22 },
  { header: '方式', width: 10 },
  { header: '活动内容', width: 24 },
  { header: '状态', width: 8 },
  { header: '报名（人）', width: 8, align: 'right' },
  { header: '到场（人）', width: 8, align: 'right' },
  { header: '其中来宾', width: 8, align: 'right' },
] as const

/** The list as a sheet to print or pass on, up to 5,000 rows, with what it was filtered by. */
export const exportActivities = async (tx: Tx, actor: Actor, filter: ActivityFilter): Promise<FileReply> => {
  const { rows, total } = await listActivities(tx, actor, { ...filter, page: 1, size: 5000 })
  const file = await writeTable({
    title: '集体活动一览表',
    headLines: [
      [
        `共 ${total} 次`,
        filter.search ? `查找：${filter.search}` : '',
        `导出：${dayAndTime(actor.now.toISOString())}`,
      ],
    ],
    columns,
    rows: rows.map((row) => [
      row.title,
      row.hosts.map((host) => host.name).join('、'),
      dayAndTime(row.beginsAt),
      row.place,
      modeLabels[row.mode],
      row.kinds.map((kind) => kind.shortLabel).join('、'),
      row.stateLabel,
      row.signedUp,
      row.attended,
      row.guests,
    ]),
    notes: rows.length < total ? [`只列出前 ${rows.length} 次，请缩小范围再导出其余。`] : [],
    landscape: true,
    paper: 'A4',
    frozen: 1,
  })
  return {
    file,
    name: '集体活动一览表.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
