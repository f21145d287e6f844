import { z } from 'zod'
import {
  Day,
  Id,
  IdParams,
  Instant,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'
import { mostItems, mostWords } from './rules.ts'

export const ItemKind = z.enum(['opinion', 'deed'])
export type ItemKind = z.output<typeof ItemKind>

/** One opinion or deed: its open face; `heardBy` only inside one's own 政协. */
export const Item = z.object({
  id: Id,
  kind: ItemKind,
  words: z.string(),
  category: z.string().nullable(),
  channel: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  campaignId: Id.nullable(),
  campaignName: z.string().nullable(),
  venues: z.array(z.object({ id: Id, name: z.string() })),
  heardBy: z.string().nullable(),
  happenedAt: Instant,
  receivedAt: Instant,
  late: z.boolean(),
})
export type Item = z.output<typeof Item>

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

const readers = allow({
  office: 'guided',
  special_committee: 'guided',
  convener: 'venue',
  contact_group: 'unit',
  leader: 'committee',
  member: 'own',
})

export const recordItems = endpoint({
  key: 'opinions.record',
  method: 'POST',
  path: '/api/opinions',
  summary: '记下听到的意见、办的实事，一行一条',
  body: NewItems,
  reply: z.object({ opinions: z.number().int(), deeds: z.number().int() }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee', convener: 'venue', contact_group: 'unit', member: 'own' }),
})

export const listItems = endpoint({
  key: 'opinions.list',
  method: 'GET',
  path: '/api/opinions',
  summary: '群众意见与为民办实事',
  query: Paging.extend({
    kind: ItemKind.default('opinion'),
    campaignId: Id.optional(),
    venueId: Id.optional(),
    state: z.string().max(20).optional(),
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: pageOf(Item),
  errors: [401, 403],
  policy: readers,
})

export const getItem = endpoint({
  key: 'opinions.get',
  method: 'GET',
  path: '/api/opinions/:id',
  summary: '一条意见或一件实事',
  params: IdParams,
  reply: Item.extend({ standing: Standing }),
  errors: [401, 403, 404],
  policy: readers,
})

export const stepItem = endpoint({
  key: 'opinions.step',
  method: 'POST',
  path: '/api/opinions/:id/steps',
  summary: '撤回、恢复、并入同类',
  params: IdParams,
  body: TakeStep.extend({ mergeInto: Id.optional() }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', convener: 'venue', member: 'own' }),
})
