import { useState } from 'react'
import type { z } from 'zod'
import { useRead } from '../../../web/call.ts'
import { type Candidate, listCandidates } from '../contract.ts'

export type Guest = z.output<typeof Candidate>

/** Finds a guest: one's own 政协 by name or 编号; another's by 编号, or by name together with its 政协. */
export function Guests({ id, onAdd }: { id: string; onAdd: (guest: Guest) => void }) {
  const [words, setWords] = useState('')
  const [committee, setCommittee] = useState('')
  const search = words.trim()
  const found = useRead(
    listCandidates,
    {
      params: { id },
      query: {
        search: search || '-',
        size: 12,
        ...(committee.trim() ? { committee: committee.trim() } : {}),
      },
    },
    { enabled: search !== '' },
  )
  return (
    <div className="form">
      <div className="two guest">
        <div className="field">
          <label htmlFor="guest">姓名、首字母或编号</label>
          <input
            id="guest"
            className="in"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="guest-of">
            哪个政协<span className="opt">别的政协的委员要填</span>
          </label>
          <input
            id="guest-of"
            className="in"
            placeholder="例如：湘北县"
            value={committee}
            onChange={(event) => setCommittee(event.currentTarget.value)}
          />
        </div>
      </div>
      {search !== '' && found.data && (
        <ul className="found">
          {found.data.rows.map((guest) => (
            <li key={`${guest.personId}-${guest.no}`}>
              <button type="button" className="as-link" onClick={() => onAdd(guest)}>
                加上{guest.name}
              </button>
              <span className="note">
                {guest.committeeName}，编号 {guest.no}
              </span>
            </li>
          ))}
          {found.data.rows.length === 0 && (
            <li className="note">没有找到。别的政协的委员，请填编号，或姓名加哪个政协。</li>
          )}
        </ul>
      )}
    </div>
  )
}
