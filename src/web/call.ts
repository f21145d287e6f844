import {
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { z } from 'zod'
import type { Endpoint } from '../platform/contract.ts'
import { idleHeader } from './idle.ts'

/** The face that this bundle is: set once at its entry, sent with each call so that the server takes the right session. */
let face: 'staff' | 'member' = 'staff'
export const setFace = (given: 'staff' | 'member'): void => {
  face = given
}

/** An answer other than the wished one, with words for people. `status` 0: the network did not answer. */
export class CallError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: { path: string; message: string }[]
  readonly detail: Record<string, unknown> | null
  readonly requestId: string | null
  constructor(
    status: number,
    code: string,
    words: string,
    more: Partial<Pick<CallError, 'fields' | 'detail' | 'requestId'>> = {},
  ) {
    super(words)
    this.status = status
    this.code = code
    this.fields = more.fields ?? []
    this.detail = more.detail ?? null
    this.requestId = more.requestId ?? null
  }
}

type Given<Shape extends z.ZodType> =
  Record<string, never> extends z.input<Shape> ? z.input<Shape> | undefined : z.input<Shape>

export interface Asked<E extends Endpoint> {
  params?: Given<E['params']>
  query?: Given<E['query']>
  body?: Given<E['body']>
}

/** The address of an endpoint with its parameters filled in. */
export const addressOf = <E extends Endpoint>(
  endpoint: E,
  asked: Pick<Asked<E>, 'params' | 'query'> = {},
): string => {
  const params = new Map<string, unknown>(Object.entries(asked.params ?? {}))
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(plain(params.get(name))),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked.query ?? {}))
    if (plain(value) !== '') query.set(name, plain(value))
  const search = query.toString()
  return search ? `${path}?${search}` : path
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/**
 * Calls an endpoint. A write takes its idempotency key from the caller, so that a retry is the same press; else a new one. No
 * answer within `withinMs` is as good as no network: status 0.
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  asked: Asked<E> = {},
  options: { key?: string; signal?: AbortSignal; withinMs?: number } = {},
): Promise<z.output<E['reply']>> => {
  const isRead = endpoint.method === 'GET'
  const reply = await within(options.withinMs, addressOf(endpoint, asked), {
    method: endpoint.method,
    headers: {
      'x-face': face,
      ...idleHeader(),
      ...(isRead ? {} : { 'content-type': 'application/json', 'idempotency-key': options.key ?? newKey() }),
    },
    ...(isRead ? {} : { body: JSON.stringify(asked.body ?? {}) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return parsed<E['reply']>(endpoint.reply, reply)
}

/** Sends one file with JSON beside it. */
export const upload = async <E extends Endpoint>(
  endpoint: E,
  file: File,
  asked: Asked<E> = {},
  options: { key?: string } = {},
): Promise<z.output<E['reply']>> => {
  const form = new FormData()
  form.set('data', JSON.stringify(asked.body ?? {}))
  form.set('file', file)
  const reply = await reach(addressOf(endpoint, asked), {
    method: endpoint.method,
    headers: { 'x-face': face, ...idleHeader(), 'idempotency-key': options.key ?? newKey() },
    body: form,
  })
  return parsed<E['reply']>(endpoint.reply, reply)
}

/** The answer, or CallError 0 when there is no network or no answer within so many ms; undefined waits as long as it takes. */
export const within = async (
  ms: number | undefined,
  address: string,
  init: RequestInit,
): Promise<Response> => {
  if (ms === undefined) return reach(address, init)
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), ms)
  try {
    return await reach(address, { ...init, signal: giveUp.signal })
  } catch (cause) {
    throw giveUp.signal.aborted ? offline() : cause
  } finally {
    clearTimeout(timer)
  }
}

const offline = () => new CallError(0, 'offline', '没有连上。请看看网络，再按一次，不会重复。')

const reach = async (address: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw offline()
  }
}

const parsed = async <Shape extends z.ZodType>(shape: Shape, reply: Response): Promise<z.output<Shape>> => {
  const text = await reply.text()
  const body: unknown = text === '' ? {} : readJson(text)
  if (reply.ok) return shape.parse(body)
  throw problemOf(reply.status, body)
}

/** What an answer says when it is not the wished one; null when it is. */
export const refusalIn = async (reply: Response): Promise<CallError | null> =>
  reply.ok ? null : problemOf(reply.status, readJson(await reply.text()))

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })),
    detail: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
  }),
})

const problemOf = (status: number, body: unknown): CallError => {
  const known = Problem.safeParse(body)
  if (!known.success) return new CallError(status, 'unexpected', '没办成，是我们的问题。请过一分钟再试。')
  const { code, message, fields, detail, requestId } = known.data.error
  return new CallError(status, code, message, { fields, detail, requestId })
}

/** An id of our own: uuid v7 from getRandomValues, since randomUUID is not in Chrome 90. */
export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Reads an endpoint and keeps it fresh; while the next page comes, the old figures stay. `everyMs` asks again while in view and signed in. */
export const useRead = <E extends Endpoint>(
  endpoint: E,
  asked: Pick<Asked<E>, 'params' | 'query'> = {},
  options: { everyMs?: number; enabled?: boolean } = {},
): UseQueryResult<z.output<E['reply']>, CallError> =>
  useQuery({
    queryKey: [endpoint.key, asked],
    queryFn: ({ signal }) => call(endpoint, asked, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error?.status === 401 ? false : (options.everyMs ?? false)),
    enabled: options.enabled ?? true,
    retry: (times, error) =>
      error instanceof CallError && (error.status === 0 || error.status === 503) && times < 2,
  })

/** Writes through an endpoint; when it is done, all that was read is asked again. A failed press keeps its key for the next. */
export const useWrite = <E extends Endpoint>(endpoint: E) => {
  const client = useQueryClient()
  const mutation = useMutation<z.output<E['reply']>, CallError, Asked<E> & { key?: string }>({
    mutationFn: ({ key, ...asked }) => call<E>(endpoint, asked as Asked<E>, key ? { key } : {}),
    onSuccess: () => client.invalidateQueries(),
  })
  return {
    send: mutation.mutateAsync,
    busy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}
