import { Icon } from '../icons.tsx'
import { Status } from '../status.tsx'

export type Queued = {
  id: string
  title: string
  at: string
  state: 'waiting' | 'sent' | 'refused'
  reason?: string
}

/**
 * What was recorded without a network: a dashed box, each record with when it was made and whether it has gone out. `at` is in
 * words (9月19日 15:10). Shown while off line or while something waits; a refused one says why and can be opened or dropped.
 */
export function Queue(props: { isOnline: boolean; items: readonly Queued[]; onOpen?: (id: string) => void }) {
  if (props.isOnline && props.items.every((item) => item.state === 'sent')) return null
  const { onOpen } = props
  return (
    <section className="queue" aria-live="polite" aria-label="待上传的记录">
      <p>
        <Icon name={props.isOnline ? 'clock' : 'nonet'} />
        {props.isOnline ? '正在上传' : '没有网络，照常记'}
      </p>
      <p>{props.isOnline ? '传完这里就收起来。' : '先存在手机里，有网时自动上传。'}</p>
      {props.items.length > 0 && (
        <ul>
          {props.items.map((item) => (
            <li key={item.id}>
              <span>
                {item.title} <small className="nb">{item.at}</small>
                {item.reason && <small className="why">{item.reason}</small>}
              </span>
              <QueuedState state={item.state} />
              {item.state === 'refused' && onOpen && (
                <button type="button" className="as-link" onClick={() => onOpen(item.id)}>
                  去改
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function QueuedState({ state }: { state: Queued['state'] }) {
  if (state === 'sent') return <Status kind="done">已上传</Status>
  return state === 'waiting' ? <Status kind="local">待上传</Status> : <Status kind="back">没收下</Status>
}
