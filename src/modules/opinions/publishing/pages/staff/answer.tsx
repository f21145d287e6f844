import { Link, useParams } from 'react-router'
import { useRead, useWrite } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import { StateOf } from '../../../../../web/state-of.tsx'
import {
  ErrorNote,
  Facts,
  PageHead,
  Section,
  StepBar,
  Timeline,
  asDayTime,
  pastMoments,
} from '../../../../../web/ui/staff/index.ts'
import { type PublicAnswer, editAnswer, getAnswer, stepAnswer } from '../../contract.ts'
import { answerProcess } from '../../process.ts'
import { AnswerForm, Findings } from './fields.tsx'

/** One public question and answer: as it will be read, what to look at, its steps. */
export default function AnswerPage() {
  const { id = '' } = useParams()
  const answer = useRead(getAnswer, { params: { id } })
  const step = useWrite(stepAnswer)
  if (answer.error) return <ErrorNote missing={answer.error.status === 404}>{answer.error.message}</ErrorNote>
  if (!answer.data) return <p className="meta">正在打开……</p>
  const { data } = answer
  return (
    <>
      <PageHead
        title={data.title}
        crumbs={[{ label: '公开问答', to: below(staff.answers()) }, { label: '一条' }]}
        facts={[
          data.venueName ?? '本级政协',
          `${data.draftedBy}起草`,
          <StateOf key="state" process={answerProcess} state={data.state} />,
        ]}
      />
      <Section title="公开后是这样">
        <h3>问</h3>
        <Lines text={data.question} />
        <h3>答</h3>
        <Lines text={data.answer} />
      </Section>
      <Facts
        rows={[
          {
            label: '来自',
            value: (
              <Link to={below(staff.opinion(data.opinionId))}>{data.opinionNumber ?? '没有编号的意见'}</Link>
            ),
          },
          ...(data.state === 'published' && data.publishedAt
            ? [
                { label: '公开', value: asDayTime(data.publishedAt) },
                {
                  label: '公开页',
                  value: (
                    <a href={`/answers/${data.id}`} target="_blank" rel="noreferrer">
                      打开看看
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Findings findings={data.findings} />
      <StepBar
        steps={data.standing.steps.filter((one) => one.step !== 'erase')} // taken with the opinion, on its page
        likely={data.state === 'submitted' ? 'publish' : data.state === 'published' ? 'none' : 'submit'}
        about={{
          publish: { final: '通过后马上公开，谁都能看到。可以随时撤下。', done: '已公开' },
          return: { ask: '哪里要改？起草的人看得到' },
          withdraw: { ask: '为什么撤下？撤下后公开页马上没有这一条' },
          submit: { done: '已提交，办公室的待办里有了' },
        }}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
      />
      {data.mayEdit && <Edit key={data.version} answer={data} />}
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

function Edit({ answer }: { answer: PublicAnswer }) {
  const write = useWrite(editAnswer)
  return (
    <details className="fold" open={answer.state === 'returned'}>
      <summary>修改</summary>
      <AnswerForm
        draftKey={`answer:${answer.id}:${answer.version}`}
        initial={{
          title: answer.title,
          question: answer.question,
          answer: answer.answer,
          category: answer.category ?? '',
        }}
        submit="存下来"
        onSave={async (typed, key) => {
          await write.send({
            params: { id: answer.id },
            body: { ...typed, category: typed.category ?? null, version: answer.version },
            key,
          })
        }}
      />
    </details>
  )
}

function Lines({ text }: { text: string }) {
  return text
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line, at) => (
      <p className="text" key={`${at} ${line.slice(0, 8)}`}>
        {line}
      </p>
    ))
}
