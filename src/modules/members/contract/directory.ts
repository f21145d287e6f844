import { z } from 'zod'
import { Day, Done, Id, Paging, endpoint, pageOf, personal } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

/** Who may read members by name: always inside the own 政协, never from above. */
export const readers = allow({
  office: 'committee',
  special_committee: 'unit',
  contact_group: 'unit',
  convener: 'venue',
})

export const Gender = z.enum(['male', 'female'])
export const genderLabels = { male: '男', female: '女' } as const

/** What the directory can be narrowed to; kept in the address of the page. */
export const MemberFilter = z.object({
  /** whose; the actor's first 政协 when left out */
  committeeId: Id.optional(),
  /** name, full pinyin, initials, 编号, or a whole mobile number */
  search: z.string().max(100).optional(),
  sectorId: Id.optional(),
  party: z.string().max(40).optional(),
  post: z.string().max(40).optional(),
  specialCommitteeId: Id.optional(),
  groupId: Id.optional(),
  standing: z.enum(['serving', 'ended', 'all']).default('serving'),
  /** 未入驻: serving and resident in no venue today */
  unsettled: z.enum(['yes']).optional(),
  sort: z.enum(['strokes', 'pinyin', 'no']).default('strokes'),
})
export type MemberFilter = z.output<typeof MemberFilter>

export const MemberRow = z.object({
  id: Id,
  name: z.string(),
  /** 编号 of the seat shown: the serving one, else the last */
  no: z.string(),
  gender: Gender.nullable(),
  phone: personal(z.string().nullable(), 'phone'),
  sector: z.string().nullable(),
  party: z.string().nullable(),
  post: z.string(),
  specialCommittee: z.string().nullable(),
  group: z.string().nullable(),
  workplace: z.string(),
  from: Day.nullable(),
  /** first day without; null is open */
  until: Day.nullable(),
  serving: z.boolean(),
  endedAs: z.string().nullable(),
  /** names of the venues of residence today, joined by 、 */
  venues: z.string(),
})
export type MemberRow = z.output<typeof MemberRow>

export const listMembers = endpoint({
  key: 'members.list',
  method: 'GET',
  path: '/api/members',
  summary: '委员名册',
  query: Paging.omit({ sort: true, search: true }).extend(MemberFilter.shape),
  reply: pageOf(MemberRow),
  errors: [401, 403],
  policy: readers,
})

/** What is exported: the list as it is narrowed, with the columns that are shown. */
const MemberExport = MemberFilter.extend({
  /** keys of the columns wanted, joined by commas; all when left out */
  columns: z.string().max(300).optional(),
})

export const startMemberExport = endpoint({
  key: 'members.startExport',
  method: 'POST',
  path: '/api/members/exports',
  summary: '在后台导出委员名册：人多时用，好了是一件待办；手机号打星',
  body: MemberExport.extend({ id: Id }),
  reply: Done,
  errors: [400, 401, 403],
  policy: readers,
})

export const exportMembers = endpoint({
  key: 'members.export',
  method: 'GET',
  path: '/api/members/export',
  summary: '导出委员名册（没有打开联系方式时，手机号打星）；两千行以上在后台导出',
  query: MemberExport,
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 403, 409],
  policy: readers,
})

const Choice = z.object({ value: z.string(), label: z.string() })

/** The words to choose from in one 政协: its own units, terms and dictionaries as of today. */
export const MemberChoices = z.object({
  committeeId: Id,
  committeeName: z.string(),
  sectors: z.array(Choice),
  specialCommittees: z.array(Choice),
  groups: z.array(Choice),
  parties: z.array(Choice),
  posts: z.array(Choice),
  endedAs: z.array(Choice),
  terms: z.array(Choice.extend({ from: Day.nullable(), until: Day.nullable() })),
  /** whether the reader may add and change here */
  mayEdit: z.boolean(),
})
export type MemberChoices = z.output<typeof MemberChoices>

export const getMemberChoices = endpoint({
  key: 'members.choices',
  method: 'GET',
  path: '/api/members/choices',
  summary: '名册里可以选的词：界别、党派、职务、专委会、小组、届次',
  query: z.object({ committeeId: Id.optional() }),
  reply: MemberChoices,
  errors: [401, 403, 404],
  policy: readers,
})

export const MemberCount = z.object({
  committeeId: Id,
  committeeName: z.string(),
  level: z.string(),
  serving: z.number().int(),
  unsettled: z.number().int(),
})

export const countMembers = endpoint({
  key: 'members.count',
  method: 'GET',
  path: '/api/members/counts',
  summary: '本级与下级各有多少委员（只有人数，没有名字）',
  query: Paging,
  reply: pageOf(MemberCount),
  errors: [401, 403],
  policy: allow({ office: 'guided', leader: 'guided' }),
})
