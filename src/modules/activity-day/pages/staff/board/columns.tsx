import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Column, Figure, Status } from '../../../../../web/ui/staff/index.ts'
import type { Board, BoardRow, FigureName } from '../../../contract.ts'
import type { Matter } from '../../../rules.ts'
import type { Opened } from './opened.ts'
import { RemindCell, type Reminder } from './remind.tsx'

/** What a row is called at each level. */
export const rowHeads = { city: '市州', county: '县市区', venue: '工作室' } as const

interface Given {
  /** the campaign is on: what is missing asks for a hand */
  runs: boolean
  board: Board
  matter: Matter
  reminder: Reminder
  opened: Opened | null
  onOpen: (opened: Opened) => void
}

const venues = '工作室（家）'
const people = '委员（人）'
type Counted = FigureName & keyof BoardRow

/** The columns of the board: studios first, then persons, then the press; before the day plans stand where posts will. */
export const columnsFor = (given: Given): Column<BoardRow>[] => {
  const { board } = given
  const isVenues = board.level === 'venue'
  return [
    {
      key: 'name',
      title: rowHeads[board.level],
      rowHead: true,
      width: isVenues ? 210 : 140,
      render: (row) => <Name board={board} row={row} />,
    },
    ...(isVenues ? studioColumns(given) : board.phase === 'before' ? planColumns(given) : deedColumns(given)),
    number(given, 'members', '入驻', people, { width: 78 }),
    number(given, 'collective', '集体活动', people, { width: 74 }),
    number(given, 'own', '自行开展', people, { hideable: true, width: 74 }),
    number(given, 'leave', '请假', people, { hideable: true, width: 56 }),
    number(given, 'none', '没登记', people, { hideable: true, width: 64 }),
    ...(isVenues ? [] : [number(given, 'unsettled', '未入驻', people, { hideable: true, width: 64 })]),
    ...(board.remindObstacle === null ? [remindColumn(given)] : []),
  ]
}

const number = (
  given: Given,
  key: Counted,
  title: ReactNode,
  group: string,
  more: Partial<Column<BoardRow>> = {},
): Column<BoardRow> => ({
  key,
  title,
  group,
  align: 'right',
  width: 68,
  ...(typeof title === 'string' ? {} : { name: '已上传动态' }),
  render: (row) => (
    <OpenFigure
      given={given}
      row={row}
      figure={key}
      noted={group === people && row === given.board.total && overlaps(given.board, key)}
    />
  ),
  ...more,
})

/** Before the day: who has settled a plan. */
const planColumns = (given: Given): Column<BoardRow>[] => [
  number(given, 'expected', '应开展', venues),
  number(given, 'planned', '已定方案', venues, { width: 84 }),
  {
    ...number(given, 'expected', '没定方案', venues, { width: 84 }),
    key: 'unplanned',
    render: (row) => {
      const count = row.expected - row.planned
      return (
        <Figure
          value={count}
          onOpen={() => given.onOpen({ row, figure: 'unplanned' })}
          label={row.name}
          opened={isOpened(given.opened, row, 'unplanned')}
          ask={count > 0 && given.runs}
        />
      )
    },
  },
]

const deedColumns = (given: Given): Column<BoardRow>[] => [
  number(given, 'expected', '应开展', venues),
  number(given, 'held', '已开展', venues),
  number(
    given,
    'posted',
    <span style={{ display: 'inline-block', paddingRight: 96 }}>已上传动态</span>,
    venues,
    {
      width: 184,
      render: (row) => (
        <WithMeter row={row}>
          <OpenFigure given={given} row={row} figure="posted" />
        </WithMeter>
      ),
    },
  ),
  number(given, 'late', '其中逾期', venues, { hideable: true, width: 72 }),
  number(given, 'missing', '没上传', venues, {
    render: (row) => (
      <OpenFigure given={given} row={row} figure="missing" ask={row.missing > 0 && given.runs} />
    ),
  }),
]

/** A studio's own row shows marks for its one; the total above it shows figures. */
const studioColumns = (given: Given): Column<BoardRow>[] => {
  const { total } = given.board
  return [
    {
      ...number(given, 'held', '已开展', venues, { width: 104, align: 'left' }),
      render: (row) =>
        row === total ? <OpenFigure given={given} row={row} figure="held" /> : <Held row={row} />,
    },
    { key: 'crowd', title: '到场', group: venues, width: 132, render: (row) => <Crowd row={row} /> },
    {
      ...number(given, 'posted', '已上传动态', venues, { width: 124, align: 'left' }),
      render: (row) =>
        row === total ? <OpenFigure given={given} row={row} figure="posted" /> : <Posted row={row} />,
    },
  ]
}

const remindColumn = (given: Given): Column<BoardRow> => ({
  key: 'do',
  title: '提醒召集人',
  width: 144,
  render: (row) =>
    row === given.board.total ? null : (
      <RemindCell row={row} matter={given.matter} reminder={given.reminder} />
    ),
})

const isOpened = (opened: Opened | null, row: BoardRow, figure: FigureName): boolean =>
  opened !== null &&
  opened.figure === figure &&
  opened.row.unitId === row.unitId &&
  opened.row.part === row.part

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
  return (
    <Figure
      value={typeof value === 'number' ? value : null}
      onOpen={() => given.onOpen({ row, figure })}
      label={row.name}
      opened={isOpened(given.opened, row, figure)}
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
      <span
        className={row.expected === 0 ? 'meter nil' : 'meter'}
        ref={(bar) => bar?.style.setProperty('--p', `${share}%`)}
        aria-hidden="true"
      />
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
