import { Link } from 'react-router'
import { useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { Btn, Empty, ErrorNote, Part, asDayTime } from '../../../../web/ui/member/index.ts'
import { type Notice, chooseTexts, getTextChoice, listNotices, readNotice } from '../../contract.ts'

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
                {row.readAt === null && '，新的'}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** 提醒短信: on unless switched off; said in plain words what it is and is not. */
function Texts() {
  const choice = useKept(getTextChoice)
  const choose = useWrite(chooseTexts)
  if (!choice.data) return null
  const { isOn, hasPhone } = choice.data
  if (!hasPhone) return null
  return (
    <Part title="提醒短信">
      <p className="why">
        {isOn
          ? '该办的事没办，又没在这里登录时，发短信提醒您；一天最多一条，夜里不发。'
          : '不发提醒短信了。消息照样在这里；登录的验证码照发。'}
      </p>
      <Btn
        busy={choose.busy}
        onPress={() => void choose.send({ body: { isOn: !isOn } }).catch(() => undefined)}
      >
        {isOn ? '不收提醒短信' : '要收提醒短信'}
      </Btn>
      {choose.error && <ErrorNote>{choose.error.message}</ErrorNote>}
    </Part>
  )
}
