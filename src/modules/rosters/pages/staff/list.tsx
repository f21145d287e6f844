import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { type SlotFilter, listDutyVenues, listSlots } from '../../contract.ts'
import { slotProcess } from '../../process.ts'
import { hostsOf, sittersOf, whenOf } from '../when.ts'
import { rosterTabs } from './tabs.ts'

const states: Record<string, SlotFilter['state']> = {
  planned: 'planned',
  over: 'over',
  held: 'held',
  cancelled: 'cancelled',
}

/** 轮值: slots ahead, the next first; with a state or 以往 all of them, the last first. */
export default function RosterList() {
  const [address, setAddress] = useSearchParams()
  const me = useMe()
  const said = (name: string) => address.get(name) ?? ''
  const page = Number(address.get('page') ?? 1)
  const state = states[said('state')]
  const isPast = said('time') === 'past'
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const mayPlan =
    me.data !== undefined && holds(me.data, 'convener', 'office', 'special_committee', 'contact_group')
  const venues = useRead(listDutyVenues, { query: { own: 'true', size: 200 } }, { enabled: mayPlan })
  const list = useRead(listSlots, {
    query: {
      page,
      size: 20,
      ...(said('search') ? { search: said('search') } : {}),
      ...(said('venue') ? { venueId: said('venue') } : {}),
      ...(state ? { state } : {}),
      ...(isPast ? { until: today } : { from: today }),
    },
  })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="轮值"
        tabs={rosterTabs('slots')}
        facts={['委员在工作室定期值班，听群众说事。安排好的会登在公开页，值班前一天提醒委员']}
        aside={
          mayPlan ? (
            <Button main to={below(staff.newRoster())}>
              排值班
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="rosters"
        caption="值班安排"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={900}
        filters={
          <>
            <Select
              label="时间"
              value={said('time')}
              all="今天起"
              options={[{ value: 'past', label: '以往' }]}
              onChange={(value) => change('time', value)}
            />
            <Select
              label="状态"
              value={said('state')}
              options={Object.entries(slotProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(value) => change('state', value)}
            />
            {(venues.data?.total ?? 0) > 1 && (
              <Select
                label="工作室"
                value={said('venue')}
                options={(venues.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
                onChange={(value) => change('venue', value)}
              />
            )}
            <SearchBox
              label="按工作室、委员找"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={
          total > 0 ? `共 ${inThousands(total)} 次，${isPast ? '最近的在前' : '最先到的在前'}` : undefined
        }
        columns={[
          {
            key: 'when',
            title: '时间',
            rowHead: true,
            width: 260,
            render: (row) => <Link to={below(staff.roster(row.id))}>{whenOf(row)}</Link>,
          },
          { key: 'hosts', title: '委员工作室', render: (row) => hostsOf(row) },
          { key: 'members', title: '谁值班', render: (row) => sittersOf(row) },
          { key: 'served', title: '接待人次', width: 100, align: 'right', render: (row) => row.served },
          {
            key: 'state',
            title: '状态',
            width: 120,
            render: (row) => <StateOf process={slotProcess} state={row.state} />,
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={
          <Empty
            why={
              address.toString() === ''
                ? '今天起还没有排值班。一次可以排半年，例如每月第一、第三个星期四上午。'
                : '这样筛没有值班。'
            }
            next={mayPlan ? <Link to={below(staff.newRoster())}>排值班</Link> : undefined}
          />
        }
      />
    </>
  )
}
