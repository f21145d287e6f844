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
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { KindMark } from './plan.ts'

const readers = allow({
  member: 'own',
  convener: 'venue',
  office: 'committee',
  special_committee: 'committee',
  contact_group: 'unit',
})

export const OwnActivityRow = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  campaignName: z.string().nullable(),
  words: z.string(),
  place: z.string(),
  onDay: Day,
  atTime: z.string().nullable(),
  kinds: z.array(KindMark),
  state: z.string(),
  stateLabel: z.string(),
  happenedAt: Instant,
  receivedAt: Instant,
  recordedBy: z.string(),
  proxyReason: z.string().nullable(),
  /** why it doesn't count in its campaign, or null */
  note: z.string().nullable(),
})
export type OwnActivityRow = z.output<typeof OwnActivityRow>

export const OwnActivity = OwnActivityRow.extend({
  campaignId: Id.nullable(),
  version: z.number().int(),
  /** as it read before each mend, the oldest first */
  earlier: z.array(
    z.object({
      version: z.number().int(),
      words: z.string(),
      place: z.string(),
      onDay: Day,
      atTime: z.string().nullable(),
      replacedBy: z.string(),
      replacedAt: Instant,
    }),
  ),
  pictures: z.array(z.object({ id: Id, name: z.string() })),
  standing: Standing,
})
export type OwnActivity = z.output<typeof OwnActivity>

export const OwnActivityFilter = Paging.extend({
  campaignId: Id.optional(),
  from: Day.optional(),
  until: Day.optional(),
  state: z.enum(['standing', 'withdrawn']).optional(),
  own: z.stringbool().optional(),
})
export type OwnActivityFilter = z.output<typeof OwnActivityFilter>

export const listOwnActivities = endpoint({
  key: 'ownActivities.list',
  method: 'GET',
  path: '/api/own-activities',
  summary: '自行开展的履职活动',
  query: OwnActivityFilter,
  reply: pageOf(OwnActivityRow),
  errors: [401, 403],
  policy: readers,
})

export const getOwnActivity = endpoint({
  key: 'ownActivities.get',
  method: 'GET',
  path: '/api/own-activities/:id',
  summary: '一次自行开展的活动',
  params: IdParams,
  reply: OwnActivity,
  errors: [401, 403, 404],
  policy: readers,
})

const Written = {
  campaignId: Id.nullable().default(null),
  words: words(2000),
  place: words(100, 0).default(''),
  onDay: Day,
  /** about when, 14:30 */
  atTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 14:30 这样')
    .nullable()
    .default(null),
  kinds: z.array(z.number().int().min(1).max(20)).max(20).default([]),
}

export const NewOwnActivity = z.object({
  id: Id,
  ...Written,
  /** when it was written down, on the phone's clock */
  happenedAt: Instant,
  /** 代录: whose it is, and why another writes it */
  personId: Id.optional(),
  proxyReason: words(200).optional(),
})
export type NewOwnActivity = z.output<typeof NewOwnActivity>

export const recordOwnActivity = endpoint({
  key: 'ownActivities.record',
  method: 'POST',
  path: '/api/own-activities',
  summary: '记一次自行开展的活动；工作人员代录要写明为什么',
  body: NewOwnActivity,
  reply: z.object({ id: Id, note: z.string().nullable() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ member: 'own', convener: 'venue', office: 'committee' }),
})

export const MendedOwnActivity = z.object({
  ...Written,
  /** the version that was read; another means that somebody was first */
  version: z.number().int(),
  /** why, when there is something to say */
  why: words(200, 0).default(''),
})
export type MendedOwnActivity = z.output<typeof MendedOwnActivity>

export const mendOwnActivity = endpoint({
  key: 'ownActivities.mend',
  method: 'PUT',
  path: '/api/own-activities/:id',
  summary: '改一次自行开展的活动；原来写的留着，报表封存以后不能改',
  params: IdParams,
  body: MendedOwnActivity,
  reply: z.object({ id: Id, note: z.string().nullable() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ member: 'own', convener: 'own', office: 'committee' }),
})

export const stepOwnActivity = endpoint({
  key: 'ownActivities.step',
  method: 'POST',
  path: '/api/own-activities/:id/steps',
  summary: '收回一次自行开展的活动',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ member: 'own', convener: 'own', office: 'committee' }),
})

export const uploadOwnPicture = endpoint({
  key: 'ownActivities.uploadPicture',
  method: 'POST',
  path: '/api/own-activities/:id/pictures',
  summary: '给自行开展的活动添一张照片，最多 9 张',
  params: IdParams,
  body: z.object({ id: Id }),
  reply: z.object({ id: Id, name: z.string() }),
  errors: [400, 401, 403, 404, 409, 413],
  policy: allow({ member: 'own', convener: 'own', office: 'committee' }),
  takes: 'upload',
})
