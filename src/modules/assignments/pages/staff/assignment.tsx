import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { addressOf, newKey, useRead, useWrite } from '../../../../web/call.ts'
import { getFile } from '../../../../platform/file-contract.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  ErrorNote,
  Facts,
  type Moment,
  PageHead,
  Status,
  StepBar,
  Timeline,
  asDay,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import {
  type Assignment,
  type MatterFace,
  getAssignment,
  listDepartments,
  stepAssignment,
} from '../../contract.ts'
import { nobodySigns } from '../nobody-signs.ts'
import { assignmentProcess } from '../../process.ts'
import { partLabels } from '../../rules.ts'
import { standingLook } from '../look.ts'
import { Replies } from '../replies-of.tsx'
import { Extensions } from './extensions.tsx'

/** One assignment: what is asked, how it stands, the department's reply, the office's decisions. */
export default function AssignmentPage() {
  const { id = '' } = useParams()
  const read = useRead(getAssignment, { params: { id } })
  if (read.error)
    return (
      <ErrorNote missing={read.error.status === 404} reference={read.error.requestId ?? ''}>
        {read.error.message}
      </ErrorNote>
    )
  if (!read.data) return <p className="meta">正在打开……</p>
  const { data } = read
  const look = standingLook(data)
  return (
    <>
      <PageHead
        title={data.matter.title || '一件交办的事'}
        crumbs={[{ label: '交办', to: below(staff.assignments()) }, { label: data.departmentName }]}
        facts={[
          <Status key="state" kind={look.kind}>
            {look.words}
          </Status>,
          `${data.departmentName}，${partLabels[data.part]}`,
          ...(data.dueOn ? [`期限 ${asDay(data.dueOn)}`] : []),
        ]}
      />
      <div className="handling">
        <div>
          <TheMatter matter={data.matter} />
          <h2>交办的话</h2>
          <p className="text">{data.words}</p>
          <Facts rows={factsOf(data)} />
          <Others data={data} />
          <Answers data={data} />
          <Steps data={data} />
          <Extensions data={data} />
        </div>
        <section aria-label="经过">
          <h2>经过</h2>
          <Timeline moments={[...past(data), ...now(data)]} />
        </section>
      </div>
    </>
  )
}

/** An objection is a turn back, not a thing done. */
const past = (data: Assignment): Moment[] =>
  data.standing.history.map((step, index) => ({
    ...(pastMoments([step])[0] ?? { key: '', title: step.label }),
    key: `${index} ${step.step}`,
    state: ['object', 'send-back', 'reopen'].includes(step.step) ? 'back' : 'done',
  }))

/** Whose turn it is, and until when. */
const now = (data: Assignment): Moment[] => {
  const wait = Object.entries(assignmentProcess.waits).find(([state]) => state === data.state)?.[1]
  if (!wait) return []
  const isDepartments = wait.asks === 'department' && !data.isDissolved
  const title = wait.kind === 'handle' && data.part === 'cohost' ? '交会办意见' : wait.label
  return [
    {
      key: 'now',
      state: 'now',
      title: data.isDissolved ? '改派' : title,
      who: isDepartments ? data.departmentName : '政协办公室',
      ...(data.dueOn ? { when: `${asDay(data.dueOn)}前` } : {}),
    },
  ]
}

const factsOf = (data: Assignment) => [
  { label: '交办', value: `${asDayTime(data.assignedAt)}，${data.assignedBy}` },
  { label: '签收期限', value: `${asDay(data.signDueOn)}前，${data.signDays} 个工作日，可以提异议` },
  {
    label: '答复期限',
    value: `${asDay(data.answerDueOn)}前，${
      isExtended(data)
        ? `已同意延期，原为 ${data.answerDays} 个工作日`
        : `从${asDay(data.countedFrom)}起 ${data.answerDays} 个工作日`
    }`,
  },
  ...(data.replacesName ? [{ label: '改派', value: `原来交给${data.replacesName}` }] : []),
  ...(data.replacedBy
    ? [
        {
          label: '改派',
          value: (
            <Link to={below(staff.assignment(data.replacedBy.id))}>
              已改派给{data.replacedBy.departmentName}
            </Link>
          ),
        },
      ]
    : []),
  ...(data.opinion ? [{ label: '会办意见', value: data.opinion }] : []),
]

/** Its last day is one that was granted: no longer so many days from the day it is counted from. */
const isExtended = (data: Assignment): boolean =>
  data.extensions.some(({ standing, until }) => standing.state === 'granted' && until === data.answerDueOn)

