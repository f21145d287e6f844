import { z } from 'zod'
import {
  Day,
  Done,
  Id,
  IdParams,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'
import { studioKindCodes, venueKindCodes } from './rules.ts'

export const VenueRow = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  studioKind: z.string().nullable(),
  state: z.string(),
  committeeName: z.string(),
  guideName: z.string().nullable(),
  /** null above one's own 政协 */
  convenerName: z.string().nullable(),
  residentCount: z.number().int(),
  address: z.string(),
  openFrom: Day.nullable(),
  /** first day without */
  openUntil: Day.nullable(),
})
export type VenueRow = z.output<typeof VenueRow>

export const Guidance = z.object({ guideId: Id, guideName: z.string(), from: Day, until: Day.nullable() })
export const Convening = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  from: Day,
  until: Day.nullable(),
})
export const Resident = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  sectorName: z.string().nullable(),
  workplace: z.string(),
  /** 政协 of the mandate */
  committeeName: z.string().nullable(),
  from: Day,
  /** first day without */
  until: Day.nullable(),
  /** has a mandate today: only such a person counts */
  isServing: z.boolean(),
  /** a leader's own studio (H4); null to all but the office */
  isLeader: z.boolean().nullable(),
})
export type Resident = z.output<typeof Resident>
export const RetiredCode = z.object({
  token: z.string(),
  state: z.enum(['redirects', 'revoked']),
  retiredAt: z.string(),
})

export const Venue = z.object({
  id: Id,
  committeeId: Id,
  committeeName: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  studioKind: z.string().nullable(),
  onlineName: z.string(),
  address: z.string(),
  /** the venue's own public telephone */
  phone: z.string(),
  about: z.string(),
  hours: z.string(),
  opensOn: Day.nullable(),
  openFrom: Day.nullable(),
  openUntil: Day.nullable(),
  token: z.string(),
  version: z.number().int(),
  residentCount: z.number().int(),
  guidances: z.array(Guidance),
  /** empty above one's own 政协, as are residents: figures, never names */
  conveners: z.array(Convening),
  residents: z.array(Resident),
  retiredCodes: z.array(RetiredCode),
  /** what the reader may change beside the steps */
  may: z.object({ edit: z.boolean(), editPage: z.boolean() }),
  standing: Standing,
})
export type Venue = z.output<typeof Venue>

/** The words on its public page; the convener may mend them too. */
const PageWords = z.object({
  onlineName: words(40, 0).default(''),
  phone: words(30, 0).default(''),
  about: words(600, 0).default(''),
  hours: words(80, 0).default(''),
})
export type PageWords = z.output<typeof PageWords>

export const VenueDraft = PageWords.extend({
  name: words(40, 2),
  kind: z.enum(venueKindCodes, '请选一个种类').default('studio'),
  studioKind: z.enum(studioKindCodes).nullable().default(null),
  address: words(100, 0).default(''),
})
export type VenueDraft = z.output<typeof VenueDraft>

export const VenueFilter = Paging.extend({
  kind: z.enum(venueKindCodes).optional(),
  guideId: Id.optional(),
  committeeId: Id.optional(),
  state: z.enum(['open', 'proposed', 'declined', 'closed', 'all']).default('open'),
})
export type VenueFilter = z.output<typeof VenueFilter>

const seen = allow({
  office: 'guided',
  special_committee: 'guided',
  leader: 'guided',
  contact_group: 'committee',
  convener: 'committee',
  member: 'committee',
})
const office = allow({ office: 'committee' })

export const listVenues = endpoint({
  key: 'venues.list',
  method: 'GET',
  path: '/api/venues',
  summary: '委员工作室：本级的，与联系指导的',
  query: VenueFilter,
  reply: pageOf(VenueRow),
  errors: [400, 401, 403],
  policy: seen,
})

/** What is exported: the list as filtered, with the columns that are shown; all when left out. */
const VenueExport = VenueFilter.extend({ columns: z.string().max(300).optional() })

export const startVenueExport = endpoint({
  key: 'venues.startExport',
  method: 'POST',
  path: '/api/venues/exports',
  summary: '在后台导出工作室名册：家数多时用，好了是一件待办',
  body: VenueExport.extend({ id: Id }),
  reply: Done,
  errors: [400, 401, 403],
  policy: allow({ office: 'guided', special_committee: 'guided', leader: 'guided' }),
})

export const exportVenues = endpoint({
  key: 'venues.export',
  method: 'GET',
  path: '/api/venues/export',
  summary: '委员工作室名册（xlsx）',
  query: VenueExport,
  reply: z.unknown(),
  errors: [400, 401, 403, 409],
  policy: allow({ office: 'guided', special_committee: 'guided', leader: 'guided' }),
  audited: 'exported',
  gives: 'file',
})

export const Guide = z.object({ id: Id, name: z.string() })
export const listGuides = endpoint({
  key: 'venues.guides',
  method: 'GET',
  path: '/api/venues/guides',
  summary: '可以归口联系指导的机构：本级专委会与政协',
  query: z.object({ committeeId: Id.optional() }),
  reply: z.object({ guides: z.array(Guide) }),
  errors: [400, 401, 403],
  policy: seen,
})

export const MyVenue = z.object({
  id: Id,
  name: z.string(),
  address: z.string(),
  token: z.string(),
  isConvener: z.boolean(),
  isResident: z.boolean(),
})
export const listMyVenues = endpoint({
  key: 'venues.mine',
  method: 'GET',
  path: '/api/my/venues',
  summary: '我召集的与我入驻的工作室',
  reply: z.object({ venues: z.array(MyVenue) }),
  errors: [401, 403],
  policy: allow({ member: 'own', convener: 'own' }),
})

export const getVenue = endpoint({
  key: 'venues.get',
  method: 'GET',
  path: '/api/venues/:id',
  summary: '一家委员工作室',
  params: IdParams,
  reply: Venue,
  errors: [400, 401, 403, 404],
  policy: seen,
})

export const createVenue = endpoint({
  key: 'venues.create',
  method: 'POST',
  path: '/api/venues',
  summary: '设立（办公室）或申请设立一家工作室',
  body: VenueDraft.extend({
    id: Id,
    committeeId: Id,
    /** 归口 body; the 政协 itself when left out */
    guideId: Id.nullable().default(null),
    opensOn: Day,
    convenerId: Id.nullable().default(null),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', special_committee: 'committee', contact_group: 'committee' }),
})

const versioned = { version: z.number().int() }
export const editVenue = endpoint({
  key: 'venues.edit',
  method: 'PUT',
  path: '/api/venues/:id',
  summary: '修改工作室的名称、种类、地址和公开页文字',
  params: IdParams,
  body: VenueDraft.extend(versioned),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const editVenuePage = endpoint({
  key: 'venues.editPage',
  method: 'PUT',
  path: '/api/venues/:id/page',
  summary: '修改公开页上的介绍、开放时间、电话',
  params: IdParams,
  body: PageWords.extend(versioned),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', convener: 'venue' }),
})

export const stepVenue = endpoint({
  key: 'venues.step',
  method: 'POST',
  path: '/api/venues/:id/steps',
  summary: '同意设立、不同意、撤销、恢复一家工作室',
  params: IdParams,
  body: TakeStep.extend({
    /** 同意: 挂牌日期, as asked when left out; 撤销: the first day without, today when left out */
    on: Day.optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: office,
})
