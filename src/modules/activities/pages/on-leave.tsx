import { useEffect, useRef } from 'react'

/**
 * Asked once before people on approved leave are recorded as come: who they are, and what becomes of the leave. An attendance
 * after a leave stands, so the answer is the convener's. (domain.md C25)
 */
export function OnLeaveQuestion(props: {
  names: readonly string[]
  /** how many of the ticked are not on leave */
  others: number
  busy: boolean
  onAll: () => void
  onOthers: () => void
  onBack: () => void
}) {
  const { names, others } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      className="confirm on-leave"
      role="group"
      aria-label="有人请了假"
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onBack()
      }}
    >
      <p className="said">
        {names.join('、')}
        {names.length > 1 ? `这 ${names.length} 位` : ''}请了假，也勾上了。人来了就仍记到场，请假不再算。
      </p>
      <div className="btns">
        <button type="button" className="btn btn-main" disabled={props.busy} onClick={props.onAll}>
          仍记到场，共 {names.length + others} 人
        </button>
        {others > 0 && (
          <button type="button" className="btn" disabled={props.busy} onClick={props.onOthers}>
            请假的不记，只记 {others} 人
          </button>
        )}
        <button type="button" className="btn" onClick={props.onBack}>
          回去再看看
        </button>
      </div>
    </div>
  )
}
