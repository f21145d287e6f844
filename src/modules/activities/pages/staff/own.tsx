import { beginningOf } from '../../../../platform/beginning.ts'
import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  Status,
  asDay,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { listOwnActivities } from '../../contract.ts'
import { ownActivityProcess } from '../../process.ts'
import { stateLook } from './look.ts'
import { activityTabs } from './tabs.ts'

/** 自行开展: what members recorded of what they did on their own. */
export default function OwnActivityList() {
  const [address, setAddress] = useSearchParams()
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  const page = Number(address.get('page') ?? 1)
  const said = (name: string) => address.get(name) ?? ''
  const list = useRead(listOwnActivities, {
    query: {
      page,
      size: 20,
      ...(said('search') ? { search: said('search') } : {}),
      ...(said('campaign') ? { campaignId: said('campaign') } : {}),
    },
  })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    if (name !== 'page') next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="自行开展"
        tabs={activityTabs('own')}
        facts={['委员自己开展、自己记下的履职活动，日子近的在前']}
        aside={<Button to={below(staff.newOwnActivity())}>替委员代录</Button>}
      />
      <DataTable
        id="own-activities"
        caption="自行开展的履职活动"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        filters={
          <>
            <Select
              label="活动日"
              value={said('campaign')}
              options={(campaigns.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
              onChange={(value) => change('campaign', value)}
            />
            <SearchBox
              label="按姓名、内容找"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${inThousands(total)} 次` : undefined}
        columns={[
          {
            key: 'words',
            title: '做了什么',
            rowHead: true,
            render: (row) => <Link to={below(staff.ownActivity(row.id))}>{beginningOf(row.words, 40)}</Link>,
          },
          { key: 'person', title: '委员', width: 100, render: (row) => row.personName },
          { key: 'day', title: '哪天', width: 110, render: (row) => asDay(row.onDay) },
          { key: 'place', title: '在哪里', render: (row) => row.place || '—' },
          {
            key: 'kinds',
            title: '内容',
            hideable: true,
            render: (row) => row.kinds.map((kind) => kind.shortLabel).join('、'),
          },
          {
            key: 'state',
            title: '状态',
            width: 150,
            render: (row) => {
              const look = stateLook(ownActivityProcess, row.state)
              return (
                <Status kind={look.kind}>
                  {row.note && row.state === 'standing' ? '已记下，不在时间内' : look.label}
                </Status>
              )
            },
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={
          <Empty
            why={
              address.toString() === ''
                ? '还没有人记。委员在手机上“记一笔”，这里就看得到。'
                : '这样筛没有记录。'
            }
            next={address.toString() === '' ? undefined : <Link to="?">看全部</Link>}
          />
        }
      />
    </>
  )
}
