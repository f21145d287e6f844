import type { ReactNode } from 'react'
import { FieldError } from './summary.tsx'

/** What every field takes: its dotted name in the body, its label, whether it may be left out, a hint under it, a private mark. */
export type FieldProps = {
  name: string
  label: string
  optional?: boolean
  hint?: ReactNode
  isPrivate?: boolean
}

/** Label above, control, what is wrong, hint: one column. Required is unmarked, optional says 可以不填. */
export function Field(props: {
  id: string
  label: string
  optional?: boolean | undefined
  hint?: ReactNode
  problem?: string | undefined
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="field">
      <label htmlFor={props.id}>
        {props.label}
        {props.optional && <span className="opt">可以不填</span>}
        {props.note && <span className="opt">{props.note}</span>}
      </label>
      {props.children}
      {props.problem && <FieldError id={`${props.id}-error`}>{props.problem}</FieldError>}
      {props.hint && (
        <p className="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

/** The same around a group of ticks, where the label is the legend of a fieldset. */
export function FieldGroup(props: {
  id: string
  label: string
  optional?: boolean | undefined
  hint?: ReactNode
  problem?: string | undefined
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <fieldset className="field" aria-describedby={props.problem ? `${props.id}-error` : undefined}>
      <legend>
        {props.label}
        {props.optional && <span className="opt">可以不填</span>}
        {props.note && <span className="opt">{props.note}</span>}
      </legend>
      {props.children}
      {props.problem && <FieldError id={`${props.id}-error`}>{props.problem}</FieldError>}
      {props.hint && (
        <p className="hint" id={`${props.id}-hint`}>
          {props.hint}
        </p>
      )}
    </fieldset>
  )
}
