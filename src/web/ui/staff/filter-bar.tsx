import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../icons.tsx'
import type { Option } from '../form/fields.tsx'

/**
 * One row above a list: filters, the count in words, tools at the right. Filters are kept in the address by the page (`useQuery`
 * or its own setSearchParams), so that a link reproduces the view.
 */
export function FilterBar({
  children,
  said,
  tools,
}: {
  children?: ReactNode
  said?: ReactNode
  tools?: ReactNode
}) {
  return (
    <div className="filters" role="search" aria-label="筛选">
      {children}
      {said && (
        <span className="note" role="status">
          {said}
        </span>
      )}
      {tools && <div className="end">{tools}</div>}
    </div>
  )
}

/** A native select that shows label and value: 「来源 全部」. `value` '' is 全部. */
export function Select(props: {
  label: string
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
  all?: string | null
}) {
  const all = props.all === undefined ? '全部' : props.all
  const chosen = props.options.find((option) => option.value === props.value)?.label ?? all ?? ''
  return (
    <label className="sel">
      <span>{props.label}</span>
      <b aria-hidden="true">{chosen}</b>
      <Icon name="down" />
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {all !== null && <option value="">{all}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Words to search for; told to the page half a second after the last key, or at once on Enter. */
export function SearchBox(props: {
  label: string
  value: string
  onChange: (words: string) => void
  width?: number
}) {
  const [typed, setTyped] = useState(props.value)
  const told = useRef(props.value)
  const { value, onChange } = props
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    const timer = setTimeout(() => tell(typed), 500)
    return () => clearTimeout(timer)
  })
  function tell(words: string) {
    if (words.trim() === told.current) return
    told.current = words.trim()
    onChange(words.trim())
  }
  function find(event: FormEvent) {
    event.preventDefault()
    tell(typed)
  }
  return (
    <form className="search-box" onSubmit={find}>
      <label className="find" style={props.width ? { width: props.width } : {}}>
        <Icon name="search" />
        <span className="off">{props.label}</span>
        <input
          type="search"
          placeholder={props.label}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
    </form>
  )
}

/** A switch between a few views of the same thing, each with its own address: 市州｜县市区｜工作室. */
export function Switch({
  label,
  views,
}: {
  label: string
  views: readonly { label: ReactNode; to: string; here?: boolean }[]
}) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {views.map((view) => (
        <Link key={view.to} to={view.to} aria-current={view.here ? 'true' : undefined}>
          {view.label}
        </Link>
      ))}
    </div>
  )
}
