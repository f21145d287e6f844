import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { type BoardQuery, askBoard } from './ask.ts'
import type { BoardRow } from './board.ts'

/** The board as a sheet to pass on: figures alone, the total first, as on the screen. */
export const exportBoard = async (
  house: House,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: BoardQuery,
): Promise<FileReply> => {
  const board = await askBoard(house, tx, actor, campaignId, query)
  const { rows: names } = await sql<{
    name: string
  }>`select name from campaigns where id = ${campaignId}`.execute(tx)
  const title = `${names[0]?.name ?? '活动日'}进展`
  const file = await writeTable({
    title,
    headLines: [[`范围：${board.root.name}`, `数据截至：${stamp(board.asOf)}`]],
    columns: [
      { header: '单位', width: 22, align: 'left' },
      ...boardColumns.map(({ header, group }) => ({ header, group, width: 9, align: 'right' as const })),
    ],
    rows: [board.total, ...board.rows].map((row) => [row.name, ...boardColumns.map(({ of }) => of(row))]),
    notes: [boardNote],
    landscape: true,
    paper: 'A4',
    frozen: 1,
  })
  return {
    file,
    name: `${title}-${board.root.name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}

export const boardNote = '按人计的数，一人在一行里只计一次，各行相加可能多于合计。两样都做了的，只计集体。'

const venues = '工作室（家）'
const people = '委员（人）'

/** The board's figures on paper: five of studios, six of persons. */
export const boardColumns: readonly {
  header: string
  group: string
  of: (row: BoardRow) => number | null
}[] = [
  { header: '应开展', group: venues, of: (row) => row.expected },
  { header: '已开展', group: venues, of: (row) => row.held },
  { header: '已上传动态', group: venues, of: (row) => row.posted },
  { header: '其中逾期', group: venues, of: (row) => row.late },
  { header: '没上传', group: venues, of: (row) => row.missing },
  { header: '入驻', group: people, of: (row) => row.members },
  { header: '集体活动', group: people, of: (row) => row.collective },
  { header: '自行开展', group: people, of: (row) => row.own },
  { header: '请假', group: people, of: (row) => row.leave },
  { header: '没登记', group: people, of: (row) => row.none },
  { header: '未入驻', group: people, of: (row) => row.unsettled },
]

/** A moment with its year, for paper. */
export const stamp = (instant: string): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(instant))
