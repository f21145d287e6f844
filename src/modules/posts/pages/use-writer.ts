import { useCallback, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { CallError, call, newKey, upload } from '../../../web/call.ts'
import { findDraft, useDraft } from '../../../web/ui/form/draft.ts'
import { unstored, useStoringOnceBack } from '../../../web/unstored.ts'
import { type Post, addPicture, draftPost, savePost, stepPost } from '../contract.ts'
import { mostPictures } from '../rules.ts'

/** What is being written; `url` shows a picture before the server has it. */
export interface Written {
  title: string
  words: string
  campaignId: string
  activityId: string
  pictures: { fileId: string; caption: string; url: string }[]
}

/** What stands on the server since somebody else, or another device, changed it. */
interface Other {
  version: number
  title: string
  words: string
}

/** How saving stands: nothing to say, under way, saved at, or why not. */
export type Saving =
  | { state: 'idle' | 'saving' | 'saved'; at?: Date }
  | { state: 'failed' | 'waiting'; words: string }

const afterMs = 1_500

const writtenOf = (post: Post | null): Written => ({
  title: post?.title ?? '',
  words: post?.words ?? '',
  campaignId: post?.campaignId ?? '',
  activityId: post?.activityId ?? '',
  pictures: (post?.pictures ?? []).map((picture) => ({
    ...picture,
    url: `/api/files/${picture.fileId}?size=small`,
  })),
})

/**
 * Writes a 动态: saved by itself a moment after the last key, one request after another so that versions follow; pictures go
 * up one by one, a refused one is named with its reason and the rest stay. Without a network the words stay on this machine.
 */
export const useWriter = (given: {
  id: string
  venueId: string
  post: Post | null
  onBegun?: () => void
}) => {
  const { id, venueId, onBegun } = given
  const client = useQueryClient()
  const [kept] = useState(() => findDraft(`post:${id}`))
  const [written, setWritten] = useState<Written>(() => restored(writtenOf(given.post), kept?.values))
  const [saving, setSaving] = useState<Saving>({ state: 'idle' })
  const [other, setOther] = useState<Other | null>(null)
  const [refused, setRefused] = useState<{ name: string; words: string }[]>([])
  const [isSending, setSending] = useState(0)
  const [changes, setChanges] = useState(kept ? 1 : 0)
  const now = useRef(written)
  const version = useRef(given.post?.version ?? null)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const unsaved =
    changes > 0
      ? new Map([
          ['title', written.title],
          ['words', written.words],
        ])
      : null
  const forget = useDraft(`post:${id}`, unsaved, () => false)
  const forgetLatest = useRef(forget)
  useEffect(() => {
    forgetLatest.current = forget
  })

  const inLine = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.current.then(work)
    line.current = turn.catch(() => undefined)
    return turn
  }, [])

  const begin = useCallback(async () => {
    if (version.current !== null) return
    await call(draftPost, { body: { id, venueId } }, { key: id })
    version.current = 1
    onBegun?.()
  }, [id, venueId, onBegun])

  const save = useCallback(
    () =>
      inLine(async () => {
        setSaving((old) => (old.state === 'waiting' ? old : { state: 'saving' }))
        const { title, words, campaignId, activityId, pictures } = now.current
        try {
          await begin()
          const saved = await call(savePost, {
            params: { id },
            body: {
              version: version.current ?? 1,
              title,
              words,
              campaignId: campaignId || null,
              activityId: activityId || null,
              pictures: pictures.map(({ fileId, caption }) => ({ fileId, caption })),
            },
          })
          version.current = saved.version
          setChanges(0)
          forgetLatest.current()
          setSaving({ state: 'saved', at: new Date() })
        } catch (thrown) {
          const found = otherIn(thrown)
          if (found) setOther(found)
          const { words: why, passes } = unstored(thrown)
          setSaving({ state: passes ? 'waiting' : 'failed', words: why })
          throw thrown
        }
      }),
    [begin, id, inLine],
  )

  useEffect(() => {
    if (changes === 0) return undefined
    const timer = setTimeout(() => void save().catch(() => undefined), afterMs)
    return () => clearTimeout(timer)
  }, [changes, save])

  useStoringOnceBack(saving.state === 'waiting', save)

  const change = (next: Written) => {
    now.current = next
    setWritten(next)
    setChanges((count) => count + 1)
  }

  /** Goes on from one of the two texts; the other's version is what the next save is held against. */
  const settle = (from: { title: string; words: string }) => {
    if (!other) return
    version.current = other.version
    setOther(null)
    change({ ...now.current, title: from.title, words: from.words })
  }

  /** Fills in what is known already, before anything is written: not a change of the writer's. */
  const preset = useCallback((known: Partial<Written>) => {
    now.current = { ...now.current, ...known }
    setWritten(now.current)
  }, [])

  const add = async (files: File[]) => {
    const room = mostPictures - now.current.pictures.length
    const over = files
      .slice(room)
      .map(({ name }) => ({ name, words: `图片最多 ${mostPictures} 张，这一张没有传` }))
    setRefused(over)
    for (const file of files.slice(0, room)) {
      setSending((count) => count + 1)
      try {
        const fileId = newKey()
        const sent = await inLine(async () => {
          await begin()
          return upload(addPicture, file, { params: { id }, body: { fileId } }, { key: fileId })
        })
        version.current = sent.version
        const picture = { fileId, caption: '', url: URL.createObjectURL(file) }
        now.current = { ...now.current, pictures: [...now.current.pictures, picture] }
        setWritten(now.current)
      } catch (thrown) {
        setRefused((list) => [...list, { name: file.name, words: unsent(thrown) }])
      } finally {
        setSending((count) => count - 1)
      }
    }
  }

  const submit = async () => {
    await save()
    await call(stepPost, { params: { id }, body: { step: 'submit' } })
    forgetLatest.current()
    await client.invalidateQueries()
  }

  return {
    written,
    change,
    preset,
    add,
    submit,
    saving,
    other,
    settle,
    refused,
    isSending: isSending > 0,
    isRestored: kept !== null,
  }
}

const restored = (written: Written, values: ReadonlyMap<string, unknown> | undefined): Written => {
  const title = values?.get('title')
  const words = values?.get('words')
  return {
    ...written,
    title: typeof title === 'string' ? title : written.title,
    words: typeof words === 'string' ? words : written.words,
  }
}

const otherIn = (thrown: unknown): Other | null => {
  if (!(thrown instanceof CallError) || thrown.status !== 409) return null
  const { version, title, words } = thrown.detail ?? {}
  return typeof version === 'number' && typeof title === 'string' && typeof words === 'string'
    ? { version, title, words }
    : null
}

/** A picture does not go up again by itself. */
const unsent = (thrown: unknown): string => {
  if (!(thrown instanceof CallError)) return '没传上，是我们的问题。请过一分钟再选一次。'
  if (thrown.status === 0) return '没有连上。有网的时候，请再选一次。'
  return thrown.fields[0]?.message ?? thrown.message
}
