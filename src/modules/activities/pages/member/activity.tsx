import { useState } from 'react'
import { useParams } from 'react-router'
import { CallError, useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Btn,
  Btns,
  ErrorNote,
  Facts,
  OtherWay,
  Part,
  People,
  Result,
  Status,
  asDay,
  asTime,
} from '../../../../web/ui/member/index.ts'
import { type Activity, getActivity, modeLabels, signUp } from '../../contract.ts'
import { phaseOf } from '../../rules.ts'

/** One activity on the phone: when, where, who comes; sign up, check in; for its convener the list and the code. */
export default function ActivityPage() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="活动" back={{ to: belowMember(member.activities()), label: '活动' }}>
      {() => <Loaded id={id} />}
    </MemberPage>
  )
}

function Loaded({ id }: { id: string }) {
  const activity = useKept(getActivity, { params: { id } })
  if (activity.error)
    return <ErrorNote missing={activity.error.status === 404}>{activity.error.message}</ErrorNote>
  return activity.data ? <Shown activity={activity.data} /> : <p className="why">正在打开……</p>
}

function Shown({ activity }: { activity: Activity }) {
  const { id } = activity
  const isPlanned = activity.state === 'planned'
  const phase = phaseOf(activity, new Date())
  return (
    <>
      <h2 className="title">{activity.title}</h2>
      {!isPlanned && <Status kind="off">{activity.stateLabel}</Status>}
      <Facts
        rows={[
          {
            label: '时间',
            value: `${asDay(activity.beginsAt)} ${asTime(activity.beginsAt)}—${asTime(activity.endsAt)}`,
          },
          { label: '地点', value: activity.place },
          { label: '方式', value: modeLabels[activity.mode] },
          { label: '开展', value: activity.hosts.map((host) => host.name).join('、') },
          { label: '内容', value: activity.kinds.map((kind) => kind.shortLabel).join('、') },
          { label: '安排', value: activity.about },
          { label: '线上', value: activity.link },
        ]}
      />
      {isPlanned &&
        activity.full &&
        (phase === 'over' ? <Over activity={activity} /> : <Going activity={activity} />)}
      {activity.manages && isPlanned && (
        <Part title="召集人">
          <Btns>
            <Btn to={belowMember(member.roll(id))}>点名</Btn>
            {phase !== 'over' && <Btn to={belowMember(member.code(id))}>亮现场码</Btn>}
            <Btn href={member.signInSheet(id)}>打印签到表</Btn>
          </Btns>
        </Part>
      )}
      {activity.full && isPlanned && phase === 'ahead' && activity.attended === 0 && (
        <p className="why">
          {activity.signedUp > 0 ? `已有 ${activity.signedUp} 人报名。` : '还没有人报名。'}
        </p>
      )}
      {activity.full && activity.attended > 0 && (
        <Part
          title={`到了 ${activity.attended} 人`}
          aside={<span className="why">全室 {activity.residents} 人</span>}
        >
          {activity.guests > 0 && <p className="why">其中来宾 {activity.guests} 人</p>}
          <People people={activity.arrived.map((name, index) => ({ key: `${index}-${name}`, name }))} />
        </Part>
      )}
    </>
  )
}

function Going({ activity }: { activity: Activity }) {
  const write = useWrite(signUp)
  const [failed, setFailed] = useState<string | null>(null)
  const press = async (going: boolean) => {
    setFailed(null)
    try {
      await write.send({ params: { id: activity.id }, body: { going } })
    } catch (error) {
      setFailed(error instanceof CallError ? error.message : '没办成，请再按一次。')
    }
  }
  if (activity.myAttendance) return <MyAttendance state={activity.myAttendance} />
  return (
    <>
      <Btns>
        {activity.signed ? (
          <Btn main to={belowMember(member.checkIn(activity.id))}>
            去签到
          </Btn>
        ) : (
          <Btn main busy={write.busy} onPress={() => void press(true)}>
            我要参加
          </Btn>
        )}
        {activity.signed ? (
          <Btn busy={write.busy} onPress={() => void press(false)}>
            不去了
          </Btn>
        ) : (
          <Btn to={belowMember(member.checkIn(activity.id))}>去签到</Btn>
        )}
      </Btns>
      {failed && <ErrorNote>{failed}</ErrorNote>}
      {write.busy ? null : activity.signed && <Result>已报名，共 {activity.signedUp} 人报名。</Result>}
      <OtherWay to={belowMember(member.leave())}>来不了，请假或改为自行开展</OtherWay>
    </>
  )
}

/** Over: whether one was there, and what to do when that is not what is written. */
function Over({ activity }: { activity: Activity }) {
  if (activity.myAttendance) return <MyAttendance state={activity.myAttendance} />
  return (
    <>
      <Status kind="off">已经结束，没有您的到场记录</Status>
      <p className="why">去了却没签到，请召集人补记。</p>
      <OtherWay to={belowMember(member.record())}>记一次自行开展的活动</OtherWay>
    </>
  )
}

function MyAttendance({ state }: { state: string }) {
  return (
    <p>
      <Status kind={state === 'standing' ? 'done' : 'doing'}>
        {state === 'standing' ? '您已到' : '补传收到，等召集人核对'}
      </Status>
    </p>
  )
}
