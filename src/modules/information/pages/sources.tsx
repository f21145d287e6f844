import { beginningOf } from '../../../platform/beginning.ts'
import { Link } from 'react-router'
import { below } from '../../../web/frame.tsx'
import { staff } from '../../../web/paths.ts'
import type { SourceOpinion } from '../contract.ts'

/** The opinions that went into a record, each leading back to its own page; `onRemove` puts one back into the pool. */
export function Sources(props: { opinions: SourceOpinion[]; onRemove?: (leadId: string) => void }) {
  const { onRemove } = props
  if (props.opinions.length === 0) return <p className="note">没有来自群众意见的来源。</p>
  return (
    <ul className="plain">
      {props.opinions.map((one) => (
        <li key={one.leadId}>
          <Link to={below(staff.opinion(one.opinionId))}>{beginningOf(one.words, 40)}</Link>
          <span className="note">
            　{[one.number, one.venueName, one.stateLabel, one.note].filter(Boolean).join('，')}
          </span>
          {onRemove && (
            <button type="button" className="as-link" onClick={() => onRemove(one.leadId)}>
              放回线索池
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
