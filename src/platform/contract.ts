import './no-eval.ts'
import { z } from 'zod'
import type { Policy } from './policy.ts'

/** An endpoint is a value: what crosses the wire, and who may call it. Shared by server, browser and OpenAPI. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** module.intention, unique: the name in audit and idempotency */
  key: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** fastify path below the base path, such as /api/members/:id */
  path: string
  summary: string
  params: Params
  query: Query
  body: Body
  reply: Reply
  /** statuses other than 200 that it documents */
  errors: readonly number[]
  policy: Policy
  /** reads that leave an audit row all the same: exports and readings in full */
  audited: 'exported' | 'read' | null
  /** what the body is: JSON, or one uploaded file beside JSON fields */
  takes: 'json' | 'upload'
  /** what the reply is: JSON, or a file */
  gives: 'json' | 'file'
  /** how the first answer is kept for a second press: as it is, or sealed where a code stands in it */
  keeps: 'plain' | 'sealed'
}

const nothing = z.object({})
type Nothing = typeof nothing

interface Draft<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  key: string
  method: Endpoint['method']
  path: string
  summary: string
  params?: P
  query?: Q
  body?: B
  reply: R
  errors?: readonly number[]
  policy: Policy
  audited?: 'exported' | 'read'
  takes?: 'upload'
  gives?: 'file'
  keeps?: 'sealed'
}

/** Declares an endpoint; what is left out is empty. */
export const endpoint = <
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(
  draft: Draft<P, Q, B, R>,
): Endpoint<P, Q, B, R> => ({
  key: draft.key,
  method: draft.method,
  path: draft.path,
  summary: draft.summary,
  // A missing shape is the empty one: the type parameter falls back to Nothing in the same case.
  params: draft.params ?? (nothing as unknown as P),
  query: draft.query ?? (nothing as unknown as Q),
  body: draft.body ?? (nothing as unknown as B),
  reply: draft.reply,
  errors: draft.errors ?? [],
  policy: draft.policy,
  audited: draft.audited ?? null,
  takes: draft.takes ?? 'json',
  gives: draft.gives ?? 'json',
  keeps: draft.keeps ?? 'plain',
})

export const Id = z.uuid('编号不对，请从列表里重新打开')
export const IdParams = z.object({ id: Id })

/** A day in Shanghai, YYYY-MM-DD. */
export const Day = z.iso.date('日期写成 2026-09-21 这样')
/** An instant, ISO 8601 with offset. */
export const Instant = z.iso.datetime({ offset: true, message: '时间不对' })

/** Words of people: trimmed, without control characters, NFC. */
export const words = (
  most: number,
  least = 1,
  missing = least === 1 ? '这里还没有写' : `至少写 ${least} 个字`,
) =>
  z
    .string()
    .transform((text) => tidy(text))
    .pipe(z.string().min(least, missing).max(most, `最多 ${most} 个字`))
const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .trim()

/** One page of a list: what was asked for. */
export const Paging = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  search: z.string().max(100).optional(),
  sort: z.string().max(40).optional(),
})
export type Paging = z.output<typeof Paging>

/** One page of a list: what is given. `total` counts all rows that match. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), total: z.number().int() })

/** A step that is open now: `obstacle` is null when it can be taken, else why not, in words. */
export const OpenStep = z.object({
  step: z.string(),
  label: z.string(),
  obstacle: z.string().nullable(),
  /** whether words go with it */
  words: z.enum(['none', 'optional', 'required']),
  /** the gate may be overridden in words by this person */
  overridable: z.boolean(),
})
export type OpenStep = z.output<typeof OpenStep>

/** What has happened to a record, oldest first. */
export const PastStep = z.object({
  step: z.string(),
  label: z.string(),
  toState: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  words: z.string().nullable(),
  overridden: z.boolean(),
})
export type PastStep = z.output<typeof PastStep>

/** Where a record stands: its state in words, steps open to the reader, and what happened. */
export const Standing = z.object({
  state: z.string(),
  stateLabel: z.string(),
  steps: z.array(OpenStep),
  history: z.array(PastStep),
})
export type Standing = z.output<typeof Standing>

/** Body of every step endpoint. */
export const TakeStep = z.object({
  step: z.string(),
  words: words(2000).optional(),
  override: z.boolean().optional(),
})
export type TakeStep = z.output<typeof TakeStep>

/** Marks a personal field: masked unless the reader's contacts are open; enforced where replies are written. */
export const personal = <T extends z.ZodType>(shape: T, kind: 'phone' | 'name') =>
  shape.meta({ personal: kind })

export const Done = z.object({ id: Id })
export const Empty = z.object({})
