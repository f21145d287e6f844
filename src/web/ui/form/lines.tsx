import { useCallback } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { control, textOf } from './fields.tsx'
import { useField, type Raw } from './store.ts'

/**
 * Many things in one box, one a line; how it will be split is shown under it before it is saved, counted in `unit` (条, 件).
 * The body gets the list of lines, or nothing when there is none.
 */
export function LinesField(
  props: FieldProps & { unit: string; split: (text: string) => string[]; rows?: number },
) {
  const { split, unit } = props
  const read = useCallback(
    (raw: Raw) => {
      const lines = split(textOf(raw))
      return lines.length > 0 ? lines : undefined
    },
    [split],
  )
  const field = useField({ ...props, read })
  const lines = split(textOf(field.raw))
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <textarea {...control(field)} rows={props.rows ?? 3} />
      {lines.length > 0 && (
        <div role="status">
          <p className="count">
            会记成 {lines.length} {unit}
          </p>
          <ol className="split">
            {lines.map((line, index) => (
              <li key={`${index}-${line}`}>{line}</li>
            ))}
          </ol>
        </div>
      )}
    </Field>
  )
}
