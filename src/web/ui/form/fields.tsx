import type { HTMLAttributes } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { useField, type Raw } from './store.ts'

/** One line of text; `kind` chooses the keyboard of a phone. The body gets it trimmed, or nothing when empty. */
export function TextField(
  props: FieldProps & {
    kind?: 'text' | 'tel' | 'email' | 'password' | 'code'
    max?: number
    autoComplete?: string
  },
) {
  const field = useField(props)
  const { kind = 'text' } = props
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <input
        {...control(field)}
        type={kind === 'code' ? 'text' : kind}
        inputMode={keyboards[kind]}
        maxLength={props.max}
        autoComplete={props.autoComplete ?? 'off'}
      />
    </Field>
  )
}

const keyboards: Record<string, HTMLAttributes<HTMLInputElement>['inputMode']> = {
  tel: 'tel',
  email: 'email',
  code: 'numeric',
}

/** What nobody types and a draft keeps all the same: the record's own id, so that after a reload it is still the same record. */
export function HiddenField(props: { name: string }) {
  const field = useField({ ...props, label: '' })
  return <input type="hidden" name={props.name} value={textOf(field.raw)} />
}

/** Several lines; with `max` it says how much is written and how much may be. */
export function TextArea(props: FieldProps & { rows?: number; max?: number }) {
  const field = useField(props)
  const written = Array.from(textOf(field.raw)).length
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <textarea {...control(field)} rows={props.rows ?? 4} />
      {props.max !== undefined && (
        <p className={written > props.max ? 'count num over' : 'count num'}>
          {written > props.max
            ? `多了 ${written - props.max} 字，最多 ${props.max} 字`
            : `${written} / ${props.max} 字`}
        </p>
      )}
    </Field>
  )
}

/** A day; the body gets '2026-09-21'. */
export function DateField(props: FieldProps & { from?: string; to?: string }) {
  const field = useField(props)
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <input {...control(field)} type="date" min={props.from} max={props.to} />
    </Field>
  )
}

/** A time of day; the body gets '14:30'. */
export function TimeField(props: FieldProps) {
  const field = useField(props)
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <input {...control(field)} type="time" />
    </Field>
  )
}

/** A day and time in China; the body gets an instant with its zone, '2026-09-21T14:30:00+08:00'. */
export function DateTimeField(props: FieldProps & { from?: string; to?: string }) {
  const field = useField({ ...props, read: inChina })
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <input {...control(field)} type="datetime-local" min={props.from} max={props.to} />
    </Field>
  )
}

function inChina(raw: Raw): string | undefined {
  return typeof raw === 'string' && raw !== '' ? `${raw.length === 16 ? `${raw}:00` : raw}+08:00` : undefined
}

/** A whole or decimal number with its unit beside it; the body gets a number, full-width digits are understood. */
export function NumberField(props: FieldProps & { unit?: string }) {
  const field = useField({ ...props, read: asNumber })
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <span className="with-unit">
        <input
          {...control(field)}
          className={field.problem ? 'in num bad' : 'in num'}
          type="text"
          inputMode="decimal"
        />
        {props.unit && <span>{props.unit}</span>}
      </span>
    </Field>
  )
}

/** The number that was meant, or the text as it stands so that the schema can refuse it. */
function asNumber(raw: Raw): unknown {
  if (typeof raw !== 'string') return undefined
  const digits = raw
    .replace(/[０-９．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[,，\s]/g, '')
  if (digits === '') return undefined
  return Number.isFinite(Number(digits)) ? Number(digits) : raw
}

export type Option = { value: string; label: string; note?: string }

/** One of a few, native; it starts at 「请选」, nothing is chosen for anybody. */
export function SelectField(props: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  const field = useField(props)
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <select {...control(field)}>
        <option value="">{props.placeholder ?? (props.optional ? '不选' : '请选')}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** The text of a raw value, '' for what holds none. */
export function textOf(raw: Raw | undefined): string {
  return typeof raw === 'string' ? raw : ''
}

type Bound = {
  id: string
  raw: Raw | undefined
  set: (value: Raw) => void
  problem: string | undefined
  describedBy: string | undefined
}

/** What joins a native control to its field. */
export function control(field: Bound) {
  return {
    id: field.id,
    className: field.problem ? 'in bad' : 'in',
    value: textOf(field.raw),
    onChange: (event: { currentTarget: { value: string } }) => field.set(event.currentTarget.value),
    'aria-invalid': field.problem ? true : undefined,
    'aria-describedby': field.describedBy,
  }
}
