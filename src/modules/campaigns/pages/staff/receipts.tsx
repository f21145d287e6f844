import { useParams, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Sentence,
  Status,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { listTellings } from '../../../accounts/contract.ts'
import { TellAgain } from '../../../accounts/pages/parts/tell-again.tsx'
import { getCampaign, listReceipts } from '../../contract.ts'
import { issuedCause } from '../../rules.ts'

const levels: Record<string, string> = { province: '省', city: '市州', county: '县市区' }

/** Who has read the notice, in division order. */
export default function Receipts() {
  const { id = '' } = useParams()
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const campaign = useRead(getCampaign, { params: { id } })
  const list = useRead(listReceipts, { params: { id }, query: { page, size: 50 } })
  const told = useRead(listTellings, { query: { about: issuedCause(id), size: 1 } })
  const error = campaign.error ?? list.error
  if (error) return <ErrorNote missing={error.status === 404}>{error.message}</ErrorNote>
  if (!campaign.data) return <p className="meta">正在打开……</p>
  const total = list.data?.total ?? 0
  const issued = told.data?.rows[0]
  return (
    <>
      <PageHead
        title="下发回执"
        crumbs={[
          { label: '委员活动日', to: below(staff.campaigns()) },
          { label: campaign.data.name, to: below(staff.campaign(id)) },
          { label: '下发回执' },
        ]}
      />
      {total > 0 && (
        <Sentence button={issued && <TellAgain telling={issued} />}>
          通知发给了 {total} 个政协，
          {total > campaign.data.readCount
            ? `${campaign.data.readCount} 个已签收，还有 ${total - campaign.data.readCount} 个没签收`
            : '都签收了'}
          。
        </Sentence>
      )}
      <DataTable
        id="receipts"
        caption="下发回执"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.committeeName}
        isLoading={list.isPending}
        columns={[
          { key: 'name', title: '政协', rowHead: true, render: (row) => row.committeeName },
          { key: 'level', title: '级别', width: 120, render: (row) => levels[row.level] ?? row.level },
          {
            key: 'state',
            title: '签收',
            width: 180,
            render: (row) =>
              row.readAt ? (
                <Status kind="done">{asDayTime(row.readAt)}</Status>
              ) : (
                <Status kind="todo">还没签收</Status>
              ),
          },
          { key: 'by', title: '签收人', width: 140, render: (row) => row.readBy ?? '' },
        ]}
        paging={{ page, size: 50, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="没有发给下级政协，所以没有回执。" />}
      />
    </>
  )
}
