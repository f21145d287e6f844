import { FieldGroup, type FieldProps } from './field.tsx'
import type { Option } from './fields.tsx'
import { FieldError } from './summary.tsx'
import { useField, type Raw } from './store.ts'

/** Any of several; the body gets the ticked values, or nothing when none. `chips` lays them out as pressable slips. */
export function CheckGroup(props: FieldProps & { options: readonly Option[]; chips?: boolean }) {
  const field = useField({ ...props, read: ticked })
  const chosen = listOf(field.raw)
  return (
    <FieldGroup {...props} id={field.id} problem={field.problem} note="可以多选">
      <div className={props.chips ? 'chips' : 'picks'} id={field.id} tabIndex={-1}>
        {props.options.map((option) => {
          const isOn = chosen.includes(option.value)
          return (
            <label key={option.value} className={slip(props.chips, isOn)}>
              <input
                type="checkbox"
                checked={isOn}
                aria-invalid={field.problem ? true : undefined}
                onChange={() =>
                  field.set(isOn ? chosen.filter((one) => one !== option.value) : [...chosen, option.value])
                }
              />
              <Words option={option} />
            </label>
          )
        })}
      </div>
    </FieldGroup>
  )
}

/** Exactly one of a few, all in sight; nothing is chosen beforehand. The body gets its value, as `read` has it. */
export function RadioGroup(
  props: FieldProps & { options: readonly Option[]; chips?: boolean; read?: (raw: Raw) => unknown },
) {
  const field = useField(props)
  return (
    <FieldGroup {...props} id={field.id} problem={field.problem}>
      <div className={props.chips ? 'chips' : 'picks'} id={field.id} tabIndex={-1}>
        {props.options.map((option) => (
          <label key={option.value} className={slip(props.chips, field.raw === option.value)}>
            <input
              type="radio"
              name={field.id}
              checked={field.raw === option.value}
              aria-invalid={field.problem ? true : undefined}
              onChange={() => field.set(option.value)}
            />
            <Words option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

/** One yes or no; the body gets true or false. */
export function Check(props: FieldProps) {
  const field = useField({ ...props, read: isTrue })
  return (
    <div className="field field-check">
      <label className="pick">
        <input
          id={field.id}
          type="checkbox"
          checked={field.raw === true}
          aria-invalid={field.problem ? true : undefined}
          aria-describedby={field.describedBy}
          onChange={(event) => field.set(event.currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      {field.problem && <FieldError id={`${field.id}-error`}>{field.problem}</FieldError>}
      {props.hint && (
        <p className="hint" id={`${field.id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

function Words({ option }: { option: Option }) {
  return (
    <span>
      {option.label}
      {option.note && <small>{option.note}</small>}
    </span>
  )
}

function slip(isChip: boolean | undefined, isOn: boolean): string {
  if (!isChip) return 'pick'
  return isOn ? 'chip on' : 'chip'
}

function listOf(raw: Raw | undefined): string[] {
  if (raw === undefined || typeof raw === 'string' || typeof raw === 'boolean') return []
  return [...raw].flatMap((one) => (typeof one === 'string' ? [one] : []))
}

function ticked(raw: Raw): string[] | undefined {
  const chosen = listOf(raw)
  return chosen.length > 0 ? chosen : undefined
}

function isTrue(raw: Raw): boolean {
  return raw === true
}
