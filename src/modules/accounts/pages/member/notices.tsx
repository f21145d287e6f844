import { Link } from 'react-router'
import { useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { Empty, ErrorNote, Part, asDayTime } from '../../../../web/ui/member/index.ts'
import { type Notice, listNotices, readNotice } from '../../contract.ts'

/** 消息: what one should know, newest first; opening one marks it as read. */
export default function Notices() {
  return (
    <MemberPage title="消息" back={{ to: '/', label: '今天' }}>
      {() => <List />}
    </MemberPage>
  )
}

function List() {
  const list = useKept(listNotices, { query: { size: 50 } })
  const read = useWrite(readNotice)
  const rows = list.data?.rows ?? []
  const mark = (row: Notice) => {
    if (row.readAt === null) void read.send({ params: { id: row.id } }).catch(() => undefined)
  }
  return (
    <Part first label="消息">
      {list.error && <ErrorNote>{list.error.message}</ErrorNote>}
      {list.data && rows.length === 0 && <Empty why="还没有消息。" />}
      <ul className="duties">
        {rows.map((row) => (
          <li key={row.id}>
            <div className="t">
              <b>
                {row.path?.startsWith('/m') ? (
                  <Link to={belowMember(row.path)} onClick={() => mark(row)}>
                    {row.title}
                  </Link>
                ) : (
                  row.title
                )}
              </b>
              <p>{row.body}</p>
              <p>
                {asDayTime(row.createdAt)}
                {row.readAt === null && '，新的'}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}
