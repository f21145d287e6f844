import { useRead } from '../../../../web/call.ts'
import { Chart } from '../../../../web/chart.tsx'
import { Section, inThousands } from '../../../../web/ui/staff/index.ts'
import { type FigureAsked, type OpinionFigureRow, getOpinionFigures } from '../../contract.ts'

/** Month by month, with the same filters: what came in and was answered, and how long it took. */
export function MonthCharts({ asked }: { asked: FigureAsked }) {
  const { data } = useRead(getOpinionFigures, { query: { ...asked, by: 'month' } })
  const all = data?.rows ?? []
  const rows = all.slice(all.findIndex((row) => row.values['received']))
  if (rows.length < 2 || !data?.total.values['received']) return null
  const places = rows.map((row) => (rows.length > 12 ? row.label : row.label.replace(/^\d+年/, '')))
  const valuesOf = (code: string) => rows.map((row) => row.values[code] ?? null)
  return (
    <Section title="逐月">
      <div className="charts">
        <Chart
          title="收到和答复，条"
          drawing={{
            kind: 'bar',
            places,
            series: [
              { label: '收到', values: valuesOf('received') },
              { label: '已经答复', values: valuesOf('answered') },
            ],
          }}
          table={
            <Beside
              caption="逐月收到和答复"
              rows={rows}
              columns={[
                ['received', '收到'],
                ['answered', '已经答复'],
              ]}
            />
          }
        />
        <Chart
          title="答复用几个工作日，中位数"
          drawing={{ kind: 'line', places, series: [{ label: '工作日', values: valuesOf('days') }] }}
          table={
            <Beside
              caption="逐月答复用几个工作日"
              rows={rows}
              columns={[
                ['answered', '已经答复'],
                ['days', '几个工作日'],
              ]}
            />
          }
        />
      </div>
    </Section>
  )
}

/** The same figures as words and numbers. */
function Beside(props: {
  caption: string
  rows: readonly OpinionFigureRow[]
  columns: readonly (readonly [code: string, label: string])[]
}) {
  return (
    <table className="grid">
      <caption className="off">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="name">
            月份
          </th>
          {props.columns.map(([code, label]) => (
            <th key={code} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {props.columns.map(([code]) => {
              const value = row.values[code] ?? null
              return <td key={code}>{value === null ? '–' : inThousands(value)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
