import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Empty, Part, TodoList, asDay, asTime } from '../../../../web/ui/member/index.ts'
import { type MyActivity, getMyDay } from '../../contract.ts'
import { phaseOf } from '../../rules.ts'
import { QueueNote } from './queue-note.tsx'

/** 活动: what is coming, one's own studio first; what is over below. */
export default function Activities() {
  return <MemberPage title="活动">{(signed) => <List {...signed} />}</MemberPage>
}

function List(signed: Signed) {
  const day = useKept(getMyDay)
  const now = new Date()
  const all = day.data?.activities ?? []
  const [ahead, over] = [
    all.filter((row) => phaseOf(row, now) !== 'over'),
    all.filter((row) => phaseOf(row, now) === 'over'),
  ]
  const rows = [...ahead, ...over]
  return (
    <>
      <header className="top">
        <h1 className="date">
          <b>活动</b>
          <span>{ahead.length > 0 ? `有 ${ahead.length} 场可以参加` : '看看最近有什么活动'}</span>
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
              note: `${asTime(row.beginsAt)}，${row.hosts.map((host) => host.name).join('、')}${wordOf(row, now)}`,
            }))}
          />
        )}
      </Part>
    </>
  )
}

/** What a member reads behind an activity: how it stands for them. */
const wordOf = (row: MyActivity, now: Date): string => {
  if (row.myAttendance) return row.myAttendance === 'standing' ? '，您已到' : '，补传等核对'
  if (phaseOf(row, now) === 'over') return '，已结束'
  return row.signed ? '，您已报名' : ''
}
