import { Link, useSearchParams } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  Button,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  Status,
  asDay,
  asTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { exportActivities, listActivities } from '../../contract.ts'
import { activityProcess } from '../../process.ts'
import { phaseOf } from '../../rules.ts'
import { activityTabs } from './tabs.ts'
import { stateLook } from './look.ts'

const sorts: Record<string, 'begins' | '-begins' | 'title'> = {
  begins: 'begins',
  '-begins': '-begins',
  title: 'title',
}
const states: Record<string, 'draft' | 'planned' | 'cancelled'> = {
  draft: 'draft',
  planned: 'planned',
  cancelled: 'cancelled',
}

/** 集体活动: by campaign, state, day and words; what is shown is what is exported. */
export default function ActivityList() {
  const [address, setAddress] = useSearchParams()
  const me = useMe()
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  const page = Number(address.get('page') ?? 1)
  const said = (name: string) => address.get(name) ?? ''
  const state = states[said('state')]
  const sort = sorts[said('sort')] ?? '-begins'
  const query = {
    page,
    size: 20,
    sort,
    ...(said('search') ? { search: said('search') } : {}),
    ...(said('campaign') ? { campaignId: said('campaign') } : {}),
    ...(said('venue') ? { venueId: said('venue') } : {}),
    ...(said('from') ? { from: said('from') } : {}),
    ...(said('until') ? { until: said('until') } : {}),
    ...(state ? { state } : {}),
  }
  const list = useRead(listActivities, { query })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const total = list.data?.total ?? 0
  const mayPlan =
    me.data !== undefined && holds(me.data, 'convener', 'office', 'special_committee', 'contact_group')
  const isFiltered = address.toString() !== ''
  return (
    <>
      <PageHead
        title="活动"
        tabs={activityTabs('activities')}
        facts={['工作室的集体活动，日子近的在前']}
        aside={
          mayPlan ? (
            <Button main to={below(staff.newActivity())}>
              写一份方案
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="activities"
        caption="集体活动"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={980}
        filters={
          <>
            <Select
              label="活动日"
              value={said('campaign')}
              options={(campaigns.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
              onChange={(value) => change('campaign', value)}
            />
            <Select
              label="状态"
              value={said('state')}
              options={Object.entries(activityProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(value) => change('state', value)}
            />
            <SearchBox
              label="按活动、工作室找"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${inThousands(total)} 次` : undefined}
        tools={
          <Button href={addressOf(exportActivities, { query })} download>
            导出
          </Button>
        }
        sort={{ key: sort === 'title' ? 'title' : 'begins', down: sort === '-begins' }}
        onSort={({ key, down }) => change('sort', key === 'title' ? 'title' : down ? '-begins' : 'begins')}
        columns={[
          {
            key: 'title',
            title: '活动',
            rowHead: true,
            sortable: true,
            render: (row) => <Link to={below(staff.activity(row.id))}>{row.title}</Link>,
          },
          {
            key: 'hosts',
            title: '委员工作室',
            render: (row) => row.hosts.map((host) => host.name).join('、'),
          },
          {
            key: 'begins',
            title: '时间',
            width: 150,
            sortable: true,
            render: (row) => `${asDay(row.beginsAt)} ${asTime(row.beginsAt)}`,
          },
          {
            key: 'kinds',
            title: '内容',
            hideable: true,
            render: (row) => row.kinds.map((kind) => kind.shortLabel).join('、'),
          },
          {
            key: 'signedUp',
            title: '报名',
            width: 70,
            align: 'right',
            render: (row) =>
              row.state === 'draft' || (row.signedUp === 0 && phaseOf(row, new Date()) === 'over')
                ? '–'
                : row.signedUp,
          },
          {
            key: 'attended',
            title: '到场',
            width: 130,
            align: 'right',
            render: (row) => {
              if (row.attended === 0 && (row.state !== 'planned' || phaseOf(row, new Date()) === 'ahead'))
                return '–'
              return row.guests > 0 ? `${row.attended}，来宾 ${row.guests}` : row.attended
            },
          },
          {
            key: 'state',
            title: '状态',
            width: 150,
            render: (row) => {
              if (row.state === 'planned' && row.pending === 0 && phaseOf(row, new Date()) === 'over')
                return row.attended > 0 ? (
                  <Status kind="done">已开展</Status>
                ) : (
                  <Status kind="warn">还没有记到场</Status>
                )
              const look = stateLook(activityProcess, row.state)
              return row.pending > 0 ? (
                <Status kind="due">{row.pending} 条补传待核对</Status>
              ) : (
                <Status kind={look.kind}>{look.label}</Status>
              )
            },
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={
          <Empty
            why={isFiltered ? '这样筛没有活动。' : '还没有活动。召集人写好方案，定下来，委员手机上就看得到。'}
            next={
              isFiltered ? (
                <Link to="?">看全部</Link>
              ) : mayPlan ? (
                <Link to={below(staff.newActivity())}>写一份方案</Link>
              ) : undefined
            }
          />
        }
      />
    </>
  )
}
