import { createContext, useContext, useEffect } from 'react'
import type { FieldProblem } from './failure.ts'

/** What a field holds while it is being filled in: text, ticked values, one tick, or chosen files. */
export type Raw = string | boolean | readonly string[] | readonly File[]

/** What a field tells its form: how its raw value goes into the body (undefined leaves it out), and its name for people. */
export type FieldHandle = { name: string; label: string; isPrivate: boolean; read: (raw: Raw) => unknown }

export type FormStore = {
  id: string
  values: ReadonlyMap<string, Raw>
  problems: readonly FieldProblem[]
  isBusy: boolean
  set: (name: string, value: Raw) => void
  register: (handle: FieldHandle) => () => void
}

export const FormContext = createContext<FormStore | null>(null)

/** The form around a field; a field outside a form is a mistake of ours, so it throws. */
export function useForm(): FormStore {
  const form = useContext(FormContext)
  if (!form) throw new Error('A field stands outside a Form')
  return form
}

/** Ties a field to its form: the raw value, the setter, the ids that join label, hint and error, and the error itself. */
export function useField(field: {
  name: string
  label: string
  isPrivate?: boolean
  hint?: unknown
  read?: FieldHandle['read']
}) {
  const form = useForm()
  const { register } = form
  const { name, label, isPrivate = false, read = plain } = field
  useEffect(() => register({ name, label, isPrivate, read }), [register, name, label, isPrivate, read])
  const id = fieldId(form.id, name)
  const problem = form.problems.find((one) => one.path === name || one.path.startsWith(`${name}.`))?.message
  const describedBy =
    [problem ? `${id}-error` : '', field.hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined
  return {
    id,
    raw: form.values.get(name),
    set: (value: Raw) => form.set(name, value),
    problem,
    describedBy,
    isBusy: form.isBusy,
  }
}

/** What stands in a field of text now, for what is shown beside while one types. */
export function useTyped(name: string): string {
  const raw = useForm().values.get(name)
  return typeof raw === 'string' ? raw : ''
}

/** The id of a field's control, so that the summary of errors can link to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name.replaceAll('.', '-')}`
}

/** The body of a form: dotted names become nested objects, empty text and what was never touched are left out. */
export function bodyOf(values: ReadonlyMap<string, Raw>, handles: Iterable<FieldHandle>): object {
  const body: Record<string, unknown> = {}
  for (const handle of handles) {
    const raw = values.get(handle.name)
    const value = raw === undefined ? undefined : handle.read(raw)
    if (value !== undefined) put(body, handle.name.split('.'), value)
  }
  return body
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    into[head] = value
    return
  }
  const inner: Record<string, unknown> = {}
  const found = into[head]
  if (typeof found === 'object' && found !== null) Object.assign(inner, found)
  put(inner, rest, value)
  into[head] = inner
}

function plain(raw: Raw): unknown {
  return typeof raw === 'string' ? raw.trim() || undefined : raw
}
