import { z } from 'zod'
import { Done, Empty, Id, IdParams, Paging, endpoint, pageOf, words } from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'

const office = allow({ office: 'committee' })

export const GuardedWord = z.object({
  id: Id,
  word: z.string(),
  advice: z.string(),
  addedBy: z.string().nullable(),
  /** ships with the platform, for all */
  isShipped: z.boolean(),
  /** a shipped one that is not checked here */
  isOff: z.boolean(),
})

export const listGuardedWords = endpoint({
  key: 'guardedWords.list',
  method: 'GET',
  path: '/api/guarded-words',
  summary: '错敏词表：本级自己的，和平台自带的',
  query: Paging,
  reply: pageOf(GuardedWord),
  errors: [400, 401, 403],
  policy: office,
})

export const addGuardedWord = endpoint({
  key: 'guardedWords.add',
  method: 'POST',
  path: '/api/guarded-words',
  summary: '往错敏词表里加一个词',
  body: z.object({ id: Id, committeeId: Id, word: words(40), advice: words(100, 0).default('') }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const dropGuardedWord = endpoint({
  key: 'guardedWords.drop',
  method: 'DELETE',
  path: '/api/guarded-words/:id',
  summary: '从错敏词表里去掉一个词；平台自带的，在本级停用',
  params: IdParams,
  reply: Empty,
  errors: [400, 401, 403, 404],
  policy: office,
})

export const restoreGuardedWord = endpoint({
  key: 'guardedWords.restore',
  method: 'POST',
  path: '/api/guarded-words/:id/restoration',
  summary: '平台自带的词，在本级重新启用',
  params: IdParams,
  reply: Empty,
  errors: [400, 401, 403, 404],
  policy: office,
})
