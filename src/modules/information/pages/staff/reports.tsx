import { Link, useNavigate, useSearchParams } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  SearchBox,
  asDay,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { ReportFilter, draftReport, listReports } from '../../contract.ts'
import { reportProcess } from '../../process.ts'

const order = [
  'filed',
  'returned',
  'draft',
  'adopted',
  'issued',
  'handed',
  'fedBack',
  'declined',
  'withdrawn',
] as const

/** “金点子·好建议”专报, by state, what waits for screening first. */
export default function ReportList() {
  const [address, setAddress] = useSearchParams()
  const filter = ReportFilter.catch(ReportFilter.parse({})).parse(
    Object.fromEntries([...address].filter(([, value]) => value !== '')),
  )
  const list = useRead(listReports, { query: filter })
  const set = (name: string, value: string) =>
    setAddress((old) => {
      const next = new URLSearchParams(old)
      if (value) next.set(name, value)
      else next.delete(name)
      if (name !== 'page') next.delete('page')
      return next
    })
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  const counts = list.data?.counts ?? {}
  return (
    <>
      <PageHead
        title="金点子·好建议专报"
        facts={['镇街解决不了、又有重要价值的，由议事堂报上来，筛选后报给领导和部门']}
        tabs={[
          {
            label: '全部',
            to: below(staff.reports()),
            here: !filter.state,
            count: Object.values(counts).reduce((sum, n) => sum + n, 0),
          },
          ...order.map((state) => ({
            label: reportProcess.states[state].label,
            to: `${below(staff.reports())}?state=${state}`,
            here: filter.state === state,
            count: counts[state] ?? 0,
          })),
        ]}
        aside={<Begin />}
      />
      <DataTable
        id="reports"
        caption="金点子专报"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${inThousands(total)} 份，最近改过的在前` : undefined}
        minWidth={760}
        filters={
          <SearchBox
            label="找标题和正文里的字"
            value={filter.search ?? ''}
            onChange={(value) => set('search', value)}
          />
        }
        columns={[
          {
            key: 'title',
            title: '标题',
            rowHead: true,
            render: (row) => <Link to={below(staff.report(row.id))}>{row.title || '还没有标题'}</Link>,
          },
          {
            key: 'from',
            title: '谁报的',
            width: 200,
            render: (row) => row.venueName ?? (row.originName ? `${row.originName}政协` : '本级办公室'),
          },
          {
            key: 'issue',
            title: '期号',
            width: 230,
            render: (row) => (row.issue && row.issuedOn ? `${row.issue}，${asDay(row.issuedOn)}` : '—'),
          },
          {
            key: 'directives',
            title: '批示',
            width: 80,
            align: 'right',
            render: (row) => <span className="num">{row.directiveCount}</span>,
          },
          {
            key: 'state',
            title: '状态',
            width: 150,
            render: (row) => <StateOf process={reportProcess} state={row.state} />,
          },
          {
            key: 'edited',
            title: '最近改',
            width: 140,
            hideable: true,
            render: (row) => asDayTime(row.editedAt),
          },
        ]}
        paging={{
          page: filter.page,
          size: filter.size,
          total,
          onChange: (to, by) => {
            set('size', String(by))
            set('page', String(to))
          },
        }}
        empty={
          <Empty
            why={
              filter.search
                ? '没有找到。换一个词试试。'
                : '这里还没有专报。镇街解决不了、又有重要价值的，才写一份。'
            }
            next={<Link to={`${below(staff.leads())}?kind=report`}>去线索池</Link>}
          />
        }
      />
    </>
  )
}

/** A convener or contact group begins it for its hall, the office for itself. */
function Begin() {
  const go = useNavigate()
  const me = useMe()
  const write = useWrite(draftReport)
  const office = me.data?.grants.find((one) => one.role === 'office')
  const hall = me.data?.grants.find((one) => one.role === 'convener')
  const grant = office ?? hall
  if (!grant) return null
  const begin = async () => {
    const { id } = await write.send({
      body: { id: newKey(), committeeId: grant.committeeId, venueId: office ? null : grant.unitId },
    })
    await go(below(staff.report(id)))
  }
  return (
    <Button main onPress={() => void begin()} busy={write.busy}>
      写一份专报
    </Button>
  )
}
