import type { ReactNode } from 'react'
import { Bridge, StateMark } from './marks.tsx'

/** Why a list is empty, in a sentence, and the one next step: a button or a link. */
export function Empty({ why, next }: { why: ReactNode; next?: ReactNode }) {
  return (
    <div className="empty">
      <Bridge />
      <p>{why}</p>
      {next && <p className="next">{next}</p>}
    </div>
  )
}

/** What the last press did and what comes next, where the press was; read aloud when it appears. */
export function Result({ children }: { children: ReactNode }) {
  return (
    <p className="result" role="status">
      {children}
    </p>
  )
}

/**
 * What went wrong and what to do, in a sentence. `reference` is the 查错号 to tell an administrator, for what we did not
 * expect; `missing` is the one sentence for what is not there or may not be seen.
 */
export function ErrorNote(props: {
  children?: ReactNode
  reference?: string
  missing?: boolean
  again?: () => void
}) {
  return (
    <div className={props.missing ? 'trouble missing' : 'trouble'} role="alert">
      <p className="err">
        <StateMark kind={props.missing ? 'off' : 'late'} />
        <span>
          {props.missing
            ? '这一页没有，或您看不到。请回上一页，或找给您链接的人。'
            : (props.children ?? unexpected)}
        </span>
      </p>
      {props.reference && <p className="ref num">查错号 {props.reference}，告诉管理员就能查到</p>}
      {props.again && (
        <p className="next">
          <button type="button" className="btn" onClick={props.again}>
            再试一次
          </button>
        </p>
      )}
    </div>
  )
}

/** The sentence for a failure of ours whose cause the user can't mend. */
export const unexpected = '没办成，是我们的问题。请过一分钟再按一次，不会重复。'
