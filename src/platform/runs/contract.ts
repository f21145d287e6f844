import { z } from 'zod'
import { Done, Id, IdParams, Paging, endpoint, pageOf } from '../contract.ts'
import { signedIn } from '../policy.ts'

/** One long run: what was asked, how far it is, what came of it. */
export const Run = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'stopped']),
  stateLabel: z.string(),
  done: z.number().int(),
  /** null while unknown */
  total: z.number().int().nullable(),
  /** guessed from the pace so far; null while it cannot be guessed */
  secondsLeft: z.number().int().nullable(),
  cancelAsked: z.boolean(),
  /** figures of the outcome, by name */
  result: z.record(z.string(), z.unknown()).nullable(),
  /** the sentence for people when it failed */
  error: z.string().nullable(),
  hasFile: z.boolean(),
  fileName: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  seenAt: z.string().nullable(),
})
export type Run = z.output<typeof Run>

export const listRuns = endpoint({
  key: 'runs.list',
  method: 'GET',
  path: '/api/runs',
  summary: '我的长任务，新的在前',
  query: Paging.extend({ kind: z.string().max(60).optional() }),
  reply: pageOf(Run),
  errors: [401],
  policy: signedIn,
})

export const getRun = endpoint({
  key: 'runs.get',
  method: 'GET',
  path: '/api/runs/:id',
  summary: '一个长任务：进度与结果',
  params: IdParams,
  reply: Run,
  errors: [401, 404],
  policy: signedIn,
})

export const cancelRun = endpoint({
  key: 'runs.cancel',
  method: 'POST',
  path: '/api/runs/:id/cancel',
  summary: '停下一个长任务',
  params: IdParams,
  reply: Done,
  errors: [401, 404, 409],
  policy: signedIn,
})

export const lookAtRun = endpoint({
  key: 'runs.look',
  method: 'POST',
  path: '/api/runs/:id/look',
  summary: '看过一个长任务的结果，待办随之消去',
  params: IdParams,
  reply: Done,
  errors: [401, 404],
  policy: signedIn,
})

export const getRunFile = endpoint({
  key: 'runs.file',
  method: 'GET',
  path: '/api/runs/:id/file',
  summary: '长任务做出来的文件',
  params: IdParams,
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 404],
  policy: signedIn,
})

/** Most rows of a list that are written while the reader waits; more are a run, with its end as a to-do. */
export const mostAtOnce = 2_000
