import { useEffect, useRef } from 'react'
import { useLatest } from '../latest.ts'
import type { Raw } from './store.ts'

const everyMs = 5_000
let owner = 'nobody'

/** Whose drafts these are: the shell says so at sign-in, so that the next person on this machine never meets them. */
export function setDraftOwner(personId: string | null): void {
  owner = personId ?? 'nobody'
}

/** A draft kept on this machine: what was typed (no private field, no file) and when it was last kept. */
export type Draft = { at: Date; values: ReadonlyMap<string, Raw> }

/** The draft kept under `key`, or null when there is none, it can't be read, or storage is closed to us. */
export function findDraft(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(slot(key)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('values' in kept)) return null
    const { at, values } = kept
    if (typeof at !== 'string' || typeof values !== 'object' || values === null) return null
    return { at: new Date(at), values: new Map(Object.entries(values).filter(isRaw)) }
  } catch {
    return null
  }
}

/** What was typed into one field, or null where nothing was kept of it. */
export function wordsIn(values: Draft['values'] | undefined, name: string): string | null {
  const words = values?.get(name)
  return typeof words === 'string' ? words : null
}

/** Forgets the draft: it was sent, or thrown away by hand. */
export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(slot(key))
  } catch {
    return
  }
}

/**
 * Keeps what is typed every 5 s, and at once when the page goes out of sight; `values` null keeps nothing.
 * Returns `forget`: the draft is dropped, and what stands now is not kept again.
 */
export function useDraft(
  key: string | undefined,
  values: ReadonlyMap<string, Raw> | null,
  isPrivate: (name: string) => boolean,
): () => void {
  const latest = useLatest(values)
  const kept = useRef<ReadonlyMap<string, Raw> | null>(null)
  const secret = useLatest(isPrivate)
  useEffect(() => {
    if (key === undefined) return
    const keep = () => {
      if (latest.current === null || latest.current === kept.current) return
      kept.current = latest.current
      keepDraft(key, latest.current, secret.current)
    }
    const timer = setInterval(keep, everyMs)
    document.addEventListener('visibilitychange', keep)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', keep)
      keep()
    }
  }, [key, latest, secret])
  return () => {
    kept.current = latest.current
    if (key !== undefined) dropDraft(key)
  }
}

function keepDraft(
  key: string,
  values: ReadonlyMap<string, Raw>,
  isPrivate: (name: string) => boolean,
): void {
  const open = [...values].filter(([name, raw]) => !isPrivate(name) && !holdsFiles(raw))
  try {
    localStorage.setItem(
      slot(key),
      JSON.stringify({ at: new Date().toISOString(), values: Object.fromEntries(open) }),
    )
  } catch {
    return
  }
}

function slot(key: string): string {
  return `draft:${owner}:${key}`
}

function holdsFiles(raw: Raw): boolean {
  return Array.isArray(raw) && raw.some((one) => typeof one !== 'string')
}

function isRaw(entry: [string, unknown]): entry is [string, Raw] {
  const raw = entry[1]
  return (
    typeof raw === 'string' ||
    typeof raw === 'boolean' ||
    (Array.isArray(raw) && raw.every((one) => typeof one === 'string'))
  )
}
