import { z } from 'zod'
import { Day, Done, Id, IdParams, endpoint, personal, words } from '../../../platform/contract.ts'
import { normalizePhone } from '../../../platform/phones.ts'
import { allow } from '../../../platform/policy.ts'
import { Gender, readers } from './directory.ts'

/** A mobile in its one form; an empty one is none. */
export const Mobile = z.string().transform((typed, context) => {
  if (typed.trim() === '') return ''
  const phone = normalizePhone(typed)
  if (phone && /^1[3-9]\d{9}$/.test(phone)) return phone
  const digits = typed.replace(/\D/g, '').length
  const words =
    digits > 0 && digits < 11
      ? `少了 ${11 - digits} 位，手机号是 11 位。`
      : '这不是手机号，手机号是 11 位，以 1 开头。'
  context.addIssue({ code: 'custom', message: words })
  return z.NEVER
})

/** A seat as it is written: names of choices are ids of units and codes of dictionaries. */
export const MandateDraft = z.object({
  termId: Id.nullable().default(null),
  post: words(40).default('member'),
  party: z.string().max(40).nullable().default(null),
  sectorId: Id.nullable().default(null),
  specialCommitteeId: Id.nullable().default(null),
  groupId: Id.nullable().default(null),
  workplace: words(100, 0).default(''),
  from: Day,
  /** first day without; null is open */
  until: Day.nullable().default(null),
  endedAs: z.string().max(40).nullable().default(null),
})
export type MandateDraft = z.output<typeof MandateDraft>

export const Mandate = z.object({
  id: Id,
  committeeName: z.string(),
  no: z.string(),
  termId: Id.nullable(),
  term: z.string().nullable(),
  post: z.string(),
  postLabel: z.string(),
  party: z.string().nullable(),
  partyLabel: z.string().nullable(),
  sectorId: Id.nullable(),
  sector: z.string().nullable(),
  specialCommitteeId: Id.nullable(),
  specialCommittee: z.string().nullable(),
  groupId: Id.nullable(),
  group: z.string().nullable(),
  workplace: z.string(),
  from: Day,
  until: Day.nullable(),
  endedAs: z.string().nullable(),
  endedAsLabel: z.string().nullable(),
  serving: z.boolean(),
  version: z.number().int(),
})
export type Mandate = z.output<typeof Mandate>

/** One member of a 政协, with every seat there; seats elsewhere of the same person show their 政协 and days only. */
export const Member = z.object({
  id: Id,
  committeeId: Id,
  name: z.string(),
  gender: Gender.nullable(),
  phone: personal(z.string().nullable(), 'phone'),
  version: z.number().int(),
  mandates: z.array(Mandate),
  elsewhere: z.array(
    z.object({ committeeName: z.string(), postLabel: z.string(), from: Day, until: Day.nullable() }),
  ),
  venues: z.array(z.object({ id: Id, name: z.string(), from: Day.nullable(), until: Day.nullable() })),
  mayEdit: z.boolean(),
})
export type Member = z.output<typeof Member>

export const getMember = endpoint({
  key: 'members.get',
  method: 'GET',
  path: '/api/members/:id',
  summary: '一位委员',
  params: IdParams,
  reply: Member,
  errors: [401, 403, 404],
  policy: readers,
})

const office = allow({ office: 'committee' })

export const addMember = endpoint({
  key: 'members.add',
  method: 'POST',
  path: '/api/members',
  summary: '登记一位委员',
  body: MandateDraft.extend({
    id: Id,
    committeeId: Id,
    name: words(40),
    gender: Gender.nullable().default(null),
    phone: Mobile.default(''),
    /** 同名的另一人: somebody of the same name is known and it is another person */
    isAnother: z.boolean().default(false),
  }),
  reply: Done,
  errors: [400, 401, 403, 409],
  policy: office,
})

export const editPerson = endpoint({
  key: 'members.edit',
  method: 'PUT',
  path: '/api/members/:id',
  summary: '修改姓名、性别、手机号',
  params: IdParams,
  body: z.object({
    version: z.number().int(),
    name: words(40),
    gender: Gender.nullable().default(null),
    /** left out: as it was; empty: removed */
    phone: Mobile.optional(),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const addMandate = endpoint({
  key: 'members.addMandate',
  method: 'POST',
  path: '/api/members/:id/mandates',
  summary: '加一段任职',
  params: IdParams,
  body: MandateDraft.extend({ mandateId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const editMandate = endpoint({
  key: 'members.editMandate',
  method: 'PUT',
  path: '/api/mandates/:id',
  summary: '修改或结束一段任职',
  params: IdParams,
  body: MandateDraft.extend({ version: z.number().int() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})
