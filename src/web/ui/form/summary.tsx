import { useId, type ReactNode } from 'react'
import { StateMark } from '../marks.tsx'
import { Result } from '../notes.tsx'
import type { Failure } from './failure.ts'

/** At the head of a form that did not go through: how many places to mend, a link to each, and that nothing is lost. */
export function ErrorSummary({
  failure,
  idOf,
  names,
}: {
  failure: Failure
  idOf: (name: string) => string
  names: readonly string[]
}) {
  const here = failure.problems.map((one) => ({
    ...one,
    name: names.find((name) => one.path === name || one.path.startsWith(`${name}.`)),
  }))
  return (
    <div className="sum" role="alert" tabIndex={-1}>
      <h2>{here.length > 0 ? `还没提交，有 ${here.length} 处要改` : failure.message}</h2>
      {here.length > 0 && (
        <ul>
          {here.map((one) => (
            <li key={`${one.path} ${one.message}`}>
              {one.name === undefined ? (
                one.message
              ) : (
                <a href={`#${idOf(one.name)}`} onClick={focusTarget}>
                  {one.message}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="hint">
        您写的内容都还在。{failure.reference ? `查错号 ${failure.reference}，告诉管理员就能查到。` : ''}
      </p>
    </div>
  )
}

/** The line under a field that is wrong: what is wrong and what to do. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="err" id={id}>
      <StateMark kind="late" label="出错：" />
      <span>{children}</span>
    </p>
  )
}

/** Says that a draft was put back, and offers to begin again without it. */
export function DraftLine({ at, onDrop }: { at: Date; onDrop: () => void }) {
  return (
    <p className="draft" role="status">
      接着上次没写完的（{spoken(at)}存在这台设备上）。
      <button type="button" className="as-link" onClick={onDrop}>
        不要了，从头写
      </button>
    </p>
  )
}

/** The foot of a form: its one main button, why it is closed if it is, and what the last press did. */
export function FormResult(props: {
  submit: ReactNode
  closed: string | null
  isBusy: boolean
  quiet: boolean | undefined
  beside: ReactNode
  children: ReactNode
}) {
  const whyId = useId()
  return (
    <div className="act">
      <div className="act-row">
        <button
          type="submit"
          className={props.quiet ? 'btn' : 'btn btn-main'}
          aria-disabled={props.closed || props.isBusy ? true : undefined}
          aria-describedby={props.closed ? whyId : undefined}
        >
          {props.isBusy ? '正在存…' : props.submit}
        </button>
        {props.closed && (
          <p className="why" id={whyId}>
            {props.closed}
          </p>
        )}
        {props.beside}
      </div>
      {props.children && <Result>{props.children}</Result>}
    </div>
  )
}

function focusTarget(event: { preventDefault: () => void; currentTarget: HTMLAnchorElement }) {
  event.preventDefault()
  const target = document.getElementById(event.currentTarget.hash.slice(1))
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

function spoken(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getMonth() + 1}月${at.getDate()}日 ${at.getHours()}:${two(at.getMinutes())} `
}
