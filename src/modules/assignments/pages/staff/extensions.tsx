import { useState } from 'react'
import { newKey, useWrite } from '../../../../web/call.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { DateField, Form, StepBar, TextArea, asDay, asDayTime } from '../../../../web/ui/staff/index.ts'
import { type Assignment, askExtension, stepExtension } from '../../contract.ts'
import { extensionProcess } from '../../process.ts'

/** Requests for more time, and the way to ask: the department asks, the office says yes or no. */
export function Extensions({ data }: { data: Assignment }) {
  const write = useWrite(stepExtension)
  const [isAsking, setAsking] = useState(false)
  const isDepartment =
    data.replyObstacle === null || data.standing.steps.some((one) => one.step === 'contribute')
  const mayAsk = data.state === 'signed' && isDepartment && data.extensionUntil === null
  if (data.extensions.length === 0 && !mayAsk) return null
  return (
    <section aria-label="延期">
      <h2>延期</h2>
      {data.extensions.map((one) => (
        <article key={one.id}>
          <p className="meta">
            <StateOf process={extensionProcess} state={one.standing.state} />
            <span>申请延到{asDay(one.until)}</span>
            <span>
              {one.askedBy}，{asDayTime(one.askedAt)}
            </span>
          </p>
          {one.standing.history
            .filter((step) => step.words)
            .map((step) => (
              <p className="note" key={step.at}>
                {step.by}：{step.words}
              </p>
            ))}
          <StepBar
            title={one.standing.steps.some((step) => step.step === 'grant') ? '批延期' : '已申请延期'}
            likely="grant"
            steps={one.standing.steps}
            about={{ refuse: { ask: '为什么不同意' }, grant: { done: '同意了，期限已经改' } }}
            onTake={(taken) => write.send({ params: { id: one.id }, body: taken })}
          />
        </article>
      ))}
      {mayAsk &&
        (isAsking ? (
          <AskForm id={data.id} from={data.answerDueOn} onDone={() => setAsking(false)} />
        ) : (
          <p>
            <button type="button" className="btn" onClick={() => setAsking(true)}>
              申请延期
            </button>
          </p>
        ))}
    </section>
  )
}

function AskForm({ id, from, onDone }: { id: string; from: string; onDone: () => void }) {
  const write = useWrite(askExtension)
  const [extensionId] = useState(newKey)
  return (
    <Form
      schema={askExtension.body.omit({ id: true })}
      draftKey={`extension:${id}`}
      submit="报政协办公室"
      beside={
        <button type="button" className="btn" onClick={onDone}>
          先不延
        </button>
      }
      onSubmit={async (body, { key }) => {
        await write.send({ params: { id }, body: { ...body, id: extensionId }, key })
        onDone()
      }}
    >
      <DateField name="until" label="延到哪天" from={from} hint={`现在的期限是${asDay(from)}。`} />
      <TextArea name="words" label="理由" max={2000} rows={3} />
    </Form>
  )
}
