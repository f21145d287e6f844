import { useState } from 'react'
import { addressOf, useRead } from '../../../../web/call.ts'
import { Button, Drawer, ErrorNote, SumUp, Switch, inThousands } from '../../../../web/ui/staff/index.ts'
import { type CellView, type Sheet, exportCell, getCell } from '../../contract.ts'

/** The records behind a figure: how it adds up, the rule, ways to cut it, the list, export. */
export function CellDrawer(props: {
  sheet: Sheet
  row: string
  column: number
  cut: CellView['cut'] | undefined
  addressOfCut: (cut: CellView['cut']) => string
  onClose: () => void
}) {
  const { sheet, row, column, cut } = props
  const [page, setPage] = useState(1)
  const params = { campaignId: sheet.campaignId, unitId: sheet.unitId }
  const asked = { annex: sheet.annex, row, column, cut }
  const cell = useRead(getCell, { params, query: { ...asked, page, size: 50 } })
  const { data } = cell
  if (cell.error || !data)
    return (
      <Drawer title={`第 ${column} 栏`} onClose={props.onClose}>
        {cell.error ? <ErrorNote>{cell.error.message}</ErrorNote> : <p className="meta">正在打开……</p>}
      </Drawer>
    )
  return (
    <Drawer
      from={data.where}
      title={data.title}
      value={inThousands(data.cell.value)}
      unit={data.unit}
      onClose={props.onClose}
      foot={
        <>
          <p>{data.total === 0 ? '没有记录' : `共 ${inThousands(data.total)} 行`}</p>
          {data.mayExport && data.total > 0 && (
            <Button icon="down-to" href={addressOf(exportCell, { params, query: asked })} download>
              导出名单
            </Button>
          )}
        </>
      }
    >
      <SumUp
        lines={data.sum.map((line) => ({
          label: line.label,
          ...(line.note ? { note: line.note } : {}),
          value: `${line.value < 0 ? '− ' : ''}${inThousands(Math.abs(line.value))} ${data.unit}`,
        }))}
      />
      <p className="rule">{data.rule}</p>
      {data.cuts.length > 1 && (
        <Switch
          label="看法"
          views={data.cuts.map((one) => ({
            label: `${one.label} ${inThousands(one.count)}`,
            to: props.addressOfCut(one.cut),
            here: one.cut === data.cut,
          }))}
        />
      )}
      <Records view={data} />
      {data.unnamed > 0 && (
        <p className="rule">
          另有 {data.unnamed} 人在其他政协的工作室，姓名只在那里看得到；这里看到工作室和人数。
        </p>
      )}
      {data.total > 50 && (
        <p className="open">
          <Button onPress={() => setPage(Math.max(1, page - 1))}>上一页</Button>
          <span className="num">
            {page} / {Math.ceil(data.total / 50)}
          </span>
          <Button onPress={() => setPage(Math.min(Math.ceil(data.total / 50), page + 1))}>下一页</Button>
        </p>
      )}
    </Drawer>
  )
}

function Records({ view }: { view: CellView }) {
  if (view.rows.length === 0) return null
  const isVenues = view.cut === 'venues'
  const counts = isVenues && view.cuts.length > 1
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col" className="name">
            {isVenues ? '工作室' : view.cut === 'persons' ? '委员' : '内容'}
          </th>
          {counts ? (
            <>
              <th scope="col">入驻</th>
              <th scope="col">本栏</th>
            </>
          ) : (
            <th scope="col">{isVenues ? '政协' : '工作室'}</th>
          )}
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.title}
              {row.note && (
                <>
                  <br />
                  <small>{row.note}</small>
                </>
              )}
            </th>
            {counts ? (
              <>
                <td>{row.residents}</td>
                <td>{row.count}</td>
              </>
            ) : (
              <td>{row.where}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
