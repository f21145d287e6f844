import { z } from 'zod'
import {
  Day,
  Done,
  Id,
  IdParams,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

const office = allow({ office: 'committee' })

export const LikenessRow = z.object({
  id: Id,
  name: z.string(),
  otherName: z.string(),
  otherCommittee: z.string(),
  grounds: z.enum(['phone', 'name', 'hand']),
  state: z.string(),
  stateLabel: z.string(),
  createdAt: z.string(),
})
export type LikenessRow = z.output<typeof LikenessRow>

/** One of the two records. Of the other 政协's: what it holds in the open, never the mobile or the workplace. */
const Side = z.object({
  committeeName: z.string(),
  name: z.string(),
  gender: z.enum(['male', 'female']).nullable(),
  seats: z.array(
    z.object({ postLabel: z.string(), sector: z.string().nullable(), from: Day, until: Day.nullable() }),
  ),
})

export const Likeness = z.object({
  id: Id,
  personId: Id,
  grounds: z.enum(['phone', 'name', 'hand']),
  phones: z.enum(['same', 'different', 'missing']),
  own: Side,
  other: Side,
  standing: Standing,
})
export type Likeness = z.output<typeof Likeness>

export const listLikenesses = endpoint({
  key: 'likenesses.list',
  method: 'GET',
  path: '/api/likenesses',
  summary: '可能是同一人：等核对的在前',
  query: Paging.extend({ state: z.enum(['open', 'merged', 'distinct']).optional() }),
  reply: pageOf(LikenessRow),
  errors: [401, 403],
  policy: office,
})

export const getLikeness = endpoint({
  key: 'likenesses.get',
  method: 'GET',
  path: '/api/likenesses/:id',
  summary: '两份记录，是不是同一人',
  params: IdParams,
  reply: Likeness,
  errors: [401, 403, 404],
  policy: office,
})

export const pointOutLikeness = endpoint({
  key: 'likenesses.pointOut',
  method: 'POST',
  path: '/api/likenesses',
  summary: '指出本政协的两份记录可能是同一人，再一起核对；指出过的给那一对',
  body: z.object({ id: Id, personId: Id, otherId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const stepLikeness = endpoint({
  key: 'likenesses.step',
  method: 'POST',
  path: '/api/likenesses/:id/steps',
  summary: '认定是同一人、不是同一人，或把认错的分开',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: office,
})
