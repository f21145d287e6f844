import { z } from 'zod'
import { Id, Instant, Paging, endpoint, pageOf } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

export const CodeKind = z.enum(['person', 'activity', 'campaign', 'committee'])
export type CodeKind = z.output<typeof CodeKind>

/** A printed code: whose it is, where it leads. */
export const IntakeCode = z.object({
  token: z.string(),
  kind: z.string(),
  label: z.string(),
  state: z.enum(['open', 'redirects', 'revoked']),
  successorLabel: z.string().nullable(),
  madeAt: Instant,
  /** items that came by it */
  received: z.number().int(),
})
export type IntakeCode = z.output<typeof IntakeCode>

const makers = allow({ office: 'committee', convener: 'venue', member: 'own' })

export const listCodes = endpoint({
  key: 'opinions.codes',
  method: 'GET',
  path: '/api/intake-codes',
  summary: '意见码：委员、活动、活动日、本级政协的',
  query: Paging.extend({
    kind: CodeKind.optional(),
    state: z.enum(['open', 'redirects', 'revoked']).optional(),
  }),
  reply: pageOf(IntakeCode),
  errors: [401, 403],
  policy: allow({ office: 'committee', convener: 'venue', leader: 'committee' }),
})

export const makeCode = endpoint({
  key: 'opinions.makeCode',
  method: 'POST',
  path: '/api/intake-codes',
  summary: '发一个意见码；已有的给原来的',
  body: z.object({
    kind: CodeKind,
    committeeId: Id,
    /** member, activity or campaign; null for the 政协's own */
    targetId: Id.nullable().default(null),
  }),
  reply: z.object({ token: z.string(), url: z.string() }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee', convener: 'venue' }),
})

export const makeMemberCodes = endpoint({
  key: 'opinions.makeMemberCodes',
  method: 'POST',
  path: '/api/intake-codes/members',
  summary: '给在任委员每人发一个码，已有的不动',
  body: z.object({ committeeId: Id }),
  reply: z.object({ made: z.number().int() }),
  errors: [400, 401, 403],
  policy: allow({ office: 'committee' }),
})

export const retireCode = endpoint({
  key: 'opinions.retireCode',
  method: 'POST',
  path: '/api/intake-codes/:token/retirement',
  summary: '停用一个码，或让旧码转到新码',
  params: z.object({ token: z.string().min(8).max(60) }),
  body: z.object({
    /** where the printed code leads from now on; null stops it */
    successor: z.string().min(8).max(60).nullable().default(null),
  }),
  reply: z.object({ state: z.enum(['redirects', 'revoked']) }),
  errors: [400, 401, 403, 404, 409],
  policy: makers,
})

export const getPoster = endpoint({
  key: 'opinions.poster',
  method: 'GET',
  path: '/api/intake-codes/:token/poster',
  summary: '意见码海报（SVG，A4）',
  params: z.object({ token: z.string().min(8).max(60) }),
  reply: z.unknown(),
  errors: [401, 403, 404],
  policy: makers,
  gives: 'file',
})

export const getMyCode = endpoint({
  key: 'opinions.myCode',
  method: 'GET',
  path: '/api/me/intake-code',
  summary: '我的委员码',
  reply: z.object({
    codes: z.array(
      z.object({ token: z.string(), url: z.string(), committeeName: z.string(), svg: z.string() }),
    ),
  }),
  errors: [401],
  policy: allow({ member: 'own' }),
})
