import '../../../../web/styles/activities.css'
import { Fragment, type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Ask,
  Button,
  ErrorNote,
  Facts,
  PageHead,
  Section,
  Sentence,
  StepBar,
  Timeline,
  asDay,
  asDayTime,
  asTime,
  failureOf,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { type Activity, attestDiscipline, getActivity, modeLabels, stepActivity } from '../../contract.ts'
import { phaseOf } from '../../rules.ts'

/** One activity: its plan, its steps, who came; from above the 政协 its open face. */
export default function ActivityPage() {
  const { id = '' } = useParams()
  const activity = useRead(getActivity, { params: { id } })
  if (activity.error)
    return (
      <ErrorNote missing={activity.error.status === 404} reference={activity.error.requestId ?? ''}>
        {activity.error.message}
      </ErrorNote>
    )
  return activity.data ? <Shown activity={activity.data} /> : <p className="meta">正在打开……</p>
}

function Shown({ activity }: { activity: Activity }) {
  const { id } = activity
  const step = useWrite(stepActivity)
  return (
    <>
      <PageHead
        title={activity.title}
        crumbs={[{ label: '活动', to: below(staff.activities()) }, { label: activity.title }]}
        facts={[
          `${asDay(activity.beginsAt)} ${asTime(activity.beginsAt)}—${asTime(activity.endsAt)}`,
          activity.hosts.map((host) => host.name).join('、'),
          activity.stateLabel,
        ]}
        aside={
          activity.manages && activity.state !== 'cancelled' ? (
            <Button to={below(staff.editActivity(id))}>改方案</Button>
          ) : undefined
        }
      />
      <Came activity={activity} />
      <Facts
        rows={[
          { label: '活动日', value: activity.campaignName ?? '日常活动' },
          { label: '内容', value: activity.kinds.map((kind) => kind.shortLabel).join('、') },
          { label: '方式', value: modeLabels[activity.mode] },
          { label: '地点', value: activity.place },
          { label: '线上', value: activity.link },
          { label: '安排', value: activity.about },
          { label: '纪律要求', value: activity.full ? attested(activity) : null },
        ]}
      />
      {activity.manages && activity.disciplinedAt === null && activity.state === 'draft' && (
        <Discipline id={id} />
      )}
      <StepBar
        steps={activity.standing.steps.filter((one) => one.step !== 'revise')}
        likely="plan"
        about={{
          plan: {
            done:
              phaseOf(activity, new Date()) === 'over'
                ? '定下来了，可以点名。'
                : '定下来了，委员手机上看得到，可以报名。',
          },
          cancel: {
            ask: '为什么取消？报了名的人会看到这句话。',
            final: '取消后，到场不再计入统计，听到的意见和办的实事还在。取消了不能恢复。',
          },
        }}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
      />
      <Section title="经过">
        <Timeline moments={pastMoments(activity.standing.history)} />
      </Section>
    </>
  )
}

function Came({ activity }: { activity: Activity }) {
  if (activity.state === 'draft') return null
  const { id } = activity
  const phase = phaseOf(activity, new Date())
  return (
    <Sentence
      button={
        activity.manages && activity.state === 'planned' ? (
          <span className="pair">
            <Button main={phase !== 'ahead'} to={below(staff.roll(id))}>
              点名
            </Button>
            {phase !== 'over' && <Button to={below(staff.code(id))}>亮现场码</Button>}
            <Button icon="print" href={staff.signInSheet(id)}>
              打印签到表
            </Button>
          </span>
        ) : undefined
      }
    >
      {cameIn(activity, phase).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && '，'}
          {part}
        </Fragment>
      ))}
      。
      {activity.pending > 0 && (
        <Ask>
          还有 <b>{activity.pending}</b> 条补传待核对。
        </Ask>
      )}
    </Sentence>
  )
}

/** Who means to come and who came, as far as it can be said by now. */
const cameIn = (activity: Activity, phase: 'ahead' | 'today' | 'over'): ReactNode[] => {
  const { signedUp, attended, guests, observers } = activity
  const counted = (label: string, count: number) => (
    <>
      {label} <b>{count}</b> 人
    </>
  )
  const none = activity.state === 'cancelled' ? '没有记到场' : '还没有记到场'
  return [
    ...(signedUp > 0 ? [counted('报名', signedUp)] : phase === 'ahead' ? ['还没有人报名'] : []),
    ...(attended > 0 ? [counted('到场', attended)] : phase === 'ahead' ? [] : [none]),
    ...(guests > 0 ? [`其中来宾 ${guests} 人`] : []),
    ...(observers > 0 ? [`另有列席 ${observers} 人`] : []),
  ]
}

const attested = (activity: Activity): string =>
  activity.disciplinedAt
    ? `${activity.disciplinedBy ?? ''}，${asDayTime(activity.disciplinedAt)}确认`
    : '还没有确认'

function Discipline({ id }: { id: string }) {
  const attest = useWrite(attestDiscipline)
  const [failed, setFailed] = useState<string | null>(null)
  const press = async () => {
    try {
      await attest.send({ params: { id } })
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  return (
    <Section title="纪律要求">
      <p>
        开展活动严格遵守中央八项规定及其实施细则精神，轻车简从，不搞层层陪同，不增加基层负担；按当地要求做好安全保障。
      </p>
      <p>
        <Button onPress={() => void press()} busy={attest.busy}>
          我确认照此办理
        </Button>
      </p>
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </Section>
  )
}
