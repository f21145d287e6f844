import { type ReactNode, useId } from 'react'
import { TwoTexts } from '../../../web/two-texts.tsx'
import { mostBody, mostTitle } from '../rules.ts'
import type { Other } from './use-kept.ts'

/** Title and text as they are written; where somebody else was first, both stand beside each other. */
export function TextEditor(props: {
  title: string
  body: string
  said: string
  isWaiting: boolean
  other: Other | null
  onChange: (changes: { title?: string; body?: string }) => void
  onSettle: (from: { title: string; body: string }) => void
  children?: ReactNode
}) {
  const id = useId()
  const length = Array.from(props.body).length
  return (
    <div className="form">
      <div className="field">
        <label htmlFor={`${id}-title`}>标题</label>
        <input
          id={`${id}-title`}
          className="in"
          maxLength={mostTitle}
          value={props.title}
          onChange={(event) => props.onChange({ title: event.currentTarget.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-body`}>正文</label>
        <textarea
          id={`${id}-body`}
          className={length > mostBody ? 'in bad' : 'in'}
          rows={18}
          value={props.body}
          aria-describedby={`${id}-hint`}
          onChange={(event) => props.onChange({ body: event.currentTarget.value })}
        />
        <p className="hint" id={`${id}-hint`}>
          一行一段。标题层次写
          一、（一）1.（1），导出时按公文格式排。不写反映人的姓名和电话。严禁写入涉密内容。
        </p>
        <p className={length > mostBody ? 'count num over' : 'count num'}>
          {length} / {mostBody} 字
        </p>
      </div>
      {props.children}
      <p className={props.isWaiting ? 'hint unstored' : 'hint'} role="status">
        {props.said}
      </p>
      {props.other && (
        <TwoTexts
          label="两份文字"
          texts={[
            { by: '您写的', title: props.title, body: props.body },
            { by: '别人改过的', ...props.other },
          ].map(({ by, title, body }) => ({
            by,
            title,
            text: body,
            onChoose: () => props.onSettle({ title, body }),
          }))}
        />
      )}
    </div>
  )
}

/** A text that is only read. */
export function TextRead({ body }: { body: string }) {
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => (
      <p className="text" key={`${at} ${line.slice(0, 8)}`}>
        {line}
      </p>
    ))
}
