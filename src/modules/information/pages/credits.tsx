import { useState } from 'react'
import { useRead, useWrite } from '../../../web/call.ts'
import { ErrorNote, failureOf } from '../../../web/ui/staff/index.ts'
import { listMembers } from '../../members/contract.ts'
import { type Information, setCredits } from '../contract.ts'
import { type CreditPart, creditParts } from '../rules.ts'

const parts = ['heard', 'replied', 'wrote'] as const

/** Members who heard, answered or wrote it; added by name while it is edited. */
export function Credits({ information }: { information: Information }) {
  const write = useWrite(setCredits)
  const [typed, setTyped] = useState('')
  const [part, setPart] = useState<CreditPart>('wrote')
  const [failed, setFailed] = useState<string | null>(null)
  const found = useRead(
    listMembers,
    { query: { search: typed, size: 5, committeeId: information.committeeId } },
    { enabled: information.mayEdit && typed.trim().length > 0 },
  )
  const set = async (credits: { personId: string; part: CreditPart }[]) => {
    try {
      await write.send({
        params: { id: information.id },
        body: { credits: credits.map(({ personId, part: given }) => ({ personId, part: given })) },
      })
      setTyped('')
      setFailed(null)
    } catch (thrown) {
      setFailed(failureOf(thrown).message)
    }
  }
  return (
    <>
      {information.credits.length === 0 && <p className="note">还没有记。</p>}
      <ul className="plain">
        {information.credits.map((one) => (
          <li key={`${one.personId} ${one.part}`}>
            {one.name}
            <span className="note"> {creditParts[one.part]} </span>
            {information.mayEdit && (
              <button
                type="button"
                className="as-link"
                onClick={() => void set(information.credits.filter((other) => other !== one))}
              >
                去掉
              </button>
            )}
          </li>
        ))}
      </ul>
      {information.mayEdit && (
        <div className="field">
          <label htmlFor="credit">加一位委员</label>
          <input
            id="credit"
            className="in"
            placeholder="打名字或拼音"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <select
            className="in"
            aria-label="做了什么"
            value={part}
            onChange={(event) => setPart(parts.find((one) => one === event.currentTarget.value) ?? 'wrote')}
          >
            {parts.map((one) => (
              <option key={one} value={one}>
                {creditParts[one]}
              </option>
            ))}
          </select>
          {typed.trim() !== '' &&
            (found.data?.rows ?? []).map((row) => (
              <button
                key={row.id}
                type="button"
                className="btn"
                onClick={() => void set([...information.credits, { personId: row.id, part }])}
              >
                {row.name}
                {row.sector && `（${row.sector}）`}
              </button>
            ))}
        </div>
      )}
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </>
  )
}
