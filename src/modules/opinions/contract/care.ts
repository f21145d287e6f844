import { z } from 'zod'
import { Done, Id, IdParams, Instant, endpoint, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { Item } from './items.ts'

export const eraseSpeaker = endpoint({
  key: 'opinions.eraseSpeaker',
  method: 'POST',
  path: '/api/opinions/:id/erasure',
  summary: '按本人要求删去称呼、电话、地点，必要时连同原话；从它来的问答、信息、专报一起处理',
  params: IdParams,
  body: z.object({
    alsoWords: z.boolean().default(false),
    /** what was made from it, as the list that was shown has it; more than that is answered 409 */
    seen: z.array(Id).max(500).default([]),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})

/** Something that was made from an item, and what erasing the item does to it. */
export const Derived = z.object({
  id: Id,
  label: z.string(),
  /** null where it belongs to another 政协 */
  title: z.string().nullable(),
  stateLabel: z.string(),
  path: z.string().nullable(),
  effect: z.string(),
})

export const previewErasure = endpoint({
  key: 'opinions.previewErasure',
  method: 'GET',
  path: '/api/opinions/:id/erasure',
  summary: '删去以前先看：从这一条来了哪些问答、信息、专报，各会怎样',
  params: IdParams,
  query: z.object({ alsoWords: z.literal('1').optional() }),
  reply: z.object({ derived: z.array(Derived) }),
  errors: [401, 403, 404],
  policy: allow({ office: 'committee' }),
})

/** Which items a bulk step is for: a preview says how many and shows them first. */
export const BulkFilter = z.object({
  codeToken: z.string().max(60).nullable().default(null),
  from: Instant,
  until: Instant,
  containing: words(100, 0).nullable().default(null),
})

export const previewInvalid = endpoint({
  key: 'opinions.previewInvalid',
  method: 'POST',
  path: '/api/opinions/invalidation/preview',
  summary: '批量作废先看：会作废哪些',
  body: BulkFilter,
  reply: z.object({ total: z.number().int(), rows: z.array(Item) }),
  keeps: 'sealed',
  errors: [400, 401, 403],
  policy: allow({ office: 'committee' }),
})

export const invalidateMany = endpoint({
  key: 'opinions.invalidateMany',
  method: 'POST',
  path: '/api/opinions/invalidation',
  summary: '批量作废预览里的这些，写明理由；可以恢复',
  body: z.object({ ids: z.array(Id).min(1).max(500), words: words(500) }),
  reply: z.object({ done: z.number().int(), left: z.array(z.object({ id: Id, why: z.string() })) }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee' }),
})
