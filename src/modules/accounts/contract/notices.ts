import { z } from 'zod'
import { Empty, Id, IdParams, Instant, Paging, endpoint, pageOf } from '../../../platform/contract.ts'
import { textKindNames } from '../../../platform/notify/kinds.ts'
import { signedIn } from '../../../platform/policy.ts'

/** One message in the inbox. */
export const Notice = z.object({
  id: Id,
  title: z.string(),
  body: z.string(),
  path: z.string().nullable(),
  createdAt: Instant,
  /** when it was told again, since it had not been read */
  toldAgainAt: Instant.nullable(),
  readAt: Instant.nullable(),
})
export type Notice = z.output<typeof Notice>

export const listNotices = endpoint({
  key: 'notices.list',
  method: 'GET',
  path: '/api/notices',
  summary: '给我的消息，新的在前',
  query: Paging.extend({ unread: z.enum(['1']).optional() }),
  reply: pageOf(Notice),
  errors: [401],
  policy: signedIn,
})

export const readNotice = endpoint({
  key: 'notices.read',
  method: 'POST',
  path: '/api/notices/:id/read',
  summary: '这一条消息看过了',
  params: IdParams,
  reply: Empty,
  errors: [401, 404],
  policy: signedIn,
})

const TextKind = z.enum(textKindNames)

export const getTextChoices = endpoint({
  key: 'notices.textChoices',
  method: 'GET',
  path: '/api/notices/texts',
  summary: '我收哪几种短信',
  reply: z.object({
    hasPhone: z.boolean(),
    kinds: z.array(z.object({ kind: TextKind, label: z.string(), says: z.string(), isOn: z.boolean() })),
  }),
  errors: [401],
  policy: signedIn,
})

export const chooseTexts = endpoint({
  key: 'notices.chooseTexts',
  method: 'PUT',
  path: '/api/notices/texts',
  summary: '打开或关掉一种短信；登录的验证码照发',
  body: z.object({ kind: TextKind, isOn: z.boolean() }),
  reply: z.object({ kind: TextKind, isOn: z.boolean() }),
  errors: [400, 401],
  policy: signedIn,
})

/** What somebody told many people at once. */
export const Telling = z.object({
  id: Id,
  title: z.string(),
  toldAt: Instant,
  toldBy: z.string(),
  /** how many it was told to, and how many have not read it */
  total: z.number().int(),
  unread: z.number().int(),
  /** when those were told again last, or will be; null never */
  againAt: Instant.nullable(),
})
export type Telling = z.output<typeof Telling>

export const listTellings = endpoint({
  key: 'notices.tellings',
  method: 'GET',
  path: '/api/tellings',
  summary: '我和本办公室发给多人的消息，新的在前',
  query: Paging.extend({ about: z.string().max(100).optional() }),
  reply: pageOf(Telling),
  errors: [401],
  policy: signedIn,
})

export const getTelling = endpoint({
  key: 'notices.telling',
  method: 'GET',
  path: '/api/tellings/:id',
  summary: '一条发给多人的消息：谁还没看。本级政协的写姓名，别处的只写人数',
  params: IdParams,
  reply: Telling.extend({
    names: z.array(z.string()),
    others: z.array(z.object({ committeeName: z.string(), count: z.number().int() })),
  }),
  errors: [401, 404],
  policy: signedIn,
})

export const tellAgain = endpoint({
  key: 'notices.tellAgain',
  method: 'POST',
  path: '/api/tellings/:id/again',
  summary: '再提醒还没看的人：一天一次，夜里按的早上八点发',
  params: IdParams,
  reply: z.object({ personCount: z.number().int(), sendAt: Instant }),
  errors: [401, 404, 409],
  policy: signedIn,
})
