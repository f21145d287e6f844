import { z } from 'zod'
import {
  Day,
  Done,
  Empty,
  Id,
  IdParams,
  Instant,
  Paging,
  endpoint,
  pageOf,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

export const GrantedRole = z.enum([
  'office',
  'special_committee',
  'convener',
  'contact_group',
  'department',
  'leader',
  'system',
  'security',
  'audit',
])

/** One role of a person on a unit; `until` is the first day without, null while it stays. */
export const AccountGrant = z.object({
  id: Id,
  role: GrantedRole,
  roleLabel: z.string(),
  unitId: Id,
  unitName: z.string(),
  from: Day.nullable(),
  until: Day.nullable(),
})

/** A person with an account, as the administrators of the 政协 see it. */
export const Account = z.object({
  personId: Id,
  name: z.string(),
  login: z.string().nullable(),
  state: z.enum(['active', 'disabled']),
  /** has set a password and a second factor */
  isSetUp: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  openSessions: z.number().int(),
  /** a member of the reader's 政协 today */
  isServing: z.boolean(),
  grants: z.array(AccountGrant),
  /** what the reader may do here; null is open, else why not */
  steps: z.object({
    grant: z.string().nullable(),
    setUp: z.string().nullable(),
    disable: z.string().nullable(),
    endSessions: z.string().nullable(),
    readOut: z.string().nullable(),
  }),
})
export type Account = z.output<typeof Account>

const administrators = { system: 'committee', security: 'committee' } as const
const keepers = { ...administrators, office: 'committee' } as const

export const listAccounts = endpoint({
  key: 'accounts.list',
  method: 'GET',
  path: '/api/accounts',
  summary: '本级政协的工作账号：谁、什么角色、什么状态',
  query: Paging.extend({
    role: GrantedRole.optional(),
    state: z.enum(['active', 'disabled', 'locked']).optional(),
  }),
  reply: pageOf(Account),
  errors: [401, 403],
  policy: allow(keepers),
})

export const getAccount = endpoint({
  key: 'accounts.get',
  method: 'GET',
  path: '/api/accounts/:id',
  summary: '一个账号',
  params: IdParams,
  reply: Account,
  errors: [401, 403, 404],
  policy: allow(keepers),
})

/** Units on which the reader may grant, and the roles that fit each kind. */
export const GrantableUnit = z.object({
  unitId: Id,
  unitName: z.string(),
  unitKind: z.string(),
  roles: z.array(z.object({ role: GrantedRole, label: z.string() })),
})

export const listGrantableUnits = endpoint({
  key: 'accounts.grantableUnits',
  method: 'GET',
  path: '/api/accounts/units',
  summary: '可以授予角色的单位',
  query: Paging,
  reply: pageOf(GrantableUnit),
  errors: [401, 403],
  policy: allow({ system: 'committee' }),
})

export const createAccount = endpoint({
  key: 'accounts.create',
  method: 'POST',
  path: '/api/accounts',
  summary: '为同事开一个账号',
  body: z.object({
    id: Id,
    committeeId: Id,
    name: words(40),
    login: words(40, 3),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ system: 'committee', office: 'committee' }),
})

/** A code or link was made: `id` is read once more through accounts.readCode. */
export const makeSetUpLink = endpoint({
  key: 'accounts.makeSetUpLink',
  method: 'POST',
  path: '/api/accounts/:id/set-up',
  summary: '给同事一个启用链接：设密码、绑动态码；忘了密码或丢了手机也用它',
  params: IdParams,
  /** needed where the person has no login yet */
  body: z.object({ login: words(40, 3).optional() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow(keepers),
})

export const makeReadOutCode = endpoint({
  key: 'accounts.makeReadOutCode',
  method: 'POST',
  path: '/api/people/:id/read-out-code',
  summary: '为一位委员生成一次性登录码，当面或在电话里念给本人',
  params: IdParams,
  reply: Done,
  errors: [401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})

/** What was made, for the one who made it: a code to read out, or a link to hand over. */
export const OneTimeCode = z.object({
  id: Id,
  kind: z.string(),
  personName: z.string(),
  code: z.string().nullable(),
  path: z.string().nullable(),
  endsAt: Instant,
  isUsed: z.boolean(),
})
export type OneTimeCode = z.output<typeof OneTimeCode>

export const readCode = endpoint({
  key: 'accounts.readCode',
  method: 'GET',
  path: '/api/one-time-codes/:id',
  summary: '看自己刚生成的一次性码或链接',
  params: IdParams,
  reply: OneTimeCode,
  errors: [401, 403, 404],
  policy: allow(keepers),
  audited: 'read',
})

export const printSlips = endpoint({
  key: 'accounts.printSlips',
  method: 'POST',
  path: '/api/slips',
  summary: '为委员印激活纸条，每人一张，用一次；再印一次，上一张就作废',
  body: z.object({
    id: Id,
    committeeId: Id,
    /** left out: every serving member who has never signed in */
    personIds: z.array(Id).min(1).max(2000).optional(),
  }),
  reply: z.object({ id: Id, count: z.number().int(), path: z.string() }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee' }),
})

export const grantRole = endpoint({
  key: 'accounts.grant',
  method: 'POST',
  path: '/api/accounts/:id/grants',
  summary: '授予一个角色；要先输一次新的动态码',
  params: IdParams,
  body: z.object({ unitId: Id, role: GrantedRole, from: Day, until: Day.optional() }),
  reply: Empty,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ system: 'committee' }),
})

export const endGrant = endpoint({
  key: 'accounts.endGrant',
  method: 'POST',
  path: '/api/accounts/:id/grants/end',
  summary: '收回一个角色；on 是没有这个角色的第一天',
  params: IdParams,
  body: z.object({ unitId: Id, role: GrantedRole, on: Day }),
  reply: Empty,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ system: 'committee' }),
})

const lockStep = (name: string, summary: string) =>
  endpoint({
    key: `accounts.${name}`,
    method: 'POST',
    path: `/api/accounts/:id/${name}`,
    summary,
    params: IdParams,
    reply: Empty,
    errors: [401, 403, 404, 409],
    policy: allow({ security: 'committee' }),
  })

export const disableAccount = lockStep('disable', '停用账号，立即生效，正在用的也当场退出')
export const enableAccount = lockStep('enable', '恢复账号')
export const unlockAccount = lockStep('unlock', '解除登录锁定')
export const endAllSessions = lockStep('sign-out', '让这个账号在所有手机和电脑上退出')
