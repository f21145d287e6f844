import { z } from 'zod'
import { Day, Done, Empty, Id, IdParams, endpoint, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { plainNetwork } from '../networks.ts'
import { GrantedRole } from './accounts.ts'

const security = allow({ security: 'committee' })

/** One network from which a role may be used; `expiresOn` is the first day without. */
export const AddressRule = z.object({
  id: Id,
  role: GrantedRole,
  roleLabel: z.string(),
  network: z.string(),
  note: z.string(),
  expiresOn: Day.nullable(),
  isLiving: z.boolean(),
})
export type AddressRule = z.output<typeof AddressRule>

/** How accounts of a 政协 sign in: what its security administrator has set. */
export const SignInRules = z.object({
  committeeId: Id,
  committeeName: z.string(),
  /** where the reader sits now, as the server sees it */
  yourAddress: z.string(),
  /** null: nobody is forced to change a password, as shipped */
  passwordDays: z.number().int().nullable(),
  rules: z.array(AddressRule),
  roles: z.array(z.object({ role: GrantedRole, label: z.string() })),
})
export type SignInRules = z.output<typeof SignInRules>

export const getSignInRules = endpoint({
  key: 'signInRules.get',
  method: 'GET',
  path: '/api/sign-in-rules',
  summary: '本级政协的登录规定：改密期限、按角色限定的网络',
  reply: SignInRules,
  errors: [401, 403],
  policy: security,
})

export const setPasswordPeriod = endpoint({
  key: 'signInRules.setPasswordPeriod',
  method: 'PUT',
  path: '/api/sign-in-rules/password-period',
  summary: '定密码多久一换；days 空着是不强制（默认）',
  body: z.object({
    committeeId: Id,
    days: z.number('请填天数').int('填整数').min(30, '最少 30 天').max(365, '最多 365 天').nullable(),
  }),
  reply: Empty,
  errors: [400, 401, 403, 404, 409],
  policy: security,
})

export const Network = z
  .string('请填网络地址')
  .refine((typed) => plainNetwork(typed) !== null, '写成 10.8.0.0/16 或 203.0.113.7 这样')

export const addAddressRule = endpoint({
  key: 'signInRules.addAddress',
  method: 'POST',
  path: '/api/address-rules',
  summary: '限定一种角色只能在某个网络里用；会把自己关在外面的不收',
  body: z.object({
    id: Id,
    committeeId: Id,
    role: GrantedRole,
    network: Network,
    note: words(60, 0),
    expiresOn: Day.nullable(),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: security,
})

export const removeAddressRule = endpoint({
  key: 'signInRules.removeAddress',
  method: 'DELETE',
  path: '/api/address-rules/:id',
  summary: '去掉一条网络限定；会把自己关在外面的不办',
  params: IdParams,
  reply: Empty,
  errors: [401, 403, 404, 409],
  policy: security,
})
