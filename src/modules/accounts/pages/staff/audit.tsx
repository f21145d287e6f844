import { Link, useLocation, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  SearchBox,
  Select,
  Status,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { type AuditRow, listAudit, listSignIns } from '../../contract.ts'

const outcomes = [
  { value: 'done', label: '办成' },
  { value: 'refused', label: '被拒绝' },
  { value: 'read', label: '查看' },
  { value: 'exported', label: '导出' },
]

/** 审计记录 and 登录记录: who asked what of the system, newest first; ids, codes and times only. */
export default function Audit() {
  const isSignIns = useLocation().pathname.endsWith('/sign-ins')
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const asked = Object.fromEntries(
    [...address].filter(
      ([name, value]) => ['search', 'outcome', 'from', 'until'].includes(name) && value !== '',
    ),
  )
  const list = useRead(isSignIns ? listSignIns : listAudit, { query: { page, size: 50, ...asked } })
  const me = useMe()
  const audits = me.data !== undefined && holds(me.data, 'audit')
  const turn = (name: string, value: string) =>
    setAddress(
      Object.fromEntries(Object.entries({ ...asked, [name]: value }).filter(([, words]) => words !== '')),
    )
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title={isSignIns ? '登录记录' : '审计记录'}
        facts={['本级政协的人，最近 30 天，新的在前。只记编号、代码和时间，不记内容；不能改，不能删。']}
        tabs={[
          ...(audits ? [{ label: '全部', to: below(staff.audit()), here: !isSignIns }] : []),
          { label: '登录与退出', to: below(staff.signIns()), here: isSignIns },
        ]}
      />
      <DataTable
        id="audit"
        caption={isSignIns ? '登录记录' : '审计记录'}
        rows={list.data?.rows ?? []}
        rowKey={(row) => String(row.id)}
        isLoading={list.isPending}
        filters={
          <>
            <SearchBox
              label="按姓名、查错号找"
              value={asked.search ?? ''}
              onChange={(words) => turn('search', words)}
            />
            <Select
              label="结果"
              value={asked.outcome ?? ''}
              options={outcomes}
              onChange={(value) => turn('outcome', value)}
            />
            <Day label="从" value={asked.from ?? ''} onChange={(value) => turn('from', value)} />
            <Day label="到" value={asked.until ?? ''} onChange={(value) => turn('until', value)} />
          </>
        }
        said={total > 0 ? `共 ${total} 条` : undefined}
        columns={[
          {
            key: 'at',
            title: '时间',
            width: 170,
            render: (row) => <span className="num">{asDayTime(row.at)}</span>,
          },
          { key: 'who', title: '谁', rowHead: true, width: 120, render: (row) => row.personName ?? '' },
          { key: 'what', title: '办什么', render: (row) => (isSignIns ? row.label : <What row={row} />) },
          { key: 'outcome', title: '结果', width: 130, render: (row) => <Outcome row={row} /> },
          {
            key: 'request',
            title: '查错号',
            width: 130,
            hideable: true,
            render: (row) => <span className="num">{row.requestId}</span>,
          },
        ]}
        paging={{ page, size: 50, total, onChange: (to) => setAddress({ ...asked, page: String(to) }) }}
        empty={<Empty why="这段时间没有这样的记录。" next={<Link to="?">看全部</Link>} />}
      />
    </>
  )
}

function What({ row }: { row: AuditRow }) {
  return (
    <>
      {row.label}
      <br />
      <span className="note">
        {row.endpoint}
        {row.recordId && `，${row.recordId}`}
      </span>
    </>
  )
}

function Outcome({ row }: { row: AuditRow }) {
  const label = outcomes.find((one) => one.value === row.outcome)?.label ?? row.outcome
  return <Status kind={row.outcome === 'refused' ? 'off' : 'done'}>{`${label} ${row.status}`}</Status>
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <label className="sel">
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  )
}