/** What was said, without who said it. */
function TheMatter({ matter }: { matter: MatterFace }) {
  const me = useMe()
  const isReader = me.data !== undefined && holds(me.data, 'office', 'leader', 'convener')
  return (
    <section aria-label="反映的内容">
      <p className="no">
        <span>{matter.number ?? '没有编号'}</span>
        {matter.recordType === 'opinion' && isReader && (
          <Link to={below(staff.opinion(matter.recordId))}>看这条意见</Link>
        )}
      </p>
      {matter.words.split('\n').map((line, at) => (
        <p className="text" key={`${at} ${line.slice(0, 8)}`}>
          {line}
        </p>
      ))}
      {matter.pictureIds.length > 0 && (
        <div className="shots">
          {matter.pictureIds.map((id, at) => (
            <a key={id} href={addressOf(getFile, { params: { id } })} target="_blank" rel="noreferrer">
              <img
                src={addressOf(getFile, { params: { id }, query: { size: 'small' } })}
                alt={`第 ${at + 1} 张`}
                loading="lazy"
              />
            </a>
          ))}
        </div>
      )}
    </section>
  )
}

function Others({ data }: { data: Assignment }) {
  if (data.others.length === 0) return null
  return (
    <section aria-label="一起办的部门">
      <h2>一起办的部门</h2>
      <ul className="plain">
        {data.others.map((one) => (
          <li key={one.id}>
            <b>{one.departmentName}</b>（{partLabels[one.part]}）
            <span className="note">{one.stateLabel}</span>
            {one.opinion && <p className="text">{one.opinion}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answers({ data }: { data: Assignment }) {
  const isOpen = data.replies.some((reply) => !['published', 'dropped'].includes(reply.standing.state))
  if (data.part === 'cohost') return null
  if (data.replies.length === 0 && data.replyObstacle !== null) return null
  return (
    <section aria-label="答复">
      <h2>答复</h2>
      <Replies
        of={{ recordType: data.recordType, recordId: data.recordId, assignmentId: data.id }}
        rows={data.replies}
        mayBegin={data.replyObstacle === null && !isOpen}
        verb="写答复"
      />
    </section>
  )
}

/** Steps that move the reply are taken on the reply; the others here. */
const onReply = ['submit', 'send-back', 'publish']

function Steps({ data }: { data: Assignment }) {
  const write = useWrite(stepAssignment)
  const [opinion, setOpinion] = useState(data.opinion ?? '')
  const [departmentId, setDepartment] = useState('')
  const steps = data.standing.steps.filter(
    (one) => !onReply.includes(one.step) && (one.step !== 'contribute' || data.part === 'cohost'),
  )
  const mayReroute = steps.some((one) => one.step === 'reroute')
  const mayContribute = steps.some((one) => one.step === 'contribute' && one.obstacle === null)
  const departments = useRead(listDepartments, { query: { size: 200 } }, { enabled: mayReroute })
  const likely =
    data.isDissolved || data.state === 'objected' ? 'reroute' : mayContribute ? 'contribute' : 'sign'
  return (
    <StepBar
      steps={steps}
      likely={likely}
      about={{
        object: { ask: '为什么不归本部门？写上应该归谁', done: '已提出，等政协办公室定' },
        uphold: { ask: '为什么仍由该部门办' },
        recall: { ask: '为什么收回', final: '收回后部门不再看到办理按钮，写了一半的答复作废。' },
        reroute: {
          final: departmentId ? '改派后，原部门写了一半的答复作废，新部门重新计时。' : '先在上面选改派给谁。',
        },
        sign: { done: '已签收，开始办理' },
        contribute: { done: '会办意见已交给主办部门' },
      }}
      fields={
        <>
          {mayContribute && (
            <div className="field">
              <label htmlFor="opinion">会办意见</label>
              <textarea
                id="opinion"
                className="in"
                rows={4}
                maxLength={5000}
                value={opinion}
                onChange={(event) => setOpinion(event.currentTarget.value)}
              />
              <p className="hint">交给主办部门，由它一并答复。</p>
            </div>
          )}
          {mayReroute && (
            <div className="field">
              <label htmlFor="reroute">改派给</label>
              <select
                id="reroute"
                className="in"
                value={departmentId}
                onChange={(event) => setDepartment(event.currentTarget.value)}
              >
                <option value="">还没选</option>
                {(departments.data?.rows ?? [])
                  .filter((one) => one.id !== data.departmentId)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                      {nobodySigns(one)}
                    </option>
                  ))}
              </select>
            </div>
          )}
        </>
      }
      onTake={(taken) =>
        write.send({
          params: { id: data.id },
          body: {
            ...taken,
            ...(taken.step === 'contribute' && opinion.trim() ? { opinion } : {}),
            ...(taken.step === 'reroute' && departmentId ? { departmentId, newId: newKey() } : {}),
          },
        })
      }
    />
  )
}
