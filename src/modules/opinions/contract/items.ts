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
  personal,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { readers } from './policies.ts'

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
  /** receipt number; null where nobody waits for an answer */
  number: z.string().nullable(),
  /** last day of what it waits for */
  dueOn: Day.nullable(),
  /** working days after today to that day: 0 is today, negative is late */
  daysLeft: z.number().int().nullable(),
  /** member or convener who answers; only inside one's own 政协 */
  handlerName: z.string().nullable(),
  /** affairs 百姓的事, platform 对平台的投诉建议 */
  about: z.string(),
  /** persons who came with it */
  persons: z.number().int(),
})
export type Item = z.output<typeof Item>

/** A like item, to be joined with or only known of. */
export const LikeItem = z.object({
  id: Id,
  number: z.string().nullable(),
  words: z.string(),
  stateLabel: z.string(),
  receivedAt: Instant,
  /** 0 to 100: how much of the wording is shared */
  likeness: z.number().int(),
})
export type LikeItem = z.output<typeof LikeItem>

/** One item with what its handlers read besides: who spoke, pictures, like ones, what joined it. */
export const ItemInFull = Item.extend({
  standing: Standing,
  /** null where the actor may see the open face only */
  inFull: z
    .object({
      title: z.string().nullable(),
      handlerId: Id.nullable(),
      redirectedTo: z.string().nullable(),
      collectedBy: z.string().nullable(),
      pictureIds: z.array(Id),
      scanIds: z.array(Id),
      speaker: z
        .object({
          name: personal(z.string().nullable(), 'name'),
          phone: personal(z.string().nullable(), 'phone'),
          place: z.string().nullable(),
        })
        .nullable(),
      tellsBySms: z.boolean(),
      /** whether the reader may erase it on its speaker's demand */
      mayErase: z.boolean(),
      /** whether a receipt can be printed to hand out, by whom may; null for others */
      slip: z.object({ obstacle: z.string().nullable() }).nullable(),
      mergedInto: z.object({ id: Id, number: z.string().nullable(), words: z.string() }).nullable(),
      merged: z.array(z.object({ id: Id, number: z.string().nullable(), words: z.string() })),
      like: z.array(LikeItem),
      /** who could be asked to answer: residents and convener of its studio */
      handlers: z.array(z.object({ id: Id, name: z.string() })),
      categories: z.array(z.object({ code: z.string(), label: z.string() })),
    })
    .nullable(),
})
export type ItemInFull = z.output<typeof ItemInFull>

/** The tabs of the queue: what stands where. */
export const QueueTab = z.enum([
  'waiting',
  'accepted',
  'assigned',
  'answered',
  'closed',
  'ended',
  'heard',
  'all',
])
export type QueueTab = z.output<typeof QueueTab>

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
    tab: QueueTab.optional(),
    channel: z.string().max(20).optional(),
    category: z.string().max(20).optional(),
    about: z.enum(['affairs', 'platform']).optional(),
    /** handled by me */
    mine: z.literal('1').optional(),
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: pageOf(Item),
  errors: [401, 403],
  policy: readers,
})

export const countQueue = endpoint({
  key: 'opinions.counts',
  method: 'GET',
  path: '/api/opinions/counts',
  summary: '群众意见各在哪一步，各有几条',
  query: z.object({ about: z.enum(['affairs', 'platform']).optional() }),
  reply: z.record(QueueTab, z.number().int()),
  errors: [401, 403],
  policy: readers,
})

export const exportItems = endpoint({
  key: 'opinions.export',
  method: 'GET',
  path: '/api/opinions/export',
  summary: '导出列表（xlsx），反映人的称呼和电话不导出',
  query: listItems.query,
  reply: z.unknown(),
  errors: [401, 403],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})

export const getItem = endpoint({
  key: 'opinions.get',
  method: 'GET',
  path: '/api/opinions/:id',
  summary: '一条意见或一件实事',
  params: IdParams,
  reply: ItemInFull,
  errors: [401, 403, 404],
  policy: readers,
})

export const stepItem = endpoint({
  key: 'opinions.step',
  method: 'POST',
  path: '/api/opinions/:id/steps',
  summary: '受理、请委员答复、不受理、转告、并入同类、撤回、恢复',
  params: IdParams,
  body: TakeStep.extend({
    mergeInto: Id.optional(),
    handlerId: Id.optional(),
    redirectedTo: z.string().max(20).optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', convener: 'venue', member: 'own' }),
})
