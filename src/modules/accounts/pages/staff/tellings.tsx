import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Status,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { listTellings } from '../../contract.ts'
import { noticeTabs } from './notice-tabs.ts'

/** 发出的: what one, or one's office, told many; how many have not read it. */
export default function Tellings() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const about = address.get('about') ?? undefined
  const list = useRead(listTellings, { query: { page, size: 30, about } })
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="消息"
        facts={['您和本办公室发给多人的，谁还没看，点开就知道']}
        tabs={noticeTabs('sent')}
      />
      <DataTable
        id="tellings"
        caption="发出的消息"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${total} 条，新的在前` : undefined}
        columns={[
          {
            key: 'title',
            title: '消息',
            rowHead: true,
            render: (row) => <Link to={below(staff.telling(row.id))}>{row.title}</Link>,
          },
          {
            key: 'unread',
            title: '看了没有',
            width: 240,
            render: (row) =>
              row.unread === 0 ? (
                <Status kind="done">{inThousands(row.total)} 人都看过了</Status>
              ) : (
                <Status kind="doing">
                  {inThousands(row.total)} 人里还有 {inThousands(row.unread)} 人没看
                </Status>
              ),
          },
          { key: 'by', title: '谁发的', width: 120, render: (row) => row.toldBy },
          { key: 'at', title: '时间', width: 170, render: (row) => asDayTime(row.toldAt) },
        ]}
        paging={{ page, size: 30, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="还没有发给多人的消息。改期、取消活动，下发通知，排值班，都会记在这里。" />}
      />
    </>
  )
}
