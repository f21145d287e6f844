import { z } from 'zod'
import {
  Done,
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
import { mostAnswer, mostQuestion, mostTitle } from './rules.ts'

const writers = allow({ office: 'committee', convener: 'venue' })

export const AnswerFinding = z.object({
  field: z.enum(['title', 'question', 'answer']),
  text: z.string(),
  what: z.string(),
  isHard: z.boolean(),
})
export type AnswerFinding = z.output<typeof AnswerFinding>

const Texts = z.object({
  title: words(mostTitle),
  question: words(mostQuestion),
  answer: words(mostAnswer),
})
const Draft = Texts.extend({
  category: z.string().max(20).nullable().default(null),
  /** what was pointed out has been looked at, and stays */
  isLookedAt: z.boolean().default(false),
})

export const PublicAnswerRow = z.object({
  id: Id,
  opinionId: Id,
  opinionNumber: z.string().nullable(),
  title: z.string(),
  venueName: z.string().nullable(),
  category: z.string().nullable(),
  state: z.string(),
  draftedBy: z.string(),
  draftedAt: Instant,
  publishedAt: Instant.nullable(),
})
export type PublicAnswerRow = z.output<typeof PublicAnswerRow>

export const PublicAnswer = PublicAnswerRow.extend({
  question: z.string(),
  answer: z.string(),
  version: z.number().int(),
  findings: z.array(AnswerFinding),
  mayEdit: z.boolean(),
  standing: Standing,
})
export type PublicAnswer = z.output<typeof PublicAnswer>

export const listAnswers = endpoint({
  key: 'answers.list',
  method: 'GET',
  path: '/api/public-answers',
  summary: '公开问答：起草的、等审核的、已公开的',
  query: Paging.extend({
    state: z.enum(['drafted', 'submitted', 'published', 'returned', 'withdrawn']).optional(),
  }),
  reply: pageOf(PublicAnswerRow),
  errors: [401, 403],
  policy: writers,
})

export const getAnswer = endpoint({
  key: 'answers.get',
  method: 'GET',
  path: '/api/public-answers/:id',
  summary: '一条公开问答，和里面要核对的',
  params: IdParams,
  reply: PublicAnswer,
  errors: [401, 403, 404],
  policy: writers,
})

export const getAnswerOf = endpoint({
  key: 'answers.ofOpinion',
  method: 'GET',
  path: '/api/opinions/:id/public-answer',
  summary: '一条意见的公开问答；还没有的，给一份可以改的底稿',
  params: IdParams,
  reply: z.object({
    answerId: Id.nullable(),
    /** why none can be drafted yet; null when one can, or there is one */
    obstacle: z.string().nullable(),
    /** to be edited before it is public: the words as they came, and the answers */
    base: Texts.extend({
      title: z.string(),
      question: z.string(),
      answer: z.string(),
      category: z.string().nullable(),
    }).nullable(),
  }),
  errors: [401, 403, 404],
  policy: writers,
})

export const checkAnswer = endpoint({
  key: 'answers.check',
  method: 'POST',
  path: '/api/public-answers/check',
  summary: '存之前看一看：有没有人名、电话、住址、要核对的词',
  body: z.object({
    opinionId: Id,
    title: z.string().max(200),
    question: z.string().max(8000),
    answer: z.string().max(8000),
  }),
  reply: z.object({ findings: z.array(AnswerFinding) }),
  keeps: 'sealed',
  errors: [400, 401, 403, 404],
  policy: writers,
})

export const draftAnswer = endpoint({
  key: 'answers.draft',
  method: 'POST',
  path: '/api/public-answers',
  summary: '从一条已答复的意见起草公开问答',
  body: Draft.extend({ id: Id, opinionId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const editAnswer = endpoint({
  key: 'answers.edit',
  method: 'PUT',
  path: '/api/public-answers/:id',
  summary: '修改一条还没有公开的问答',
  params: IdParams,
  body: Draft.extend({ version: z.number().int() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const stepAnswer = endpoint({
  key: 'answers.step',
  method: 'POST',
  path: '/api/public-answers/:id/steps',
  summary: '提交、通过、退回、撤下一条公开问答',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})
