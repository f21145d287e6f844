import { beginningOf } from '../../../../platform/beginning.ts'
import { useRead } from '../../../../web/call.ts'
import { staff } from '../../../../web/paths.ts'
import { asDayTime, useTyped } from '../../../../web/ui/staff/index.ts'
import { findLike } from '../../contract.ts'
import { useSettled } from './use-settled.ts'

/** Letters that are enough to be like something, and as many as are asked about. */
const least = 8
const most = 200

/** Items whose wording is like what is being typed in a field, so that the same matter is known before it is stored twice. */
export function LikeWhileTyping({ name }: { name: string }) {
  const typed = useSettled(useTyped(name).trim(), 600)
  const words = Array.from(typed).slice(0, most).join('')
  const isAsked = Array.from(words).length >= least
  const like = useRead(findLike, { query: { words } }, { enabled: isAsked })
  const rows = isAsked ? (like.data?.rows ?? []) : []
  return (
    <div aria-live="polite">
      {rows.length > 0 && (
        <section aria-label="像是同一件">
          <p className="hint">像是同一件，照样可以存；存下以后在那一条的页面上并入：</p>
          <ul className="plain">
            {rows.map((one) => (
              <li key={one.id}>
                <a href={staff.opinion(one.id)} target="_blank" rel="noreferrer">
                  {[one.number, beginningOf(one.words, 30)].filter(Boolean).join(' ')}
                </a>
                <span className="note">
                  {' '}
                  {one.stateLabel}，{asDayTime(one.receivedAt)}，字面相近 {one.likeness} %
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
