import { useId, useState } from 'react'
import { useRead } from '../../../../web/call.ts'
import { Select } from '../../../../web/ui/staff/index.ts'
import { type LikeItem, listItems } from '../../contract.ts'
import { lineOf } from './line-of.ts'
import { useSettled } from './use-settled.ts'

const most = 20
const typingMs = 400
/** what the server refuses as a place to join */
const ended = new Set(['withdrawn', 'invalid', 'merged'])

/** Which item this one is joined with: one of like wording, or any of the 政协, found by its number or its words. */
export function MergeInto(props: {
  id: string
  like: readonly LikeItem[]
  value: string
  onChange: (id: string) => void
}) {
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), typingMs)
  const found = useRead(listItems, { query: { search, size: most } }, { enabled: search !== '' })
  const rows =
    search === ''
      ? props.like
      : (found.data?.rows ?? []).filter(({ id, state }) => id !== props.id && !ended.has(state))
  const fieldId = useId()
  return (
    <div className="whole">
      <div className="field">
        <label htmlFor={fieldId}>
          按编号或字句找要并入的那一条<span className="opt">可以不填</span>
        </label>
        <input
          id={fieldId}
          className="in"
          maxLength={40}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            props.onChange('')
          }}
        />
        {search === '' && props.like.length === 0 && (
          <p className="hint">没有字面相近的。知道编号的，填在这里。</p>
        )}
        {search !== '' && found.data && rows.length === 0 && (
          <p className="hint">没有找到“{search}”，换个编号或字句试试。</p>
        )}
      </div>
      {rows.length > 0 && (
        <Select
          label="并入哪一条"
          value={props.value}
          all="还没选"
          options={rows.map((one) => ({ value: one.id, label: lineOf(one) }))}
          onChange={props.onChange}
        />
      )}
    </div>
  )
}
