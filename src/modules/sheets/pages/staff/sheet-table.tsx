import { Link } from 'react-router'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { ColumnHead, DataTable, Empty, Figure, type Column } from '../../../../web/ui/staff/index.ts'
import { columns, kindsHead } from '../../columns.ts'
import type { Sheet, SheetRow } from '../../contract.ts'

/** ①, ② … for the correction lines in their order. */
export const circled = (at: number): string => (at < 20 ? String.fromCodePoint(0x2460 + at) : `(${at + 1})`)

/** The sixteen columns with units in rows; each figure opens its records. */
export function SheetTable(props: {
  sheet: Sheet
  opened: { row: string; column: number } | null
  onOpen: (row: string, column: number) => void
}) {
  const { sheet, opened, onOpen } = props
  const less = new Set(sheet.overlaps.filter((one) => one.less > 0).map((one) => one.columnNo))
  const shown: Column<SheetRow>[] = [
    {
      key: 'name',
      title: '单位',
      rowHead: true,
      width: 92,
      render: (row) => <Name sheet={sheet} row={row} />,
    },
    ...columns.map(({ no, short, unit }): Column<SheetRow> => ({
      key: `c${no}`,
      title: <ColumnHead no={no} words={short} unit={unit} />,
      align: 'right',
      edge: no === 6 || no === 14,
      ...(no >= 6 && no <= 13 ? { group: kindsHead } : {}),
      render: (row) => {
        const cell = row.cells[no - 1]
        if (!cell || row.status === 'missing') return <Figure value="missing" />
        const marks = row.isTotal
          ? sheet.lines.flatMap((line, at) => (line.columnNo === no ? [circled(at)] : [])).join('')
          : ''
        const broken = sheet.checks.broken.find(
          (check) => check.rowKey === row.key && check.columnNo === no && check.explanation === null,
        )
        return (
          <Figure
            value={cell.value}
            onOpen={() => onOpen(row.key, no)}
            opened={opened?.row === row.key && opened.column === no}
            label={`${row.label}，第 ${no} 栏`}
            {...(cell.corrected === 0
              ? {}
              : {
                  corrected: {
                    counted: cell.counted + cell.manual,
                    by: cell.corrected,
                    ...(marks ? { mark: marks } : {}),
                  },
                })}
            {...(broken ? { warning: broken.sentence } : {})}
            noted={row.isTotal && less.has(no)}
          />
        )
      },
    })),
  ]
  return (
    <DataTable
      id="sheet"
      caption={`填表单位：${sheet.unitName}`}
      dense
      columns={shown}
      rows={sheet.rows}
      rowKey={(row) => row.key}
      isTotal={(row) => row.isTotal}
      minWidth={1080}
      empty={<Empty why="还没有单位。" />}
    />
  )
}

const states = new Map([
  ['submitted', '已报'],
  ['accepted', '已封存'],
  ['returned', '已退回'],
])

function Name({ sheet, row }: { sheet: Sheet; row: SheetRow }) {
  const note =
    row.status === 'manual' ? '手工填报' : row.returnState ? (states.get(row.returnState) ?? '') : ''
  const isLink = row.part === 'whole' && !row.isTotal && row.status !== 'missing'
  return (
    <>
      {isLink ? (
        <Link to={below(staff.sheet(sheet.campaignId, row.unitId, sheet.annex))}>{row.label}</Link>
      ) : (
        row.label
      )}
      {note && (
        <>
          <br />
          <small className="late">{note}</small>
        </>
      )}
    </>
  )
}
