import { Link } from 'react-router'
import { useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { Btn, Empty, ErrorNote, Part, asDayTime } from '../../../../web/ui/member/index.ts'
import { type Notice, chooseTexts, getTextChoices, listNotices, readNotice } from '../../contract.ts'

/** 消息: what one should know, newest first; opening one marks it as read. */
export default function Notices() {
  return (
    <MemberPage title="消息" back={{ to: '/', label: '今天' }}>
      {() => (
        <>
          <List />
          <Texts />
        </>
      )}
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
                {row.readAt === null && (row.toldAgainAt ? '，又提醒您看看' : '，新的')}
              </p>
            </div>
            {row.readAt === null && !row.path?.startsWith('/m') && (
              <Btn onPress={() => mark(row)}>看过了</Btn>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** 短信: each kind is on unless switched off; said in plain words what it is for. */
function Texts() {
  const choices = useKept(getTextChoices)
  const choose = useWrite(chooseTexts)
  if (!choices.data?.hasPhone) return null
  return (
    <Part title="收哪些短信">
      <p className="why">
        消息都在这里。下面几种还可以发到您的手机，一天最多一条提醒，夜里不发；登录的验证码照发。
      </p>
      <ul className="duties">
        {choices.data.kinds.map((one) => (
          <li key={one.kind}>
            <label className="pick">
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
          </li>
        ))}
      </ul>
      {choose.error && <ErrorNote>{choose.error.message}</ErrorNote>}
    </Part>
  )
}
