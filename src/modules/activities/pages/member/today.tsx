import '../../../../web/styles/activities.css'
import { useNavigate } from 'react-router'
import { type Todo as OpenTodo, listTodos } from '../../../../platform/todos-contract.ts'
import { dayOf } from '../../../../platform/clock.ts'
import { dueMark, dueWords } from '../../../../platform/due.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Btn,
  Btns,
  Empty,
  OtherWay,
  Part,
  Rundown,
  Status,
  type Todo,
  TodoList,
  Top,
  asDay,
  asTime,
  asWeekday,
} from '../../../../web/ui/member/index.ts'
import { type SlotRow, listMySlots } from '../../../rosters/contract.ts'
import { type MyActivity, type MyCampaign, getMyDay } from '../../contract.ts'
import { phaseOf } from '../../rules.ts'
import { QueueNote } from './queue-note.tsx'

/** 今天: what waits, the day's campaign, and what was recorded without a network. */
export default function Today() {
  return <MemberPage title="今天">{(signed) => <Day {...signed} />}</MemberPage>
}

function Day(signed: Signed) {
  const day = useKept(getMyDay)
  const duties = useKept(listMySlots)
  const todos = useKept(listTodos, { query: { size: 20 } }, { everyMs: 1_000 })
  const today = day.data?.day ?? dayOf(new Date())
  const now = (day.data?.activities ?? []).filter((row) => dayOf(new Date(row.beginsAt)) === today)
  const duty = (duties.data?.rows ?? []).filter(
    (row) => dayOf(new Date(row.beginsAt)) === today && (row.state === 'planned' || row.state === 'over'),
  )
  const waiting = [...duty.map(asDuty), ...now.map(asTodo), ...(todos.data?.rows ?? []).map(todoOf(today))]
  const isKnown = waiting.length > 0 || (day.data && duties.data && todos.data)
  return (
    <>
      <Top
        day={asDay(today)}
        said={[asWeekday(today), ...(isKnown ? [waitingWords(waiting.length)] : [])].join('，')}
        person={{ name: signed.me.name, to: belowMember(member.duties()) }}
      />
      <QueueNote {...signed} />
      {waiting.length > 0 && (
        <Part first label="今天的事">
          {(todos.data?.together ?? [])
            .filter((kind) => kind.count > 1)
            .map((kind) => (
              <OtherWay key={kind.of} to={belowMember(member.together(kind.of))}>
                {kind.label}有 {kind.count} 件，可以一起办
              </OtherWay>
            ))}
          <TodoList todos={waiting} />
        </Part>
      )}
      {(day.data?.campaigns ?? []).map((campaign) => (
        <Campaign key={campaign.id} campaign={campaign} activities={day.data?.activities ?? []} />
      ))}
      {day.data && day.data.campaigns.length === 0 && waiting.length === 0 && (
        <Empty why="眼下没有活动日，也没有等您办的事。平时走访、宣讲，随时可以记一笔。" />
      )}
      <OtherWay to={belowMember(member.rosters())}>我的值班</OtherWay>
      <OtherWay to={belowMember(member.opinions())}>群众意见，我的委员码</OtherWay>
      <OtherWay to={belowMember(member.studio())}>我的工作室，写一条动态</OtherWay>
    </>
  )
}

const waitingWords = (count: number): string => (count > 0 ? `今天有 ${count} 件事` : '今天没有等您的事')

const asDuty = (row: SlotRow): Todo => ({
  key: row.id,
  to: belowMember(member.roster(row.id)),
  when: asTime(row.beginsAt),
  title: '值班，听群众说事',
  note: row.place || row.hosts.map((host) => host.name).join('、'),
})

const myStanding = (state: string | null): string => {
  if (state === null) return '现场签到'
  return state === 'pending' ? '签到了，等召集人核对' : '已到'
}

