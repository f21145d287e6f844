import { useEffect, useSyncExternalStore } from 'react'
import type { Endpoint } from '../platform/contract.ts'
import { type Asked, addressOf, refusalIn, within } from './call.ts'
import { type QueuedItem, keep, kept, letGo } from './queue-store.ts'

/** What pages see of the queue: this person's records, how many are another's, and what has just gone out. */
export interface QueueView {
  items: readonly QueuedItem[]
  /** records of other people on this phone: they wait for their own sign-in */
  others: number
  /** gone out since this page was opened; they are no longer on the phone */
  sent: readonly { id: string; title: string; happenedAt: string }[]
}

let view: QueueView = { items: [], others: 0, sent: [] }
/** every record of the person who is signed in: one, or those found to be the same person */
let owners: readonly string[] = []
const listeners = new Set<() => void>()

const show = (next: QueueView) => {
  view = next
  for (const tell of listeners) tell()
}

const refresh = async () => {
  const all = await kept()
  const items = all.filter((item) => owners.includes(item.personId))
  show({ ...view, items, others: all.length - items.length })
}

/** Puts a record into the queue, on the phone before anything else, and tries to send it. `id` is the record's own. */
export const enqueue = async <E extends Endpoint>(
  endpoint: E,
  asked: Asked<E>,
  about: { id: string; personId: string; title: string; happenedAt: string; after?: string; file?: Blob },
): Promise<void> => {
  await keep({
    id: about.id,
    personId: about.personId,
    endpoint: endpoint.key,
    method: endpoint.method,
    address: addressOf(endpoint, asked),
    body: asked.body ?? {},
    file: about.file ?? null,
    title: about.title,
    happenedAt: about.happenedAt,
    after: about.after ?? null,
    state: 'waiting',
    reason: null,
  })
  await refresh()
  void flush()
}

/** Takes a record off the phone without sending it. */
export const drop = async (id: string): Promise<void> => {
  await letGo(id)
  await refresh()
}

let flushing: Promise<void> | null = null
let isAskedAgain = false

/**
 * Sends what this person's records wait for, in order; one flush at a time. What can't go now stays. Asked again meanwhile, it
 * goes through once more: the network may have returned while a try was failing.
 */
export const flush = (): Promise<void> => {
  isAskedAgain = flushing !== null
  flushing ??= sendUntilQuiet().finally(() => {
    flushing = null
  })
  return flushing
}

const sendUntilQuiet = async () => {
  do {
    isAskedAgain = false
    await sendAll()
  } while (isAskedAgain)
}

const sendAll = async () => {
  const tried = new Set<string>()
  for (;;) {
    const here = await kept()
    const next = here.find(
      (item) =>
        owners.includes(item.personId) &&
        item.state === 'waiting' &&
        !tried.has(item.id) &&
        !here.some((other) => other.id === item.after),
    )
    if (!next) return refresh()
    tried.add(next.id)
    const outcome = await send(next)
    if (outcome === 'later') return refresh()
    if (outcome === 'sent') {
      await letGo(next.id)
      show({ ...view, sent: [...view.sent, { id: next.id, title: next.title, happenedAt: next.happenedAt }] })
    } else await keep({ ...next, state: 'refused', reason: outcome.reason })
    await refresh()
  }
}

/** Assumed: a try with a picture on a weak network; the next trigger tries again. */
const longestTryMs = 60_000

/** Sends one record under its own key, in its owner's name alone: another person's session answers 401 and it stays. */
const send = async (item: QueuedItem): Promise<'sent' | 'later' | { reason: string }> => {
  const reply = await within(longestTryMs, item.address, {
    method: item.method,
    headers: {
      'x-face': 'member',
      'x-person': item.personId,
      'idempotency-key': item.id,
      ...(item.file ? {} : { 'content-type': 'application/json' }),
    },
    body: item.file ? formOf(item.body, item.file) : JSON.stringify(item.body),
  }).catch(() => null)
  if (reply === null) return 'later'
  const refusal = await refusalIn(reply)
  if (refusal === null) return 'sent'
  return [400, 403, 404, 409, 413, 422].includes(refusal.status)
    ? { reason: [refusal.message, ...refusal.fields.map((field) => field.message)].join(' ') }
    : 'later'
}

const formOf = (body: unknown, file: Blob): FormData => {
  const form = new FormData()
  form.set('data', JSON.stringify(body))
  form.set('file', file, 'photo.jpg')
  return form
}

const everyMs = 20_000

/** The queue of the person who is signed in: sends at once, when the network returns, when the page comes into view, and every 20 s. */
export const useQueue = (records: readonly string[] | undefined): QueueView => {
  const own = records?.join(' ')
  useEffect(() => {
    if (!own) return
    owners = own.split(' ')
    void refresh().then(flush)
    const again = () => void flush()
    const onView = () => document.visibilityState === 'visible' && again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', onView)
    const timer = setInterval(() => view.items.length > 0 && again(), everyMs)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', onView)
      clearInterval(timer)
    }
  }, [own])
  return useSyncExternalStore(subscribe, () => view)
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
  }
}

/** Whether the browser says there is a network. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      window.addEventListener('online', tell)
      window.addEventListener('offline', tell)
      return () => {
        window.removeEventListener('online', tell)
        window.removeEventListener('offline', tell)
      }
    },
    () => navigator.onLine,
  )
