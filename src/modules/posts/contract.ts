import { z } from 'zod'
import {
  Done,
  Id,
  IdParams,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'
import { mostPictures } from './rules.ts'

export const PostRow = z.object({
  id: Id,
  venueId: Id,
  venueName: z.string(),
  committeeName: z.string(),
  title: z.string(),
  /** first 60 characters of the text */
  excerpt: z.string(),
  state: z.string(),
  /** null above one's own 政协 */
  authorName: z.string().nullable(),
  createdAt: z.string(),
  /** first submitted: timeliness counts from here */
  uploadedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  campaignName: z.string().nullable(),
  /** uploaded after the campaign's day for uploads */
  isLate: z.boolean(),
  pictureCount: z.number().int(),
  firstPictureId: Id.nullable(),
  /** a studio's, with both text and picture */
  counts: z.boolean(),
})
export type PostRow = z.output<typeof PostRow>

export const PostPicture = z.object({ fileId: Id, caption: words(100, 0).default('') })
export const WordHit = z.object({ word: z.string(), advice: z.string() })

export const Post = z.object({
  id: Id,
  venueId: Id,
  venueName: z.string(),
  /** whether the venue is a 委员工作室, which alone stands in the tables */
  isStudio: z.boolean(),
  title: z.string(),
  words: z.string(),
  campaignId: Id.nullable(),
  campaignName: z.string().nullable(),
  uploadDueOn: z.string().nullable(),
  activityId: Id.nullable(),
  activityTitle: z.string().nullable(),
  authorName: z.string().nullable(),
  uploadedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  isLate: z.boolean(),
  pictures: z.array(z.object({ fileId: Id, caption: z.string() })),
  /** why it will not count for column 16, or null */
  note: z.string().nullable(),
  /** guarded words in it; to author and office */
  hits: z.array(WordHit),
  /** whether the reader may change its words and pictures now */
  mayWrite: z.boolean(),
  version: z.number().int(),
  standing: Standing,
})
export type Post = z.output<typeof Post>

const Tags = { campaignId: Id.nullable().default(null), activityId: Id.nullable().default(null) }
export const PostDraft = z.object({
  title: words(60, 0).default(''),
  words: words(5000, 0).default(''),
  ...Tags,
})
export type PostDraft = z.output<typeof PostDraft>

export const PostFilter = Paging.extend({
  state: z.enum(['draft', 'submitted', 'published', 'returned', 'withdrawn', 'all']).default('all'),
  venueId: Id.optional(),
  campaignId: Id.optional(),
  /** those written by the reader */
  mine: z.enum(['1']).optional(),
})
export type PostFilter = z.output<typeof PostFilter>

const seen = allow({
  office: 'guided',
  special_committee: 'guided',
  leader: 'guided',
  contact_group: 'committee',
  convener: 'committee',
  member: 'committee',
})
const writers = allow({ office: 'committee', convener: 'venue', member: 'venue' })
export const listPosts = endpoint({
  key: 'posts.list',
  method: 'GET',
  path: '/api/posts',
  summary: '动态：等审核的、自己写的、已发布的',
  query: PostFilter,
  reply: pageOf(PostRow),
  errors: [400, 401, 403],
  policy: seen,
})

export const getPost = endpoint({
  key: 'posts.get',
  method: 'GET',
  path: '/api/posts/:id',
  summary: '一条动态',
  params: IdParams,
  reply: Post,
  errors: [400, 401, 403, 404],
  policy: seen,
})

export const PostTag = z.object({
  /** whether what is written here counts in a table at all */
  isStudio: z.boolean(),
  campaigns: z.array(z.object({ id: Id, name: z.string(), heldOn: z.string(), uploadDueOn: z.string() })),
  activities: z.array(z.object({ id: Id, title: z.string(), onDay: z.string(), campaignId: Id.nullable() })),
})
export const getPostTags = endpoint({
  key: 'posts.tags',
  method: 'GET',
  path: '/api/posts/tags',
  summary: '写动态时可以挂上的专项活动与本工作室的活动',
  query: z.object({ venueId: Id }),
  reply: PostTag,
  errors: [400, 401, 403, 404],
  policy: writers,
})

export const draftPost = endpoint({
  key: 'posts.draft',
  method: 'POST',
  path: '/api/posts',
  summary: '起草一条动态',
  body: PostDraft.extend({ id: Id, venueId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const savePost = endpoint({
  key: 'posts.save',
  method: 'PUT',
  path: '/api/posts/:id',
  summary: '存下草稿：文字、图片的先后与说明',
  params: IdParams,
  body: PostDraft.extend({
    version: z.number().int(),
    pictures: z.array(PostPicture).max(mostPictures, `图片最多 ${mostPictures} 张`),
  }),
  reply: z.object({ id: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const addPicture = endpoint({
  key: 'posts.addPicture',
  method: 'POST',
  path: '/api/posts/:id/pictures',
  summary: '传一张图片（重新编码，去掉拍摄信息）',
  params: IdParams,
  body: z.object({ fileId: Id, caption: words(100, 0).default('') }),
  takes: 'upload',
  reply: z.object({ fileId: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409, 413],
  policy: writers,
})

export const stepPost = endpoint({
  key: 'posts.step',
  method: 'POST',
  path: '/api/posts/:id/steps',
  summary: '提交、发布、退回、撤下一条动态',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})
