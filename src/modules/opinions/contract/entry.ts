import { z } from 'zod'
import { Day, Done, Id, IdParams, Instant, endpoint, words } from '../../../platform/contract.ts'
import { mostItems, mostWords } from '../rules.ts'
import { LikeItem } from './items.ts'
import { handlers } from './policies.ts'

/** One line heard or one deed done, made where it happened, with its own id: sent twice is a no-op. */
export const NewItem = z.object({ id: Id, words: words(mostWords) })

export const NewItems = z
  .object({
    /** the activity at which it was heard or done */
    activityId: Id.nullable().default(null),
    /** the own activity on which it was heard or done */
    ownActivityId: Id.nullable().default(null),
    /** a venue alone, when neither */
    venueId: Id.nullable().default(null),
    campaignId: Id.nullable().default(null),
    /** the member who heard or did it; the actor when left out */
    heardById: Id.nullable().default(null),
    channel: z.enum(['visit', 'duty', 'phone', 'paper', 'group']).default('visit'),
    happenedAt: Instant,
    opinions: z.array(NewItem).max(mostItems, `一次最多 ${mostItems} 条`).default([]),
    deeds: z.array(NewItem).max(mostItems, `一次最多 ${mostItems} 件`).default([]),
  })
  .refine((given) => given.activityId !== null || given.ownActivityId !== null || given.venueId !== null, {
    path: ['venueId'],
    message: '请选是哪个工作室，或者哪一场活动',
  })
  .refine((given) => given.opinions.length + given.deeds.length > 0, {
    path: ['opinions'],
    message: '还没有写。一行一条。',
  })
export type NewItems = z.output<typeof NewItems>

export const recordItems = endpoint({
  key: 'opinions.record',
  method: 'POST',
  path: '/api/opinions',
  summary: '记下听到的意见、办的实事，一行一条',
  body: NewItems,
  reply: z.object({ opinions: z.number().int(), deeds: z.number().int() }),
  errors: [400, 401, 403, 404],
  policy: handlers,
})

export const findLike = endpoint({
  key: 'opinions.like',
  method: 'GET',
  path: '/api/opinions/like',
  summary: '像是同一件的：边写边提示',
  query: z.object({ words: z.string().min(1).max(mostWords), venueId: Id.optional() }),
  reply: z.object({ rows: z.array(LikeItem) }),
  errors: [400, 401, 403],
  policy: handlers,
})

/** A letter from the box, a call, somebody at the door: written down by staff or a member for who has no phone. (domain.md A3.12) */
export const TakenDown = z.object({
  id: Id,
  venueId: Id.nullable().default(null),
  channel: z.enum(['letter', 'mail', 'phone', 'duty', 'visit', 'group']),
  words: words(mostWords),
  name: words(40, 0).nullable().default(null),
  phone: z.string().max(40).nullable().default(null),
  place: words(100, 0).nullable().default(null),
  persons: z.number().int().min(1).max(999).default(1),
  /** who took it out of the box, or took the call */
  collectedBy: words(40, 0).nullable().default(null),
  /** the day it was written, called or said */
  happenedOn: Day,
  category: z.string().max(20).nullable().default(null),
  slotId: Id.nullable().default(null),
  /** the sheet on which its receipt is printed with others of one sitting; its own when left out */
  slipId: Id.nullable().default(null),
  /** a receipt is made: somebody waits for an answer */
  isAwaited: z.boolean().default(true),
})
export type TakenDown = z.output<typeof TakenDown>

export const takeDown = endpoint({
  key: 'opinions.takeDown',
  method: 'POST',
  path: '/api/opinions/taken-down',
  summary: '代录：信件、电话、当面说的，一条一条记',
  body: TakenDown,
  reply: z.object({
    id: Id,
    number: z.string().nullable(),
    code: z.string().nullable(),
    /** where the receipt is printed; null where nobody waits */
    slipPath: z.string().nullable(),
  }),
  keeps: 'sealed',
  errors: [400, 401, 403, 404, 409],
  policy: handlers,
})

export const addScan = endpoint({
  key: 'opinions.addScan',
  method: 'POST',
  path: '/api/opinions/:id/scans',
  summary: '附上信件的照片；严禁上传涉密内容',
  params: IdParams,
  body: z.object({ fileId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 413],
  policy: handlers,
  takes: 'upload',
})

export const fileItem = endpoint({
  key: 'opinions.file',
  method: 'PUT',
  path: '/api/opinions/:id/filing',
  summary: '定类别、写一行摘要',
  params: IdParams,
  body: z.object({ category: z.string().max(20).nullable(), title: words(60, 0).nullable() }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: handlers,
})
