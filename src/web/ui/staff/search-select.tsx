import { Select } from 'antd'
import { Field, type FieldProps } from '../form/field.tsx'
import { textOf, type Option } from '../form/fields.tsx'
import { useField } from '../form/store.ts'

/**
 * One of many (a person, a unit, a venue), found by typing. `options` is what matches now; with `onSearch` the page looks up
 * more, without it the given ones are narrowed by label. The body gets its value.
 */
export function SearchSelect(
  props: FieldProps & { options: readonly Option[]; onSearch?: (words: string) => void; isLooking?: boolean },
) {
  const field = useField(props)
  const { onSearch } = props
  return (
    <Field {...props} id={field.id} problem={field.problem}>
      <Select
        id={field.id}
        className="search-select"
        showSearch={onSearch ? { onSearch, filterOption: false } : { optionFilterProp: 'label' }}
        allowClear={props.optional ?? false}
        placeholder="打几个字找"
        value={textOf(field.raw) || null}
        onChange={(value: string | null | undefined) => field.set(value ?? '')}
        options={props.options.map((option) => ({
          value: option.value,
          label: option.note ? `${option.label}　${option.note}` : option.label,
        }))}
        loading={props.isLooking ?? false}
        notFoundContent={props.isLooking ? '正在找…' : '没有找到，换几个字试试'}
        {...(field.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        {...(field.describedBy ? { 'aria-describedby': field.describedBy } : {})}
      />
    </Field>
  )
}
