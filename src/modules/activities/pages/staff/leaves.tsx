import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  DataTable,
  Drawer,
  Empty,
  Facts,
  PageHead,
  SearchBox,
  Select,
  Status,
  StepBar,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { type LeaveRow, listLeaves, stepLeave } from '../../contract.ts'
import { leaveProcess } from '../../process.ts'
import { stateLook } from './look.ts'
import { activityTabs } from './tabs.ts'

const states: Record<string, 'requested' | 'approved' | 'refused' | 'withdrawn'> = {
  requested: 'requested',
  approved: 'approved',
  refused: 'refused',
  withdrawn: 'withdrawn',
}

/** 请假: those that wait first; a reason is seen by who decides alone. */
export default function LeaveList() {
  const [address, setAddress] = useSearchParams()
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  const page = Number(address.get('page') ?? 1)
  const said = (name: string) => address.get(name) ?? ''
  const state = states[said('state')]
  const list = useRead(listLeaves, {
    query: {
      page,
      size: 20,
      ...(said('search') ? { search: said('search') } : {}),
      ...(said('campaign') ? { campaignId: said('campaign') } : {}),
      ...(state ? { state } : {}),
    },
  })
  const [open, setOpen] = useState<string | null>(null)
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    if (name !== 'page') next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const rows = list.data?.rows ?? []
  const total = list.data?.total ?? 0
  const chosen = rows.find((row) => row.id === open)
  return (
    <>
      <PageHead
        title="请假"
        tabs={activityTabs('leaves')}
        facts={['等批的在前。召集人批，召集人和领导的由办公室批；事由只有批的人看得到']}
        aside={<Button to={below(staff.newLeave())}>替委员请假</Button>}
      />
      <DataTable
        id="leaves"
        caption="请假"
        rows={rows}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        isChosen={(row) => row.id === open}
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
              options={Object.entries(leaveProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(value) => change('state', value)}
            />
            <SearchBox
              label="按姓名找"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${inThousands(total)} 件` : undefined}
        columns={[
          {
            key: 'person',
            title: '委员',
            rowHead: true,
            render: (row) => (
              <button type="button" className="as-link" onClick={() => setOpen(row.id)}>
                {row.personName}
              </button>
            ),
          },
          { key: 'campaign', title: '活动日', render: (row) => row.campaignName },
          { key: 'reason', title: '事由', width: 120, render: (row) => row.reasonLabel ?? '—' },
          { key: 'by', title: '谁批', render: (row) => row.decidedBy },
          { key: 'at', title: '申请', width: 150, render: (row) => asDayTime(row.requestedAt) },
          {
            key: 'state',
            title: '状态',
            width: 180,
            render: (row) => <Status kind={stateLook(leaveProcess, row.state).kind}>{row.stateLabel}</Status>,
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={
          <Empty
            why={address.toString() === '' ? '没有人请假。' : '这样筛没有请假。'}
            next={address.toString() === '' ? undefined : <Link to="?">看全部</Link>}
          />
        }
      />
      {chosen && <One key={chosen.id} row={chosen} onClose={() => setOpen(null)} />}
    </>
  )
}

const countedAs = {
  collective: '到了集体活动，计到场，不计请假',
  own: '自行开展了活动，计自行开展，不计请假',
}

function One({ row, onClose }: { row: LeaveRow; onClose: () => void }) {
  const step = useWrite(stepLeave)
  return (
    <Drawer title={`${row.personName}请假`} from={row.campaignName} onClose={onClose}>
      <Facts
        rows={[
          { label: '事由', value: row.reasonLabel ?? '只有批的人看得到' },
          { label: '申请', value: asDayTime(row.requestedAt) },
          { label: '谁批', value: row.decidedBy },
          { label: '状态', value: row.stateLabel },
          ...(row.instead ? [{ label: '怎么计', value: countedAs[row.instead] }] : []),
        ]}
      />
      <StepBar
        steps={row.steps}
        likely="approve"
        about={{
          refuse: { ask: '为什么不准？本人会看到这句话。' },
          grantInstead: { ask: '为什么由办公室来准？写下来，召集人也看得到。' },
          denyInstead: { ask: '为什么改为不准？本人会看到这句话。' },
        }}
        onTake={(taken) => step.send({ params: { id: row.id }, body: taken })}
      />
    </Drawer>
  )
}
