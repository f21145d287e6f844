import { Link, useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import {
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Section,
  StepButton,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { type Notice, chooseTexts, getTextChoices, listNotices, readNotice } from '../../contract.ts'
import { noticeTabs } from './notice-tabs.ts'

/** 消息: what happened that one should know, newest first; nothing here waits for a deed. */
export default function Notices() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const list = useRead(listNotices, { query: { page, size: 30 } })
  const read = useWrite(readNotice)
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  const mark = (row: Notice) => {
    if (row.readAt === null) void read.send({ params: { id: row.id } }).catch(() => undefined)
  }
  return (
    <>
      <PageHead title="消息" facts={['要办的事在“待办”里，这里只是知会']} tabs={noticeTabs('received')} />
      <DataTable
        id="notices"
        caption="消息"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${total} 条，新的在前` : undefined}
        columns={[
          {
            key: 'title',
            title: '消息',
            rowHead: true,
            render: (row) => <Words row={row} onOpen={() => mark(row)} />,
          },
          {
            key: 'at',
            title: '时间',
            width: 170,
            render: (row) => (
              <>
                {asDayTime(row.createdAt)}
                {row.toldAgainAt && row.readAt === null && <div className="note">又提醒您看看</div>}
              </>
            ),
          },
          {
            key: 'read',
            title: '看过',
            width: 150,
            render: (row) =>
              row.readAt ? (
                <span className="note">看过了</span>
              ) : (
                <StepButton busy={read.busy} onPress={() => mark(row)}>
                  看过了
                </StepButton>
              ),
          },
        ]}
        paging={{ page, size: 30, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="还没有消息。" />}
      />
      <TextChoices />
    </>
  )
}

/** Opening what it tells of is reading it. */
function Words({ row, onOpen }: { row: Notice; onOpen: () => void }) {
  return (
    <>
      {row.path?.startsWith('/staff') ? (
        <Link to={below(row.path)} onClick={onOpen}>
          {row.title}
        </Link>
      ) : (
        row.title
      )}
      <br />
      <span className="note">{row.body}</span>
    </>
  )
}

/** 短信: which kinds come to one's phone too. */
function TextChoices() {
  const choices = useRead(getTextChoices)
  const choose = useWrite(chooseTexts)
  if (!choices.data?.hasPhone) return null
  return (
    <Section title="收哪些短信">
      <p className="note">
        消息都在这里。下面几种还可以发到您的手机，一天最多一条提醒，夜里不发；登录的验证码照发。
      </p>
      <div className="picks lines">
        {choices.data.kinds.map((one) => (
          <label key={one.kind} className="pick">
            <input
              type="checkbox"
              checked={one.isOn}
              onChange={() =>
                void choose.send({ body: { kind: one.kind, isOn: !one.isOn } }).catch(() => undefined)
              }
            />
            <span>
              {one.label}
              <small>{one.says}</small>
            </span>
          </label>
        ))}
      </div>
      {choose.error && <ErrorNote>{choose.error.message}</ErrorNote>}
    </Section>
  )
}
