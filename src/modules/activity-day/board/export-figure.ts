import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import type { Part } from './rows.ts'
import { askFigure } from './ask.ts'
import type { FigureName } from './words.ts'

const most = 50_000

/** What lies behind a figure as .xlsx: names inside one's own 政协, from above it studios and how many. */
export const exportFigure = async (
  house: House,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: { unit: string; part: Part; figure: FigureName },
): Promise<FileReply> => {
  const behind = await askFigure(house, tx, actor, campaignId, {
    ...query,
    unitId: query.unit,
    page: 1,
    size: most,
  })
  const columns = columnsOf(behind.of, query.figure)
  const file = await writeTable({
    title: behind.title,
    headLines: [[`共 ${behind.total} 行`, `导出时间：${dayOf(actor.now)}`]],
    columns: columns.map(({ header, width }) => ({ header, width })),
    rows: behind.rows.map((line) => columns.map(({ of }) => of(line))),
    notes: [
      behind.rule,
      ...(behind.of === 'counts' ? ['按工作室列出人数；一人入驻几家，各家都列。姓名由本级政协自己看。'] : []),
    ],
    landscape: false,
    paper: 'A4',
    frozen: 1,
  })
  return {
    file,
    name: `${behind.title}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}

type Line = Awaited<ReturnType<typeof askFigure>>['rows'][number]
type Of = Awaited<ReturnType<typeof askFigure>>['of']

const columnsOf = (of: Of, figure: FigureName) => {
  const name = {
    header: of === 'persons' ? '姓名' : figure === 'unsettled' ? '政协' : '工作室',
    width: of === 'persons' ? 14 : 34,
    of: (line: Line): string | number | null => line.name,
  }
  const place = {
    header: of === 'persons' ? (figure === 'unsettled' ? '政协' : '入驻') : '政协',
    width: of === 'persons' ? 44 : 16,
    of: (line: Line) => line.place,
  }
  if (of === 'counts')
    return [
      name,
      ...(figure === 'unsettled' ? [] : [place]),
      { header: '人数', width: 10, of: (line: Line) => line.count },
    ]
  return [
    name,
    place,
    { header: '情况', width: 14, of: (line: Line) => (line.state ? (stateWords[line.state] ?? '') : '') },
  ]
}

/** How a studio or a person stands, as the drawer says it. */
const stateWords: Record<string, string> = {
  posted: '已上传',
  late: '逾期上传',
  waiting: '等审核',
  held: '已开展',
  planned: '有方案',
  none: '还没有',
  unknown: '没登记',
  collective: '集体活动',
  own: '自行开展',
  leave: '请假',
}
