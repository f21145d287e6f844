import { z } from 'zod'
import { Day, Done, Id, IdParams, Paging, endpoint, pageOf, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

/** One report in the media: public words, seen by whoever reaches the 政协 in figures. */
export const Coverage = z.object({
  id: Id,
  committeeName: z.string(),
  medium: z.string(),
  title: z.string(),
  publishedOn: Day,
  link: z.string(),
  /** the reader may take it off the list */
  mine: z.boolean(),
})
export type Coverage = z.output<typeof Coverage>

export const listCoverage = endpoint({
  key: 'activityDay.coverage',
  method: 'GET',
  path: '/api/activity-day/:id/coverage',
  summary: '媒体报道：本级和下级政协的，新的在前',
  params: IdParams,
  query: Paging,
  reply: pageOf(Coverage),
  errors: [401, 403, 404],
  policy: allow({ office: 'guided', leader: 'guided', special_committee: 'guided' }),
})

export const NewCoverage = z.object({
  medium: words(40),
  title: words(100),
  publishedOn: Day,
  link: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: '网址以 http:// 或 https:// 开头' })])
    .default(''),
})

export const addCoverage = endpoint({
  key: 'activityDay.addCoverage',
  method: 'POST',
  path: '/api/activity-day/:id/coverage',
  summary: '记一条媒体报道',
  params: IdParams,
  body: NewCoverage.extend({ id: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', special_committee: 'committee' }),
})

export const removeCoverage = endpoint({
  key: 'activityDay.removeCoverage',
  method: 'DELETE',
  path: '/api/coverage/:id',
  summary: '去掉一条记错的媒体报道',
  params: IdParams,
  reply: Done,
  errors: [401, 403, 404],
  policy: allow({ office: 'committee', special_committee: 'committee' }),
})

export const previewPostpone = endpoint({
  key: 'activityDay.previewPostpone',
  method: 'GET',
  path: '/api/activity-day/:id/postpone',
  summary: '改期之前看一眼：各个日期变成哪天，几次到场会落在外面',
  params: IdParams,
  query: z.object({ heldOn: Day }),
  reply: z.object({
    collectiveFrom: Day,
    collectiveUntil: Day,
    ownFrom: Day,
    ownUntil: Day,
    uploadDueOn: Day,
    returnDueOn: Day,
    droppedAttendances: z.number().int(),
    droppedOwnActivities: z.number().int(),
  }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee' }),
})
