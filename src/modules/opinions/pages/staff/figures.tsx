import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  ColumnHead,
  DataTable,
  Empty,
  ErrorNote,
  Figure,
  PageHead,
  PrintButton,
  asDay,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import {
  FigureBy,
  type OpinionFigureRow,
  type OpinionFigures,
  exportOpinionFigures,
  getOpinionFigures,
} from '../../contract.ts'
import { figureColumns } from '../../figures/columns.ts'
import { FigureDrawer } from '../parts/figure-drawer.tsx'
import { FigureFilters, byLabels } from '../parts/figure-filters.tsx'
import { FigureSaid } from '../parts/figure-said.tsx'
import { MonthCharts } from '../parts/month-charts.tsx'

/** 群众意见统计: the loop in a sentence, then in a table whose figures open; the view lies in the address. */
export default function FiguresPage() {
  const [address, setAddress] = useSearchParams()
  const asked = askedIn(address)
  const read = useRead(getOpinionFigures, { query: asked })
  const cell = cellIn(address.get('cell'))
  const set = (changes: Record<string, string>) =>
    setAddress((old) => {
      const next = new URLSearchParams(old)
      for (const name of ['cell', 'cut']) next.delete(name)
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      return next
    })
  if (read.error) return <ErrorNote missing={read.error.status === 404}>{read.error.message}</ErrorNote>
  if (!read.data) return <p className="meta">正在数……</p>
  const { data } = read
  return (
    <>
      <PageHead
        title="群众意见统计"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '统计' }]}
        facts={[
          `${data.unitName}${data.hasBelow ? (data.part === 'own' ? '，只看本级' : '，含下级') : ''}`,
          `${asDay(data.from)}到${asDay(data.until)}收到的`,
          `数到 ${asDayTime(data.countedAt)}`,
        ]}
      />
      <FigureSaid figures={data} onOpen={(code) => set({ cell: `total/${code}` })} />
      <Table
        figures={data}
        cell={cell}
        filters={<FigureFilters figures={data} address={address} onSet={set} />}
        tools={
          <>
            <Button quiet icon="down-to" href={addressOf(exportOpinionFigures, { query: asked })} download>
              导出
            </Button>
            <PrintButton />
          </>
        }
        onOpen={(key, code) => set({ cell: `${key}/${code}` })}
      />
      <p className="foot">
        按行政区划排列，不排名。几家合办的一条，各家都有，合计只算一次。每个数怎么数的，点开看得到。
      </p>
      <MonthCharts asked={asked} />
      {cell && (
        <FigureDrawer
          key={`${cell.key} ${cell.code} ${address.get('cut')}`}
          asked={asked}
          cell={cell}
          cut={address.get('cut') === 'venues' ? 'venues' : undefined}
          onCut={(cut) =>
            setAddress((old) => {
              const next = new URLSearchParams(old)
              if (cut === 'venues') next.set('cut', cut)
              else next.delete('cut')
              return next
            })
          }
          onClose={() => set({})}
        />
      )}
    </>
  )
}

const bys = FigureBy.options

/** What the address asks for. */
const askedIn = (address: URLSearchParams) => {
  const given = (name: string) => address.get(name) ?? undefined
  return {
    from: given('from'),
    until: given('until'),
    unitId: given('unit'),
    part: address.get('part') === 'own' ? ('own' as const) : ('whole' as const),
    by: bys.find((one) => one === address.get('by')) ?? ('unit' as const),
    category: given('category'),
    channel: given('channel'),
  }
}

const cellIn = (text: string | null) => {
  const at = text?.lastIndexOf('/') ?? -1
  return text && at > 0 ? { key: text.slice(0, at), code: text.slice(at + 1) } : null
}

function Table(props: {
  figures: OpinionFigures
  cell: { key: string; code: string } | null
  filters: ReactNode
  tools: ReactNode
  onOpen: (key: string, code: string) => void
}) {
  const { figures, cell } = props
  const hasNotes = figures.rows.some((row) => row.note !== null && row.note !== figures.unitName)
  return (
    <DataTable
      id={`opinion-figures-${figures.by}`}
      caption={`群众意见统计，按${byLabels[figures.by]}`}
      dense
      filters={props.filters}
      tools={props.tools}
      said={`共 ${inThousands(figures.rows.length)} 行`}
      rows={figures.rows.length > 1 ? [figures.total, ...figures.rows] : figures.rows}
      rowKey={(row) => row.key}
      isTotal={(row) => row.key === 'total'}
      minWidth={1180}
      columns={[
        {
          key: 'label',
          title: byLabels[figures.by],
          rowHead: true,
          width: 168,
          render: (row) => <RowName row={row} figures={figures} hasNote={hasNotes} />,
        },
        ...figureColumns.map((column, at) => ({
          key: column.code,
          name: column.name,
          title: <ColumnHead no={at + 1} words={column.short.filter(Boolean)} unit={column.unit} />,
          align: 'right' as const,
          render: (row: OpinionFigureRow) => (
            <Figure
              value={row.values[column.code] ?? null}
              label={`${row.label}，${column.name}`}
              opened={cell?.key === row.key && cell.code === column.code}
              onOpen={() => props.onOpen(row.key, column.code)}
            />
          ),
        })),
      ]}
      empty={<Empty why="这段时间没有收到群众意见。换一段时间，或者放宽类别、来源再看。" />}
    />
  )
}

function RowName({
  row,
  figures,
  hasNote,
}: {
  row: OpinionFigureRow
  figures: OpinionFigures
  hasNote: boolean
}) {
  const [unitId = '', part] = row.key.split(':')
  const isBelow = figures.by === 'unit' && part === 'whole' && unitId !== figures.unitId
  return (
    <>
      {isBelow ? <Door unitId={unitId} label={row.label} /> : row.label}
      {hasNote && row.note && (
        <>
          <br />
          <small className="note">{row.note}</small>
        </>
      )}
    </>
  )
}

/** The figures of the unit in a row, with the same filters. */
function Door({ unitId, label }: { unitId: string; label: string }) {
  const [address] = useSearchParams()
  const next = new URLSearchParams(address)
  next.set('unit', unitId)
  for (const name of ['cell', 'cut', 'part']) next.delete(name)
  return <Link to={`?${next.toString()}`}>{label}</Link>
}
