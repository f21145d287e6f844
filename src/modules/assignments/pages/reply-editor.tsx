import { useId } from 'react'
import { TwoTexts } from '../../../web/two-texts.tsx'
import { mostReplyWords, contactLabels, outcomeLabels } from '../rules.ts'
import { type Reply, ContactKind, Outcome } from '../contract.ts'
import { type ReplyOf, useReply } from './use-reply.ts'
import { ReplySteps } from './reply-steps.tsx'

/** Writes a reply under this id, kept by itself; its steps stand below. `reply` is what stands on the server. Both faces. */
export function ReplyEditor(props: { replyId: string; of: ReplyOf; reply: Reply | null }) {
  const { reply } = props
  const writing = useReply(props.replyId, props.of, reply)
  const { draft, change, saving, other } = writing
  const id = useId()
  const length = Array.from(draft.body).length
  return (
    <div className="form reply-editor">
      <div className="field">
        <label htmlFor={`${id}-body`}>写给反映人</label>
        <textarea
          id={`${id}-body`}
          className={length > mostReplyWords ? 'in bad' : 'in'}
          rows={7}
          value={draft.body}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        <p className="hint" id={`${id}-hint`}>
          查了什么、办了什么、什么时候办好。不写别人的姓名和电话。
        </p>
        {length > mostReplyWords && (
          <p className="count num over">
            多了 {length - mostReplyWords} 字，最多 {mostReplyWords} 字
          </p>
        )}
      </div>
      <div className="two">
        <Choice
          label="怎么和反映人联系的"
          value={draft.contactKind ?? ''}
          options={contactLabels}
          onChange={(value) => change({ contactKind: ContactKind.safeParse(value).data ?? null })}
        />
        <Choice
          label="办理结果"
          value={draft.outcome ?? ''}
          options={outcomeLabels}
          onChange={(value) => change({ outcome: Outcome.safeParse(value).data ?? null })}
        />
      </div>
      <p className={saving.state === 'waiting' ? 'hint unstored' : 'hint'} role="status">
        {saving.state === 'idle' ? '写的会自己存好。' : saving.words}
      </p>
      {other && (
        <TwoTexts
          label="两份答复"
          texts={[
            { by: '您写的', text: draft.body, onChoose: () => writing.settle(draft.body) },
            { by: `${other.writtenBy}改过的`, text: other.body, onChoose: () => writing.settle(other.body) },
          ]}
        />
      )}
      {reply && !other && <ReplySteps reply={reply} flush={writing.flush} onOther={writing.show} />}
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  options: Record<string, string>
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        <span className="opt">可以不填</span>
      </label>
      <select
        id={id}
        className="in"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">不选</option>
        {Object.entries(props.options).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
