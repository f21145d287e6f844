import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { CallError, call } from '../../../web/call.ts'
import { findDraft, useDraft, wordsIn } from '../../../web/ui/form/draft.ts'
import { useLatest } from '../../../web/ui/latest.ts'
import { unstored, useStoringOnceBack } from '../../../web/unstored.ts'
import { type Reply, type ReplyDraft, draftReply, saveReply } from '../contract.ts'

/** What stands on the server since somebody else changed it. */
export interface Other {
  version: number
  body: string
  writtenBy: string
}

export interface Saving {
  /** waiting: kept on this machine till the network is back */
  state: 'idle' | 'saving' | 'saved' | 'waiting' | 'failed'
  words: string
}

/** Which record it answers, and for which assignment of a department. */
export interface ReplyOf {
  recordType: string
  recordId: string
  assignmentId: string | null
}

/**
 * A reply being written: kept on the server two seconds after the last key, its words on this machine while the server does
 * not have them; another's change is shown, never written over.
 */
export const useReply = (id: string, of: ReplyOf, begun: Reply | null) => {
  const client = useQueryClient()
  const [typed] = useState(() => findDraft(keyOf(of))?.values)
  const [draft, setDraft] = useState<ReplyDraft>(() => ({
    body: wordsIn(typed, 'body') ?? begun?.body ?? '',
    contactKind: begun?.contactKind ?? null,
    outcome: begun?.outcome ?? null,
  }))
  const [saving, setSaving] = useState<Saving>({ state: 'idle', words: '' })
  const [other, setOther] = useState<Other | null>(null)
  const [isUnsaved, setUnsaved] = useState(typed !== undefined)
  const [begunOn] = useState(begun ? Number(wordsIn(typed, 'version') || begun.version) : 0)
  const version = useRef(begunOn)
  const [standsOn, setStandsOn] = useState(begunOn)
  const kept = useRef(begun && !typed ? JSON.stringify(draft) : '')
  const latest = useLatest(draft)
  const unsaved = new Map([
    ['body', draft.body],
    ['version', standsOn === 0 ? '' : String(standsOn)],
  ])
  const forget = useLatest(useDraft(keyOf(of), isUnsaved ? unsaved : null, () => false))
  const running = useRef<Promise<void>>(Promise.resolve())

  const store = async (): Promise<void> => {
    const now = latest.current
    if (JSON.stringify(now) === kept.current || now.body.trim() === '') return
    if (saving.state !== 'waiting') setSaving({ state: 'saving', words: '正在存' })
    try {
      const done =
        version.current === 0
          ? await call(draftReply, { body: { ...now, id, ...of } })
          : await call(saveReply, { params: { id }, body: { ...now, version: version.current } })
      version.current = done.version
      kept.current = JSON.stringify(now)
      setStandsOn(done.version)
      if (latest.current === now) {
        setUnsaved(false)
        forget.current()
      }
      setSaving({ state: 'saved', words: '存好了，随时可以离开' })
      await client.invalidateQueries()
    } catch (thrown) {
      const found = thrown instanceof CallError ? otherIn(thrown) : null
      if (found && found.body === now.body) {
        version.current = found.version // one's own, whose answer was lost on the way
        return store()
      }
      if (found) setOther(found)
      const { words, passes } = unstored(thrown)
      setSaving({ state: passes ? 'waiting' : 'failed', words })
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
  }, [draft, late])
  useEffect(() => () => void late.current().catch(() => undefined), [late])
  useStoringOnceBack(saving.state === 'waiting', keep)

  return {
    draft,
    change: (changes: Partial<ReplyDraft>) => {
      setUnsaved(true)
      setDraft((old) => ({ ...old, ...changes }))
    },
    saving,
    other,
    /** goes on from one of the two texts */
    settle: (body: string) => {
      if (!other) return
      version.current = other.version
      setStandsOn(other.version)
      setDraft((old) => ({ ...old, body }))
      kept.current = ''
      setOther(null)
    },
    show: (found: Other) => setOther(found),
    /** the version that stands, once everything is kept */
    flush: async (): Promise<number> => {
      await keep()
      return version.current
    },
  }
}

const keyOf = (of: ReplyOf): string => `reply:${of.recordId}:${of.assignmentId ?? ''}`

/** What a 409 says stands now, or null when it is about something else. */
export const otherIn = (error: CallError): Other | null => {
  const { version, body, writtenBy } = error.detail ?? {}
  return error.status === 409 && typeof version === 'number' && typeof body === 'string'
    ? { version, body, writtenBy: typeof writtenBy === 'string' ? writtenBy : '' }
    : null
}
