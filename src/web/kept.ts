import { useEffect } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '../platform/contract.ts'
import { type Asked, type CallError, useRead } from './call.ts'

const prefix = 'minqiao:kept:'

/** Reads an endpoint and keeps the last answer on this phone, so that the page opens without a network; null until there is one. */
export const useKept = <E extends Endpoint>(
  endpoint: E,
  asked: Pick<Asked<E>, 'params' | 'query'> = {},
  options: { everyMs?: number } = {},
): { data: z.output<E['reply']> | null; error: CallError | null; isKept: boolean } => {
  const read = useRead(endpoint, asked, options)
  const name = `${prefix}${endpoint.key}:${JSON.stringify(asked)}`
  useEffect(() => {
    if (read.data !== undefined && !read.isPlaceholderData) put(name, read.data)
  }, [name, read.data, read.isPlaceholderData])
  if (read.data !== undefined) return { data: read.data, error: null, isKept: false }
  const offline = read.error === null || read.error.status === 0
  const kept = offline ? parsed<E['reply']>(endpoint.reply, get(name)) : null
  return kept === null
    ? { data: null, error: read.error, isKept: false }
    : { data: kept, error: null, isKept: true }
}

/** A copy of an earlier version may no longer fit: then there is none. */
const parsed = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> | null => {
  const found = shape.safeParse(value)
  return found.success ? found.data : null
}

/** Whose copies these are: another person's are forgotten before anything of theirs is shown. */
export const keepFor = (personId: string): void => {
  const name = 'minqiao:kept-for'
  if (localStorage.getItem(name) === personId) return
  forgetKept()
  localStorage.setItem(name, personId)
}

/** Forgets what was kept: another person has signed in on this phone, or the session is over. */
export const forgetKept = (): void => {
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
}

const put = (name: string, value: unknown) => {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    localStorage.removeItem(name) // full: without a copy the page needs the network, nothing more
  }
}

const get = (name: string): unknown => {
  const text = localStorage.getItem(name)
  return text === null ? undefined : JSON.parse(text)
}
