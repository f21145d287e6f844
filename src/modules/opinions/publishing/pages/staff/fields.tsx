import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { CallError } from '../../../../../web/call.ts'
import { begunOn } from '../../../../../web/other-hand.tsx'
import {
  Check,
  Form,
  HiddenField,
  SelectField,
  TextArea,
  TextField,
} from '../../../../../web/ui/staff/index.ts'
import { opinionCategories } from '../categories.ts'
import { AnswerFinding } from '../../contract.ts'
import { mostAnswer, mostQuestion, mostTitle } from '../../rules.ts'

const Typed = z.object({
  title: z.string().min(1, '标题还没有写').max(mostTitle, `最多 ${mostTitle} 字`),
  question: z.string().min(1, '问题还没有写').max(mostQuestion, `最多 ${mostQuestion} 字`),
  answer: z.string().min(1, '答复还没有写').max(mostAnswer, `最多 ${mostAnswer} 字`),
  category: z.string().optional(),
  isLookedAt: z.boolean().default(false),
  version: begunOn.optional(),
})
export type TypedAnswer = z.output<typeof Typed>

const Detail = z.object({ findings: z.array(AnswerFinding) })
const fieldNames = { title: '标题', question: '问题', answer: '答复' } as const

/** The public words of one question and answer; what looks like a name or an address is shown before it can be saved. */
export function AnswerForm(props: {
  draftKey: string
  /** with the version it was begun on, unless it is the first */
  initial: Record<'title' | 'question' | 'answer' | 'category', string> & { version?: string }
  submit: string
  onSave: (typed: TypedAnswer, key: string) => Promise<void>
  children?: ReactNode
}) {
  const [findings, setFindings] = useState<readonly AnswerFinding[]>([])
  return (
    <Form
      schema={Typed}
      draftKey={props.draftKey}
      initial={props.initial}
      submit={props.submit}
      onSubmit={async (typed, { key }) => {
        try {
          await props.onSave(typed, key)
          setFindings([])
        } catch (error) {
          const detail = error instanceof CallError ? Detail.safeParse(error.detail) : null
          if (detail?.success) setFindings(detail.data.findings)
          throw error
        }
      }}
    >
      <HiddenField name="version" />
      <TextField name="title" label="标题" max={mostTitle} hint="一句话，像别人会搜的那样写。" />
      <TextArea
        name="question"
        label="问题"
        rows={5}
        max={mostQuestion}
        hint="改写成大家的话：不写谁说的，不写门牌和电话。"
      />
      <TextArea name="answer" label="答复" rows={7} max={mostAnswer} />
      <SelectField name="category" label="类别" optional options={opinionCategories} />
      {findings.length > 0 && (
        <div className="field">
          <Findings findings={findings} />
          <Check name="isLookedAt" label="我看过了，这些可以公开" />
        </div>
      )}
      {props.children}
    </Form>
  )
}

/** What was found by pattern, field by field. */
export function Findings({ findings }: { findings: readonly AnswerFinding[] }) {
  if (findings.length === 0) return null
  return (
    <section aria-label="请核对">
      <h3>请核对这 {findings.length} 处</h3>
      <ul className="plain">
        {findings.map((one) => (
          <li key={`${one.field} ${one.text}`}>
            {fieldNames[one.field]}里的“{one.text}”：{one.what}
            {one.isHard && '，要改掉才能公开'}
          </li>
        ))}
      </ul>
    </section>
  )
}
