import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Empty, Part, TodoList, asDay, asTime } from '../../../../web/ui/member/index.ts'
import { getMyDay } from '../../contract.ts'
import { QueueNote } from './queue-note.tsx'

/** 活动: what is coming, one's own studio first. */
export default function Activities() {
  return <MemberPage title="活动">{(signed) => <List {...signed} />}</MemberPage>
}

function List(signed: Signed) {
  const day = useKept(getMyDay)
  const rows = day.data?.activities ?? []
  return (
    <>
      <header className="top">
        <h1 className="date">
          <b>活动</b>
          <span>{rows.length > 0 ? `有 ${rows.length} 场可以参加` : '看看最近有什么活动'}</span>
        </h1>
      </header>
      <QueueNote {...signed} />
      <Part first label="近期的活动">
        {rows.length === 0 ? (
          <Empty why={day.data ? '最近没有排活动。召集人定下方案，这里就看得到。' : '正在打开……'} />
        ) : (
          <TodoList
            todos={rows.map((row) => ({
              key: row.id,
              to: belowMember(member.activity(row.id)),
              when: asDay(row.beginsAt).replace(/^.*年/, ''),
              title: row.title,
              note: `${asTime(row.beginsAt)}，${row.hosts.map((host) => host.name).join('、')}${row.myAttendance ? '，已到' : row.signed ? '，您已报名' : ''}`,
            }))}
          />
        )}
      </Part>
    </>
  )
}
