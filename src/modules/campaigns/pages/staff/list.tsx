import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  SearchBox,
  Status,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { type CampaignRow, listCampaigns } from '../../contract.ts'
import { campaignProcess } from '../../process.ts'
import { stateLook } from './look.ts'

/** 委员活动日 and other campaigns: one's own and those received, newest day first. */
export default function CampaignList() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const search = address.get('search') ?? ''
  const list = useRead(listCampaigns, { query: { page, size: 20, ...(search ? { search } : {}) } })
  const me = useMe()
  const mayDraft = me.data !== undefined && holds(me.data, 'office')
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="委员活动日"
        facts={['本级发起的，和上级政协下发的，活动日期近的在前']}
        aside={
          mayDraft ? (
            <Button main to={below(staff.newCampaign())}>
              起草一个活动日
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="campaigns"
        caption="委员活动日"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        filters={
          <SearchBox
            label="按名称、主题找"
            value={search}
            onChange={(words) => setAddress(words ? { search: words } : {})}
          />
        }
        said={total > 0 ? `共 ${total} 个` : undefined}
        columns={[
          {
            key: 'name',
            title: '活动日',
            rowHead: true,
            render: (row) => <Link to={below(staff.campaign(row.id))}>{row.name}</Link>,
          },
          { key: 'theme', title: '主题', render: (row) => row.theme },
          { key: 'heldOn', title: '日期', width: 140, render: (row) => asDay(row.heldOn) },
          { key: 'issuer', title: '发起', width: 120, render: (row) => row.issuerName },
          { key: 'state', title: '状态', width: 120, render: (row) => <State row={row} /> },
          { key: 'receipts', title: '签收', width: 230, render: (row) => <Receipts row={row} /> },
        ]}
        paging={{
          page,
          size: 20,
          total,
          onChange: (to) => setAddress({ page: String(to), ...(search ? { search } : {}) }),
        }}
        empty={
          search ? (
            <Empty why={`没有名称或主题带“${search}”的活动日。`} next={<Link to="?">看全部</Link>} />
          ) : (
            <Empty
              why="还没有活动日。定了日子，写好通知，就可以下发。"
              next={mayDraft ? <Link to={below(staff.newCampaign())}>起草一个</Link> : undefined}
            />
          )
        }
      />
    </>
  )
}

function State({ row }: { row: CampaignRow }) {
  const look = stateLook(campaignProcess, row.state)
  return <Status kind={look.kind}>{look.label}</Status>
}

function Receipts({ row }: { row: CampaignRow }) {
  if (row.committeeCount === 0)
    return <span className="note">{row.state === 'draft' ? '还没下发' : '没有下级'}</span>
  return (
    <span className="num">
      {row.committeeCount} 个政协，
      {row.readCount === row.committeeCount ? '都签收了' : `${row.readCount} 个已签收`}
    </span>
  )
}
