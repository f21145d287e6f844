import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  Drawer,
  Empty,
  ErrorNote,
  Figure,
  PageHead,
  Select,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { type FigureRow, getFigures, listFigureRecords } from '../../contract.ts'

/** What a pressed figure is of. */
interface Opened {
  row: FigureRow
  code: string
  label: string
}

/** Figures of 社情民意信息: one's own 政协 and those guided, in division order; each opens to its records. */
export default function InformationFigures() {
  const [address, setAddress] = useSearchParams()
  const year = address.get('year') ?? ''
  const span = year ? { from: `${year}-01-01`, until: `${year}-12-31` } : {}
  const read = useRead(getFigures, { query: span })
  const [opened, setOpened] = useState<Opened | null>(null)
  if (read.error) return <ErrorNote reference={read.error.requestId ?? ''}>{read.error.message}</ErrorNote>
  const measures = read.data?.measures ?? []
  const now = new Date().getFullYear()
  return (
    <>
      <PageHead
        title="信息工作数字"
        crumbs={[{ label: '社情民意信息', to: below(staff.informations()) }, { label: '数字' }]}
        facts={[
          read.data ? `${asDay(read.data.from)}到${asDay(read.data.until)}` : '',
          '按行政区划排列，不排名；每家数自己的，报上去的副本归收到的一家，所以不加总',
        ]}
      />
      <DataTable
        id="information-figures"
        caption="信息工作数字"
        rows={read.data?.rows ?? []}
        rowKey={(row) => row.unitId}
        isLoading={read.isPending}
        minWidth={860}
        filters={
          <Select
            label="年份"
            value={year}
            all="今年"
            options={[1, 2, 3].map((back) => ({ value: String(now - back), label: `${now - back} 年` }))}
            onChange={(value) => setAddress(value ? { year: value } : {})}
          />
        }
        columns={[
          { key: 'name', title: '政协', rowHead: true, render: (row) => row.name },
          ...measures.map(({ code, label }) => ({
            key: code,
            title: label,
            align: 'right' as const,
            render: (row: FigureRow) => (
              <Figure
                value={row.values[code] ?? 0}
                label={`${row.name}，${label}`}
                opened={opened?.row.unitId === row.unitId && opened.code === code}
                onOpen={() => setOpened({ row, code, label })}
              />
            ),
          })),
          {
            key: 'rate',
            title: '批示占编发',
            align: 'right',
            render: (row) => <span className="num">{rateOf(row)}</span>,
          },
        ]}
        empty={<Empty why="还没有可以数的。" />}
      />
      {opened && <Records opened={opened} span={span} onClose={() => setOpened(null)} />}
    </>
  )
}

/** Of ten issued six got 批示: said as a share, with nothing issued it does not apply. */
const rateOf = (row: FigureRow): string => {
  const issued = row.values['issued'] ?? 0
  return issued === 0 ? '–' : `${Math.round(((row.values['directed'] ?? 0) / issued) * 1000) / 10}%`
}

function Records({
  opened,
  span,
  onClose,
}: {
  opened: Opened
  span: { from?: string; until?: string }
  onClose: () => void
}) {
  const { row, code, label } = opened
  const list = useRead(listFigureRecords, { query: { ...span, unitId: row.unitId, code, size: 100 } })
  return (
    <Drawer from={row.name} title={label} value={row.values[code] ?? 0} unit="份" onClose={onClose}>
      {list.error && <ErrorNote>{list.error.message}</ErrorNote>}
      <ul className="plain">
        {(list.data?.rows ?? []).map((one) => (
          <li key={one.id}>
            {one.isOwn ? (
              <Link to={below(staff.information(one.id))}>{one.title || '还没有标题'}</Link>
            ) : (
              one.title
            )}
            <span className="note">
              {' '}
              {[one.issue ?? one.stateLabel, one.issuedOn ? asDay(one.issuedOn) : '', one.adopted]
                .filter(Boolean)
                .join('，')}
            </span>
          </li>
        ))}
      </ul>
      {(list.data?.total ?? 0) > 100 && <p className="note">这里列出最近的 100 份。</p>}
    </Drawer>
  )
}
