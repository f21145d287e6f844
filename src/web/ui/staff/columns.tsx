import { useState } from 'react'
import { Icon } from '../icons.tsx'
import { Popup } from './popup.tsx'

type Choosable = { key: string; title: unknown; name?: string; hidden?: boolean; hideable?: boolean }

/** Which columns of a table the reader hides, remembered on this machine under the table's id. */
export function useHiddenColumns(id: string, columns: readonly Choosable[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => keptColumns(id) ?? new Set(columns.filter((c) => c.hidden).map((c) => c.key)),
  )
  function keep(next: ReadonlySet<string>) {
    setHidden(next)
    try {
      localStorage.setItem(`columns:${id}`, JSON.stringify([...next]))
    } catch {
      return
    }
  }
  return [hidden, keep] as const
}

/** Ticks for the columns that may be hidden. */
export function ColumnChooser(props: {
  columns: readonly Choosable[]
  hidden: ReadonlySet<string>
  onChange: (hidden: ReadonlySet<string>) => void
}) {
  function flip(key: string) {
    const next = new Set(props.hidden)
    if (!next.delete(key)) next.add(key)
    props.onChange(next)
  }
  return (
    <Popup
      side="right"
      label={
        <>
          <Icon name="list" />
          看哪些列
        </>
      }
    >
      <fieldset className="ticks">
        <legend className="off">看哪些列</legend>
        {props.columns.map((column) => (
          <label key={column.key} className="pick">
            <input
              type="checkbox"
              checked={!props.hidden.has(column.key)}
              onChange={() => flip(column.key)}
            />
            {column.name ?? (typeof column.title === 'string' ? column.title : column.key)}
          </label>
        ))}
      </fieldset>
    </Popup>
  )
}

function keptColumns(id: string): ReadonlySet<string> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`columns:${id}`) ?? 'null')
    return Array.isArray(kept) ? new Set(kept.filter((one) => typeof one === 'string')) : null
  } catch {
    return null
  }
}
