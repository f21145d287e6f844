import { useEffect, useState } from 'react'
import { inThousands } from '../words.ts'

/**
 * Long work: nothing for a second, then words, after three seconds a bar with done of total and the time left. `onStop` gives
 * 停下; `keepsRunning` says that the page may be left and the result will come as a to-do.
 */
export function LongWork(props: {
  what: string
  done?: number
  total?: number
  unit?: string
  onStop?: () => void
  keepsRunning?: boolean
  /** when it began, ms since 1970; this moment by default */
  startedAt?: number
}) {
  const [mountedAt] = useState(() => Date.now())
  const begun = props.startedAt ?? mountedAt
  const forMs = useElapsed(begun)
  if (forMs < 1_000) return null
  const { done, total } = props
  const hasBar = forMs >= 3_000 && done !== undefined && total !== undefined && total > 0
  return (
    <div className="long" role="status">
      <p className="top">
        <b>{props.what}</b>
        {props.onStop && (
          <button type="button" className="as-link" onClick={props.onStop}>
            停下
          </button>
        )}
      </p>
      {hasBar && <progress max={total} value={done} aria-label={props.what} />}
      <p className="cap num">
        {hasBar
          ? `做好 ${inThousands(done)} ${props.unit ?? '个'}，共 ${inThousands(total)} ${props.unit ?? '个'}${leftWords(done, total, forMs)}。`
          : '请稍等。'}
        {props.keepsRunning && '可以离开这一页，好了会进您的待办。'}
      </p>
    </div>
  )
}

function leftWords(done: number, total: number, forMs: number): string {
  if (done === 0 || done >= total) return ''
  const seconds = Math.ceil(((forMs / done) * (total - done)) / 1_000)
  return seconds < 60
    ? `，大约还要 ${Math.max(5, Math.ceil(seconds / 5) * 5)} 秒`
    : `，大约还要 ${Math.ceil(seconds / 60)} 分钟`
}

function useElapsed(since: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return now - since
}
