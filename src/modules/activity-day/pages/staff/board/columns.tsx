import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Column, Figure, Status } from '../../../../../web/ui/staff/index.ts'
import type { Board, BoardRow, FigureName } from '../../../contract.ts'
import type { Matter } from '../../../rules.ts'
import type { Opened } from '../board.tsx'
import { RemindCell, type Reminder } from './remind.tsx'

/** What a row is called at each level. */
export const rowHeads = { city: '市州', county: '县市区', venue: '工作室' } as const

interface Given {
  board: Board
  matter: Matter
  reminder: Reminder
  opened: Opened | null
  onOpen: (opened: Opened) => void
}

const venues = '工作室（家）'
const people = '委员（人）'

/** The columns of the board: studios first, then persons, then the press. A studio's own row shows marks for its one. */
export const columnsFor = (given: Given): Column<BoardRow>[] => {
  const { board } = given
  const isVenues = board.level === 'venue'
  const cell = (
    row: BoardRow,
    figure: FigureName & keyof BoardRow,
    more: { ask?: boolean; noted?: boolean } = {},
  ) => <OpenFigure given={given} row={row} figure={figure} {...more} />
  const number = (
    key: FigureName & keyof BoardRow,
    title: string,
    group: string,
    more: Partial<Column<BoardRow>> = {},
  ) => ({
    key,
    title,
    group,
    align: 'right' as const,
    width: 76,
    render: (row: BoardRow) =>
      cell(row, key, { noted: group === people && row === board.total && overlaps(board, key) }),
    ...more,
  })
  return [
    {
      key: 'name',
      title: rowHeads[board.level],
      rowHead: true,
      width: isVenues ? 200 : 108,
      render: (row) => <Name board={board} row={row} />,
    },
    ...(isVenues ? [] : [number('expected', '应开展', venues)]),
    {
      ...number('held', '已开展', venues),
      ...(isVenues
        ? {
            align: 'left' as const,
            width: 92,
            render: (row: BoardRow) => (row === board.total ? cell(row, 'held') : <Held row={row} />),
          }
        : {}),
    },
    ...(isVenues
      ? [
          {
            key: 'crowd',
            title: '到场',
            group: venues,
            width: 112,
            render: (row: BoardRow) => <Crowd row={row} />,
          },
        ]
      : []),
    {
      ...number('posted', '已上传动态', venues),
      width: isVenues ? 112 : 170,
      render: (row: BoardRow) =>
        isVenues && row !== board.total ? (
          <Posted row={row} />
        ) : (
          <WithMeter row={row}>{cell(row, 'posted')}</WithMeter>
        ),
      ...(isVenues ? { align: 'left' as const } : {}),
    },
    number('late', '其中逾期', venues, { hideable: true, width: 80 }),
    ...(isVenues
      ? []
      : [
          {
            ...number('missing', '没上传', venues),
            render: (row: BoardRow) => cell(row, 'missing', { ask: row.missing > 0 }),
          },
        ]),
    number('members', '入驻', people, { width: 84 }),
    number('collective', '集体活动', people, { width: 84 }),
    number('own', '自行开展', people, { hideable: true, width: 84 }),
    number('leave', '请假', people, { hideable: true, width: 64 }),
    number('none', '没登记', people, { hideable: true }),
    ...(isVenues ? [] : [number('unsettled', '未入驻', people, { hideable: true })]),
    ...(board.remindObstacle === null
      ? [
          {
            key: 'do',
            title: '提醒召集人',
            width: 160,
            render: (row: BoardRow) =>
              row === board.total ? null : (
                <RemindCell row={row} matter={given.matter} reminder={given.reminder} />
              ),
          },
        ]
      : []),
  ]
}

const overlaps = (board: Board, key: string): boolean =>
  (key === 'members' || key === 'collective' || key === 'own') &&
  board.rows.length === board.rowCount &&
  board.rows.reduce((sum, row) => sum + row[key], 0) > board.total[key]

function OpenFigure(props: {
  given: Given
  row: BoardRow
  figure: FigureName & keyof BoardRow
  ask?: boolean
  noted?: boolean
}) {
  const { given, row, figure } = props
  const value = row[figure]
  const { opened } = given
  return (
    <Figure
      value={typeof value === 'number' ? value : null}
      onOpen={() => given.onOpen({ row, figure })}
      label={row.name}
      opened={
        opened !== null &&
        opened.figure === figure &&
        opened.row.unitId === row.unitId &&
        opened.row.part === row.part
      }
      ask={props.ask ?? false}
      noted={props.noted ?? false}
    />
  )
}

function Name({ board, row }: { board: Board; row: BoardRow }) {
  const opens = row !== board.total && row.unitId !== board.root.unitId && row.part !== 'own'
  return opens ? <Link to={`?unit=${row.unitId}`}>{row.name}</Link> : <>{row.name}</>
}

/** How much of it is there, as a bar beside the figure; the figures say it all, so it is silent. */
function WithMeter({ row, children }: { row: BoardRow; children: ReactNode }) {
  const share = row.expected === 0 ? 0 : Math.round((100 * row.posted) / row.expected)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {children}
      <span className="meter" style={{ backgroundSize: `${share}% 100%` }} aria-hidden="true" />
    </span>
  )
}

function Held({ row }: { row: BoardRow }) {
  if (row.held > 0) return <Status kind="done">已开展</Status>
  return row.planned > 0 ? <Status kind="doing">有方案</Status> : <Status kind="todo">还没有</Status>
}

function Posted({ row }: { row: BoardRow }) {
  if (row.late > 0) return <Status kind="late">逾期上传</Status>
  return row.posted > 0 ? <Status kind="done">已上传</Status> : <Status kind="todo">还没有</Status>
}

function Crowd({ row }: { row: BoardRow }) {
  if (!row.crowd) return <span className="note">–</span>
  return (
    <span className="num">
      {row.crowd.came} 人
      {row.crowd.guests > 0 && <small className="later">其中来宾 {row.crowd.guests}</small>}
    </span>
  )
}
