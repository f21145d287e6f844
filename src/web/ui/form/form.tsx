import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react'
import type { output, ZodType } from 'zod'
import { useDraft } from './draft.ts'
import { DraftLine, ErrorSummary, FormResult } from './summary.tsx'
import { failureOf, type Failure, type FieldProblem } from './failure.ts'
import { useStartingValues } from './starting.ts'
import { bodyOf, fieldId, FormContext, type FieldHandle, type Raw } from './store.ts'

/**
 * The one form of the house. Fields stand inside it by name; `schema` (from the contract) turns what was typed into the body.
 * - `onSubmit(body, {key})`: key is the idempotency key, the same while the body is the same. Throwing shows the failure with
 *   its fields, nothing typed is lost; returning words shows them beside the button.
 * - `submit`: the button's words, pressed by Ctrl+Enter from any field too; `closed`: why it may not be pressed now.
 * - `draftKey`: keeps a draft on this machine every 5 s and offers it again; fields marked `isPrivate` and files are never kept.
 * - `initial`: dotted name → raw value. `problems`: found elsewhere, shown beside their fields. `beside`: more at the button.
 */
export function Form<Schema extends ZodType>(props: {
  schema: Schema
  onSubmit: (body: output<Schema>, attempt: { key: string }) => Promise<ReactNode | void>
  submit: ReactNode
  children: ReactNode
  initial?: Readonly<Record<string, Raw>>
  draftKey?: string
  closed?: string | null
  problems?: readonly FieldProblem[]
  beside?: ReactNode
  quiet?: boolean
}) {
  const id = useId()
  const box = useRef<HTMLFormElement>(null)
  const handles = useRef(new Map<string, FieldHandle>())
  const lastAttempt = useRef({ key: newKey(), body: '' })
  const starting = useStartingValues(props.draftKey, props.initial)
  const [values, setValues] = useState<ReadonlyMap<string, Raw>>(starting.values)
  const [isTouched, setTouched] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [names, setNames] = useState<readonly string[]>([])
  const [failedTimes, setFailedTimes] = useState(0)
  const [result, setResult] = useState<ReactNode>(null)

  const isPrivate = (name: string) => handles.current.get(name)?.isPrivate ?? false
  const forgetDraft = useDraft(props.draftKey, isTouched ? values : null, isPrivate)
  const register = useCallback((handle: FieldHandle) => {
    handles.current.set(handle.name, handle)
    return () => void handles.current.delete(handle.name)
  }, [])
  const set = useCallback((name: string, value: Raw) => {
    setTouched(true)
    setResult(null)
    setValues((old) => new Map(old).set(name, value))
    setFailure((old) => old && without(old, name))
  }, [])

  const problems = useMemo(
    () => [...(failure?.problems ?? []), ...(props.problems ?? [])],
    [failure, props.problems],
  )
  const store = useMemo(
    () => ({ id, values, problems, isBusy, set, register }),
    [id, values, problems, isBusy, set, register],
  )
  useEffect(() => {
    if (failedTimes > 0) focusFirstBad(box.current)
  }, [failedTimes])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy || props.closed) return
    const parsed = props.schema.safeParse(bodyOf(values, handles.current.values()))
    if (!parsed.success) return refuse(unfilled(parsed.error.issues, handles.current, values))
    setBusy(true)
    setFailure(null)
    try {
      const said = await props.onSubmit(parsed.data, { key: keyFor(parsed.data) })
      forgetDraft()
      setTouched(false)
      lastAttempt.current = { key: newKey(), body: '' }
      setResult(said ?? null)
    } catch (thrown) {
      refuse(failureOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  function refuse(why: Failure) {
    setNames([...handles.current.keys()])
    setFailure(why)
    setFailedTimes((times) => times + 1)
  }

  function keyFor(data: unknown): string {
    const body = JSON.stringify(data) ?? ''
    if (lastAttempt.current.body !== body) lastAttempt.current = { key: newKey(), body }
    return lastAttempt.current.key
  }

  function startOver() {
    forgetDraft()
    setTouched(false)
    setValues(starting.withoutDraft())
  }

  return (
    <FormContext.Provider value={store}>
      <form
        ref={box}
        className="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
        }}
      >
        {starting.restoredAt && <DraftLine at={starting.restoredAt} onDrop={startOver} />}
        {failure && <ErrorSummary failure={failure} names={names} idOf={(name) => fieldId(id, name)} />}
        {props.children}
        <FormResult
          submit={props.submit}
          closed={props.closed ?? null}
          isBusy={isBusy}
          quiet={props.quiet}
          beside={props.beside}
        >
          {result}
        </FormResult>
      </form>
    </FormContext.Provider>
  )
}

type Issue = { path: readonly PropertyKey[]; message: string }

/** What the schema found, in people's words: an empty field is 「还没填」, any other message is the contract's own. */
function unfilled(
  issues: readonly Issue[],
  handles: ReadonlyMap<string, FieldHandle>,
  values: ReadonlyMap<string, Raw>,
): Failure {
  const problems = issues.map((issue) => {
    const path = issue.path.map(String).join('.')
    const handle = handles.get(path)
    const isEmpty = handle !== undefined && handle.read(values.get(path) ?? '') === undefined
    return { path, message: isEmpty ? `「${handle.label}」还没填。` : inChinese(issue.message) }
  })
  return { message: '', problems }
}

/** The failure once a field is being mended; gone when that was the last one at fault. */
function without(failure: Failure, name: string): Failure | null {
  const problems = failure.problems.filter((one) => one.path !== name)
  return problems.length === 0 && failure.problems.length > 0 ? null : { ...failure, problems }
}

function inChinese(message: string): string {
  return /[一-鿿]/.test(message) ? message : '这一格填得不对，请看下面的说明再改。'
}

function focusFirstBad(form: HTMLFormElement | null): void {
  const bad =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>('.sum')
  bad?.focus()
}

/** An idempotency key from getRandomValues, since randomUUID is not in Chrome 90. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
