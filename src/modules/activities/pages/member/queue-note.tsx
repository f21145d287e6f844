import type { Signed } from '../../../../web/member-frame.tsx'
import { drop } from '../../../../web/queue.ts'
import { Queue, asDayTime } from '../../../../web/ui/member/index.ts'

/** What was recorded without a network: waiting, gone out, or not taken and why; a refused one can be dropped. */
export function QueueNote({ queue, isOnline }: Signed) {
  const items = [
    ...queue.items.map((item) => ({
      id: item.id,
      title: item.title,
      at: asDayTime(item.happenedAt),
      state: item.state,
      ...(item.reason ? { reason: item.reason } : {}),
    })),
    ...queue.sent.map((item) => ({
      id: item.id,
      title: item.title,
      at: asDayTime(item.happenedAt),
      state: 'sent' as const,
    })),
  ]
  return (
    <>
      <Queue isOnline={isOnline} items={items} />
      {queue.items
        .filter((item) => item.state === 'refused')
        .map((item) => (
          <p key={item.id} className="why">
            “{item.title}”没收下。
            <button type="button" className="as-link" onClick={() => void drop(item.id)}>
              不传了，从手机上去掉
            </button>
          </p>
        ))}
    </>
  )
}
