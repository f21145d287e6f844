import type { ReactElement } from 'react'
import { NotFound } from '../../../platform/errors.ts'
import type { PageContext } from '../../../platform/page.tsx'
import { sql } from '../../../platform/db.ts'
import { PrintSheet } from '../../../web/ui/public/index.ts'
import { getBoard } from '../contract.ts'
import { askBoard } from './ask.ts'
import type { BoardRow } from './board.ts'
import { boardColumns, boardNote, stamp } from './export.ts'

/** /print/campaigns/:id/board: the board as it stands, the total first, figures alone. */
export const boardPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, house, params, reply } = context
  const asked = getBoard.query.safeParse({ ...context.query, size: '200' })
  const { id = '' } = params
  if (!actor || !asked.success || !isId(id)) throw new NotFound()
  reply.header('cache-control', 'no-store')
  const board = await askBoard(house, tx, actor, id, asked.data)
  const { rows: named } = await sql<{ name: string }>`select name from campaigns where id = ${id}`.execute(tx)
  return (
    <PrintSheet
      title={`${named[0]?.name ?? '活动日'}进展`}
      unitName={board.root.name}
      reportDate=""
      line={[`范围：${board.root.name}`, '', `数据截至：${stamp(board.asOf)}`]}
      columns={boardColumns.map(({ header, group }) => ({ key: header, wording: header, group }))}
      rows={[{ ...rowOf(board.total), isTotal: true }, ...board.rows.map(rowOf)]}
      nameHead="单位"
      numbered={false}
      notes={[
        boardNote,
        ...(board.rowCount > board.rows.length
          ? [`共 ${board.rowCount} 行，这里是前 ${board.rows.length} 行；全部请用“导出”。`]
          : []),
      ]}
      end={house.config.demo ? '演示数据，单位、人物与数字均为虚构。' : ''}
    />
  )
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

const rowOf = (row: BoardRow) => ({
  name: row.name,
  cells: Object.fromEntries(boardColumns.map(({ header, of }) => [header, { value: of(row) }])),
})