const asTodo = (row: MyActivity): Todo => ({
  key: row.id,
  to: belowMember(row.myAttendance ? member.activity(row.id) : member.checkIn(row.id)),
  when: asTime(row.beginsAt),
  title: `${row.title}，${myStanding(row.myAttendance)}`,
  note: row.place || row.hosts.map((host) => host.name).join('、'),
})

const todoOf =
  (today: string) =>
  (todo: OpenTodo): Todo => ({
    key: todo.id,
    to: belowMember(
      todo.path
        .replace(/^\/staff\/activities/, '/m/activities')
        .replace(/^\/staff\/leaves/, '/m/leave')
        .replace(/^\/staff\/posts/, '/m/posts')
        .replace(/^\/staff\/rosters/, '/m/rosters')
        .replace(/^\/staff\/opinions/, '/m/opinions'),
    ),
    when: '待办',
    title: todo.title,
    ...stateOf(todo, today),
  })

/** △ from two working days ahead, ▲ once late, before that only the day. */
const stateOf = ({ dueOn, daysLeft }: OpenTodo, today: string): Pick<Todo, 'state' | 'note'> => {
  if (dueOn === null || daysLeft === null) return {}
  const kind = dueMark(daysLeft)
  if (kind === 'late') return { state: { kind, words: `${asDay(dueOn)}到期，${dueWords(daysLeft)}` } }
  const words = dueOn === today ? dueWords(0) : `${asDay(dueOn)}前`
  return kind ? { state: { kind, words } } : { note: words }
}

function Campaign({ campaign, activities }: { campaign: MyCampaign; activities: MyActivity[] }) {
  const go = useNavigate()
  const done = campaign.standing !== null && campaign.standing !== 'none'
  const of = activities.filter((row) => row.campaignId === campaign.id)
  const now = new Date()
  const mine = of.find((row) => row.signed || row.myAttendance) ?? of[0]
  const isOver = mine !== undefined && phaseOf(mine, now) === 'over'
  return (
    <Part title={campaign.name} aside={<Status kind={done ? 'done' : 'todo'}>{campaign.line}</Status>}>
      <p className="why">
        {asDay(campaign.heldOn)}，“{campaign.theme}”。{ownWords(campaign, dayOf(now))}
      </p>
      {mine && (
        <>
          <h3>{mine.title}</h3>
          <p className="why">{mine.hosts.map((host) => host.name).join('、')}</p>
          <Rundown
            lines={[
              { time: asTime(mine.beginsAt), what: `${asDay(mine.beginsAt)}，${mine.place || '线上'}` },
              { time: asTime(mine.endsAt), what: endOf(mine, isOver) },
            ]}
          />
        </>
      )}
      {!done && (
        <>
          <Btns>
            {mine && !isOver && (
              <Btn
                main
                onPress={() =>
                  void go(belowMember(mine.signed ? member.checkIn(mine.id) : member.activity(mine.id)))
                }
              >
                {mine.signed ? '去签到' : '看活动，报名'}
              </Btn>
            )}
            <Btn to={belowMember(`${member.leave()}?campaign=${campaign.id}`)}>请假</Btn>
          </Btns>
          <OtherWay to={belowMember(member.record())}>
            {mine && !isOver ? '来不了，改为自行开展' : '记一次自行开展的活动'}
          </OtherWay>
        </>
      )}
    </Part>
  )
}

/** The last line of an activity's rundown: who means to come, or who came. */
const endOf = (activity: MyActivity, isOver: boolean): string => {
  if (isOver) return activity.attended > 0 ? `已经结束，到场 ${activity.attended} 人` : '已经结束'
  return activity.signedUp > 0 ? `结束，已有 ${activity.signedUp} 人报名` : '结束'
}

/** Until when an own activity counts for the day. */
const ownWords = ({ ownFrom, ownUntil }: MyCampaign, today: string): string =>
  today > ownUntil
    ? `自行开展算到${asDay(ownUntil)}，已经截止。`
    : `${asDay(ownFrom)}至${asDay(ownUntil)}可以自行开展。`
