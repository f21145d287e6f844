import { Link, useParams } from 'react-router'
import { useRead, useWrite } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { WhatStands, useOtherHand, wordIn } from '../../../../../web/other-hand.tsx'
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
import { opinionCategories } from '../categories.ts'
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
      {data.mayEdit && <Edit answer={data} />}
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

function Edit({ answer }: { answer: PublicAnswer }) {
  const write = useWrite(editAnswer)
  const { stands, held, saved } = useOtherHand()
  return (
    <details className="fold" open={answer.state === 'returned'}>
      <summary>修改</summary>
      <AnswerForm
        key={saved}
        draftKey={`answer:${answer.id}`}
        initial={{
          version: String(answer.version),
          title: answer.title,
          question: answer.question,
          answer: answer.answer,
          category: answer.category ?? '',
        }}
        submit="存下来"
        onSave={async ({ version: begun = answer.version, ...typed }, key) => {
          await held(begun, (version) =>
            write.send({
              params: { id: answer.id },
              body: { ...typed, category: typed.category ?? null, version },
              key,
            }),
          )
        }}
      >
        {stands && (
          <WhatStands
            rows={[
              { label: '标题', value: wordIn(stands, 'title') },
              { label: '问题', value: wordIn(stands, 'question') },
              { label: '答复', value: wordIn(stands, 'answer') },
              { label: '类别', value: categoryOf(wordIn(stands, 'category')) },
            ]}
          />
        )}
      </AnswerForm>
    </details>
  )
}

const categoryOf = (code: string | null) => opinionCategories.find((one) => one.value === code)?.label ?? null

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
