import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import type { FigureAsked, FigureBy } from '../contract.ts'
import { columnOf, countLabels, figureColumns } from './columns.ts'
import { type CellAsked, getOpinionFigures, openFigure } from './queries.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What rows are, in words. */
export const byLabels: Record<FigureBy, string> = {
  unit: '单位',
  venue: '工作室',
  member: '委员',
  category: '类别',
  channel: '来源',
  month: '月份',
}

/** The table as .xlsx on A4 landscape, with what was filtered and how each column is counted. */
export const exportOpinionFigures = async (tx: Tx, actor: Actor, asked: FigureAsked): Promise<FileReply> => {
  const figures = await getOpinionFigures(tx, actor, asked)
  const labelIn = (options: { value: string; label: string }[], value: string | undefined) =>
    options.find((one) => one.value === value)?.label ?? '全部'
  const file = await writeTable({
    title: '群众意见办理情况统计表',
    headLines: [
      [
        `${figures.unitName}${figures.part === 'own' ? '（本级）' : ''}`,
        `收到日期：${figures.from} 至 ${figures.until}`,
      ],
      [
        `类别：${labelIn(figures.categories, asked.category)}`,
        `来源：${labelIn(figures.channels, asked.channel)}`,
        `截至 ${dayOf(actor.now)}`,
      ],
    ],
    columns: [
      { header: byLabels[figures.by], width: 22 },
      ...figureColumns.map((column) => ({
        header: `${column.short.join('')}（${column.unit}）`,
        width: 8,
        align: 'right' as const,
      })),
    ],
    rows: [...figures.rows, figures.total].map((row) => [
      row.label,
      ...figureColumns.map(({ code }) => row.values[code] ?? null),
    ]),
    totalRows: 1,
    notes: [
      '合计里几家合办的一条只算一次，可以少于各行相加。按行政区划排列，不排名。',
      ...figureColumns.map((column) => `${column.name}：${column.rule}`),
    ],
    landscape: true,
    paper: 'A4',
    frozen: 1,
  })
  return { file, name: `群众意见统计${dayOf(actor.now)}.xlsx`, mediaType: xlsx }
}

/** The records behind one figure as .xlsx; who spoke is not in it. */
export const exportFigureRecords = async (
  tx: Tx,
  actor: Actor,
  asked: Omit<CellAsked, 'page' | 'size'>,
): Promise<FileReply> => {
  const opened = await openFigure(tx, actor, { ...asked, page: 1, size: 20_000 })
  const isItems = opened.cut === 'items'
  const file = await writeTable({
    title: columnOf(asked.code)?.name ?? '群众意见',
    headLines: [[opened.where, `共 ${opened.total} 行`, `截至 ${dayOf(actor.now)}`]],
    columns: [
      { header: isItems ? '内容' : '工作室', width: 60 },
      { header: isItems ? '编号、收到、状态' : '政协', width: 40 },
      { header: countLabels[opened.counts], width: opened.counts === 'days' ? 14 : 8, align: 'right' },
    ],
    rows: opened.rows.map((row) => [row.title, row.note, row.count]),
    notes: ['反映人的称呼、电话、地点不导出。', ...(opened.closed ? [opened.closed] : [])],
    landscape: false,
    paper: 'A4',
    frozen: 1,
  })
  return { file, name: `群众意见明细${dayOf(actor.now)}.xlsx`, mediaType: xlsx }
}
