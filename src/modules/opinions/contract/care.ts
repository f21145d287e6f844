import { z } from 'zod'
import { Done, Id, IdParams, Instant, endpoint, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { Item } from './items.ts'

export const eraseSpeaker = endpoint({
  key: 'opinions.eraseSpeaker',
  method: 'POST',
  path: '/api/opinions/:id/erasure',
  summary: '按本人要求删去称呼、电话、地点，必要时连同原话',
  params: IdParams,
  body: z.object({ alsoWords: z.boolean().default(false) }),
  reply: Done,
  errors: [400, 401, 403, 404],
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
