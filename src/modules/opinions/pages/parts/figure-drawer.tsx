import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button, Drawer, ErrorNote, SumUp, inThousands } from '../../../../web/ui/staff/index.ts'
import { type FigureAsked, type FigureOpened, exportFigureRecords, openFigure } from '../../contract.ts'
import { columnOf, countLabels } from '../../figures/columns.ts'

/** The records behind a figure: how it adds up, the rule with its clause, the list, export. */
export function FigureDrawer(props: {
  asked: FigureAsked
  cell: { key: string; code: string }
  cut: 'venues' | undefined
  onCut: (cut: 'items' | 'venues') => void
  onClose: () => void
}) {
  const { cell, cut } = props
  const [page, setPage] = useState(1)
  const column = columnOf(cell.code)
  const query = { ...props.asked, ...cell, cut }
  const { data, error } = useRead(openFigure, { query: { ...query, page, size: 50 } })
  if (error || !data || !column)
    return (
      <Drawer title={column?.name ?? '明细'} onClose={props.onClose}>
        {error ? <ErrorNote>{error.message}</ErrorNote> : <p className="meta">正在打开……</p>}
      </Drawer>
    )
  const pages = Math.ceil(data.total / 50)
  return (
    <Drawer
      from={data.where}
      title={column.name}
      value={data.value === null ? '–' : inThousands(data.value)}
      unit={column.unit}
      onClose={props.onClose}
      foot={
        <>
          <p>{data.total === 0 ? '没有记录' : `共 ${inThousands(data.total)} 行`}</p>
          {data.total > 0 && (
            <Button icon="down-to" href={addressOf(exportFigureRecords, { query })} download>
              导出
            </Button>
          )}
        </>
      }
    >
      <AddsUp opened={data} />
      <p className="rule">{column.rule}</p>
      {data.closed && <p className="rule">{data.closed}</p>}
      {!data.closed && data.items > 0 && (
        <p className="open">
          <Button onPress={() => props.onCut(data.cut === 'items' ? 'venues' : 'items')}>
            {data.cut === 'items'
              ? `按工作室看，${inThousands(data.venues)} 家`
              : `逐条看，${inThousands(data.items)} 条`}
          </Button>
        </p>
      )}
      <Records opened={data} />
      {pages > 1 && (
        <p className="open">
          <Button onPress={() => setPage(Math.max(1, page - 1))}>上一页</Button>
          <span className="num">
            {page} / {pages}
          </span>
          <Button onPress={() => setPage(Math.min(pages, page + 1))}>下一页</Button>
        </p>
      )}
    </Drawer>
  )
}

/** Joint items stand in several venues and are counted once. */
function AddsUp({ opened }: { opened: FigureOpened }) {
  if (opened.together === opened.items) return null
  return (
    <SumUp
      lines={[
        { label: `${inThousands(opened.venues)} 家相加`, value: `${inThousands(opened.together)} 条` },
        { label: '几家合办的，只算一次', value: `− ${inThousands(opened.together - opened.items)} 条` },
        { label: '合计', value: `${inThousands(opened.items)} 条` },
      ]}
    />
  )
}

function Records({ opened }: { opened: FigureOpened }) {
  if (opened.rows.length === 0) return null
  const isItems = opened.cut === 'items'
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col" className="name">
            {isItems ? '内容' : '工作室'}
          </th>
          <th scope="col">{countLabels[opened.counts]}</th>
        </tr>
      </thead>
      <tbody>
        {opened.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.opens ? <Link to={below(staff.opinion(row.id))}>{row.title}</Link> : row.title}
              {row.note && (
                <>
                  <br />
                  <small>{row.note}</small>
                </>
              )}
            </th>
            <td>{row.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
