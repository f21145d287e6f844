import { z } from 'zod'
import { Empty, Id, IdParams, Instant, Paging, endpoint, pageOf, words } from '../../../platform/contract.ts'
import { signedIn } from '../../../platform/policy.ts'

/** Who is signed in and what the shell needs to know. */
export const Me = z.object({
  personId: Id,
  /** every record found to be this person, `personId` first: a phone's unsent items may stand under another */
  records: z.array(Id),
  name: z.string(),
  face: z.enum(['staff', 'member']),
  demo: z.boolean(),
  grants: z.array(
    z.object({
      role: z.string(),
      roleLabel: z.string(),
      unitId: Id,
      unitName: z.string(),
      unitKind: z.string(),
      committeeId: Id,
      committeeName: z.string(),
    }),
  ),
  seats: z.array(z.object({ mandateId: Id, committeeId: Id, committeeName: z.string(), post: z.string() })),
  todoCount: z.number().int(),
  unreadCount: z.number().int(),
  contactsOpen: z.boolean(),
  /** the password is due: nothing is answered but the page that changes it */
  passwordDue: z.boolean(),
  /** what endangers the data here, in words, for the desk; empty when all is well */
  warnings: z.array(z.string()),
  site: z.object({ name: z.string(), contact: z.string(), footer: z.array(z.string()) }),
})
export type Me = z.output<typeof Me>

export const getMe = endpoint({
  key: 'me.get',
  method: 'GET',
  path: '/api/me',
  summary: '我是谁、有哪些角色、有几件事等我办',
  reply: Me,
  errors: [401],
  policy: signedIn,
})

export const signOut = endpoint({
  key: 'me.signOut',
  method: 'POST',
  path: '/api/me/sign-out',
  summary: '退出登录',
  reply: Empty,
  errors: [401],
  policy: signedIn,
})

/** How the fresh code reaches the person. */
export const FreshCode = z.object({
  by: z.enum(['authenticator', 'sms', 'staff']),
  /** what to do next, in words */
  words: z.string(),
  /** the code itself, in the demo alone */
  demoCode: z.string().nullable(),
})
export type FreshCode = z.output<typeof FreshCode>

export const askFreshCode = endpoint({
  key: 'me.askFreshCode',
  method: 'POST',
  path: '/api/me/contacts/code',
  summary: '要一个新的验证码，用来看联系方式或办要紧的事',
  reply: FreshCode,
  errors: [401, 429],
  policy: signedIn,
})

export const openContacts = endpoint({
  key: 'me.openContacts',
  method: 'POST',
  path: '/api/me/contacts',
  summary: '凭新的验证码，10 分钟内可看联系方式、可办要紧的事',
  body: z.object({ code: words(20) }),
  /** a wrong code is an answer, not an error: the try is counted and stays counted */
  reply: z.object({ open: z.boolean(), until: Instant.nullable(), words: z.string() }),
  errors: [400, 401, 429],
  policy: signedIn,
})

/** One phone or computer that is signed in as oneself. */
export const SessionRow = z.object({
  id: Id,
  face: z.enum(['staff', 'member']),
  device: z.string(),
  createdAt: Instant,
  seenAt: Instant,
  endsAt: Instant,
  isThis: z.boolean(),
})
export type SessionRow = z.output<typeof SessionRow>

export const listSessions = endpoint({
  key: 'me.listSessions',
  method: 'GET',
  path: '/api/me/sessions',
  summary: '我登录着的手机和电脑，最近用的在前',
  query: Paging,
  reply: pageOf(SessionRow),
  errors: [401],
  policy: signedIn,
})

export const endSession = endpoint({
  key: 'me.endSession',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  summary: '让我的另一台手机或电脑退出登录',
  params: IdParams,
  reply: Empty,
  errors: [400, 401, 404],
  policy: signedIn,
})
