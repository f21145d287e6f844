import { Link, useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  StepButton,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { type Notice, listNotices, readNotice } from '../../contract.ts'

/** 消息: what happened that one should know, newest first; nothing here waits for a deed. */
export default function Notices() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const list = useRead(listNotices, { query: { page, size: 30 } })
  const read = useWrite(readNotice)
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead title="消息" facts={['要办的事在“待办”里，这里只是知会']} />
      <DataTable
        id="notices"
        caption="消息"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${total} 条，新的在前` : undefined}
        columns={[
          { key: 'title', title: '消息', rowHead: true, render: (row) => <Words row={row} /> },
          { key: 'at', title: '时间', width: 170, render: (row) => asDayTime(row.createdAt) },
          {
            key: 'read',
            title: '看过',
            width: 150,
            render: (row) =>
              row.readAt ? (
                <span className="note">看过了</span>
              ) : (
                <StepButton
                  busy={read.busy}
                  onPress={() => void read.send({ params: { id: row.id } }).catch(() => undefined)}
                >
                  看过了
                </StepButton>
              ),
          },
        ]}
        paging={{ page, size: 30, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="还没有消息。" />}
      />
    </>
  )
}

function Words({ row }: { row: Notice }) {
  return (
    <>
      {row.path?.startsWith('/staff') ? <Link to={below(row.path)}>{row.title}</Link> : row.title}
      <br />
      <span className="note">{row.body}</span>
    </>
  )
}
