import { useEffect } from 'react'
import { CallError } from './call.ts'
import { useLatest } from './ui/latest.ts'

/** What is said of a text that stores itself and could not, and whether that mends itself: there is no button to press again. */
export const unstored = (thrown: unknown): { words: string; passes: boolean } => {
  if (!(thrown instanceof CallError))
    return { words: '没存上，是我们的问题。写的还在这台设备上，请过一会儿再改一改。', passes: false }
  if (thrown.status === 0) return { words: '没有连上。写的先留在这台设备上，有网就自己存。', passes: true }
  if (thrown.status >= 500)
    return { words: '没存上，是我们的问题。写的还在这台设备上，过一会儿自己再存。', passes: true }
  return { words: thrown.fields[0]?.message ?? thrown.message, passes: false }
}

const everyMs = 5_000

/** While a text waits for the network: stores it when the network is back, and tries every 5 s, for a phone may not notice. */
export const useStoringOnceBack = (isWaiting: boolean, store: () => Promise<unknown>): void => {
  const latest = useLatest(store)
  useEffect(() => {
    if (!isWaiting) return undefined
    const again = () => void latest.current().catch(() => undefined)
    const timer = setInterval(again, everyMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [isWaiting, latest])
}
