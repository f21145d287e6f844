import type { ReactNode } from 'react'
import { StateMark } from '../marks.tsx'

export type PublicProblem = { path: string; message: string }
type Common = {
  name: string
  label: string
  typed: Readonly<Record<string, string>>
  problems: readonly PublicProblem[]
  optional?: boolean
  /** needed or not by another answer: neither demanded by the browser nor called 可以不填 */
  depends?: boolean
  hint?: ReactNode
}

/** At the head of a form that came back: how many places, a link to each, and that nothing is lost. */
export function Problems({ problems, words }: { problems: readonly PublicProblem[]; words?: string | null }) {
  if (problems.length === 0 && !words) return null
  return (
    <div className="sum" role="alert" tabIndex={-1} id="problems">
      <h2>{problems.length > 0 ? `还没提交，有 ${problems.length} 处要改` : words}</h2>
      {problems.map((one) => (
        <p key={`${one.path} ${one.message}`}>
          <a href={`#${one.path}`}>{one.message}</a>
        </p>
      ))}
      <p className="hint">您写的内容都还在，改好再提交就行。</p>
    </div>
  )
}

/** One line; `kind` chooses the keyboard. `isPrivate` keeps it out of the phone's draft. */
export function Line(
  props: Common & {
    kind?: 'text' | 'tel' | 'code'
    max?: number
    isPrivate?: boolean
    autoComplete?: string
  },
) {
  return (
    <Labelled {...props}>
      <input
        {...bound(props)}
        type={props.kind === 'tel' ? 'tel' : 'text'}
        inputMode={props.kind === 'code' ? 'numeric' : undefined}
        maxLength={props.max}
        autoComplete={props.autoComplete ?? 'off'}
        data-private={props.isPrivate ? '' : undefined}
      />
    </Labelled>
  )
}

/** Several lines. */
export function Lines(props: Common & { rows?: number; max?: number }) {
  const { defaultValue, ...rest } = bound(props)
  return (
    <Labelled {...props}>
      <textarea {...rest} rows={props.rows ?? 5} maxLength={props.max} defaultValue={defaultValue} />
    </Labelled>
  )
}

/** Photographs by the native control, which keeps its own list of names; says 严禁上传涉密内容. */
export function Photos(props: Common & { many?: boolean }) {
  return (
    <Labelled {...props} hint={<>{props.hint}严禁上传涉密内容。</>}>
      <input
        id={props.name}
        name={props.name}
        className="in"
        type="file"
        accept="image/*"
        multiple={props.many}
        aria-describedby={`${props.name}-hint`}
      />
    </Labelled>
  )
}

/** One of a few, large enough for a thumb; nothing is chosen beforehand. `inset` stands under its option. */
export function Choose(
  props: Common & {
    options: readonly { value: string; label: string; note?: string; inset?: ReactNode }[]
    large?: boolean
  },
) {
  const problem = problemOf(props)
  return (
    <fieldset className="field" aria-describedby={problem ? `${props.name}-error` : undefined}>
      <legend>
        {props.label}
        {props.optional && <span className="opt">可以不填</span>}
      </legend>
      <div className={props.large ? 'rate' : undefined} id={props.name} tabIndex={-1}>
        {props.options.map((option) => (
          <div key={option.value}>
            <label className={props.large ? undefined : 'pick'}>
              <input
                type="radio"
                name={props.name}
                value={option.value}
                defaultChecked={props.typed[props.name] === option.value}
              />
              <span>{option.label}</span>
              {option.note && <small>{option.note}</small>}
            </label>
            {option.inset && <div className="inset">{option.inset}</div>}
          </div>
        ))}
      </div>
      <Wrong name={props.name} problem={problem} />
      <Hint name={props.name} hint={props.hint} />
    </fieldset>
  )
}

/** The one main button of a form and what follows from it. */
export function Submit({ children, say }: { children: ReactNode; say?: ReactNode }) {
  return (
    <div className="act">
      <button className="btn btn-main" type="submit">
        {children}
      </button>
      {say && <p className="say">{say}</p>}
    </div>
  )
}

function Labelled(props: Common & { children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={props.name}>
        {props.label}
        {props.optional && <span className="opt">可以不填</span>}
      </label>
      {props.children}
      <Wrong name={props.name} problem={problemOf(props)} />
      <Hint name={props.name} hint={props.hint} />
    </div>
  )
}

function Wrong({ name, problem }: { name: string; problem: string | undefined }) {
  if (!problem) return null
  return (
    <p className="err" id={`${name}-error`}>
      <StateMark kind="late" label="出错：" />
      <span>{problem}</span>
    </p>
  )
}

function Hint({ name, hint }: { name: string; hint: ReactNode }) {
  return hint ? (
    <p className="hint" id={`${name}-hint`}>
      {hint}
    </p>
  ) : null
}

function bound(props: Common) {
  const problem = problemOf(props)
  const described = [problem ? `${props.name}-error` : '', props.hint ? `${props.name}-hint` : '']
    .filter(Boolean)
    .join(' ')
  return {
    id: props.name,
    name: props.name,
    className: problem ? 'in bad' : 'in',
    defaultValue: props.typed[props.name],
    required: !props.optional && !props.depends,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': described || undefined,
  }
}

function problemOf(props: Common): string | undefined {
  return props.problems.find((one) => one.path === props.name)?.message
}
