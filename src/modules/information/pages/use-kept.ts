import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { CallError } from '../../../web/call.ts'
import { findDraft, useDraft, wordsIn } from '../../../web/ui/form/draft.ts'
import { useLatest } from '../../../web/ui/latest.ts'
import { unstored, useStoringOnceBack } from '../../../web/unstored.ts'

/** What stands on the server since somebody else changed it. */
export interface Other {
  version: number
  title: string
  body: string
}

/**
 * A text being written: kept on the server two seconds after the last key, and on this machine under `draftKey` while the
 * server does not have it; another's change is shown, never written over.
 */
export const useKept = <Text extends { title: string; body: string }>(
  begun: Text,
  begunVersion: number,
  save: (text: Text, version: number) => Promise<{ version: number }>,
  draftKey: string,
) => {
  const client = useQueryClient()
  const [draft] = useState(() => findDraft(draftKey)?.values)
  const [text, setText] = useState(() => ({
    ...begun,
    title: wordsIn(draft, 'title') ?? begun.title,
    body: wordsIn(draft, 'body') ?? begun.body,
  }))
  const [isUnsaved, setUnsaved] = useState(draft !== undefined)
  const [said, setSaid] = useState('写的会自己存好。')
  const [isWaiting, setWaiting] = useState(false)
  const [other, setOther] = useState<Other | null>(null)
  const [begunOn] = useState(Number(wordsIn(draft, 'version') ?? begunVersion))
  const version = useRef(begunOn)
  const [standsOn, setStandsOn] = useState(begunOn)
  const kept = useRef(JSON.stringify(begun))
  const latest = useLatest(text)
  const saving = useLatest(save)
  const unsaved = new Map([
    ['title', text.title],
    ['body', text.body],
    ['version', String(standsOn)],
  ])
  const forget = useLatest(useDraft(draftKey, isUnsaved ? unsaved : null, () => false))
  const running = useRef<Promise<void>>(Promise.resolve())

  const store = async (): Promise<void> => {
    const now = latest.current
    if (JSON.stringify(now) === kept.current) return
    if (!isWaiting) setSaid('正在存')
    try {
      version.current = (await saving.current(now, version.current)).version
      kept.current = JSON.stringify(now)
      setStandsOn(version.current)
      if (latest.current === now) {
        setUnsaved(false)
        forget.current()
      }
      setWaiting(false)
      setSaid('存好了，随时可以离开')
      await client.invalidateQueries()
    } catch (thrown) {
      const found = thrown instanceof CallError ? otherIn(thrown) : null
      if (found && found.title === now.title && found.body === now.body) {
        version.current = found.version // one's own, whose answer was lost on the way
        return store()
      }
      if (found) setOther(found)
      const { words, passes } = unstored(thrown)
      setWaiting(passes)
      setSaid(words)
      throw thrown
    }
  }
  const keep = (): Promise<void> => {
    running.current = running.current.catch(() => undefined).then(store)
    return running.current
  }
  const late = useLatest(keep)
  useEffect(() => {
    const timer = setTimeout(() => void late.current().catch(() => undefined), 2_000)
    return () => clearTimeout(timer)
  }, [text, late])
  useEffect(() => () => void late.current().catch(() => undefined), [late])
  useStoringOnceBack(isWaiting, keep)

  return {
    text,
    said,
    isWaiting,
    other,
    change: (changes: Partial<Text>) => {
      setUnsaved(true)
      setText((old) => ({ ...old, ...changes }))
    },
    /** goes on from one of the two texts */
    settle: (from: { title: string; body: string }) => {
      if (!other) return
      version.current = other.version
      setStandsOn(other.version)
      kept.current = ''
      setText((old) => ({ ...old, title: from.title, body: from.body }))
      setOther(null)
    },
    flush: keep,
  }
}

const otherIn = (error: CallError): Other | null => {
  const { version, title, body } = error.detail ?? {}
  return error.status === 409 &&
    typeof version === 'number' &&
    typeof title === 'string' &&
    typeof body === 'string'
    ? { version, title, body }
    : null
}
