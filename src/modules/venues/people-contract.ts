import { z } from 'zod'
import { Day, Done, Empty, Id, IdParams, endpoint, words } from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'

const office = allow({ office: 'committee' })
const ResidencyParams = z.object({ id: Id, residencyId: Id })

export const Candidate = z.object({
  personId: Id,
  name: z.string(),
  no: z.string(),
  committeeName: z.string(),
  workplace: z.string(),
})
export type Candidate = z.output<typeof Candidate>

export const findCandidates = endpoint({
  key: 'venues.findCandidates',
  method: 'GET',
  path: '/api/venues/:id/candidates',
  summary: '找一位委员：本级按姓名、拼音、编号；别级只按“政协代码-编号”',
  params: IdParams,
  query: z.object({ search: words(40) }),
  reply: z.object({ candidates: z.array(Candidate) }),
  errors: [400, 401, 403, 404],
  policy: office,
})

export const changeVenueGuide = endpoint({
  key: 'venues.changeGuide',
  method: 'POST',
  path: '/api/venues/:id/guide',
  summary: '从某日起改由另一个机构归口联系指导',
  params: IdParams,
  body: z.object({ guideId: Id, from: Day }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const changeConvener = endpoint({
  key: 'venues.changeConvener',
  method: 'POST',
  path: '/api/venues/:id/convener',
  summary: '从某日起换召集人；空缺时留空',
  params: IdParams,
  body: z.object({ personId: Id.nullable(), from: Day }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const addResident = endpoint({
  key: 'venues.addResident',
  method: 'POST',
  path: '/api/venues/:id/residents',
  summary: '一位委员入驻',
  params: IdParams,
  body: z.object({ residencyId: Id, personId: Id, from: Day, isLeader: z.boolean().default(false) }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const endResidency = endpoint({
  key: 'venues.endResidency',
  method: 'POST',
  path: '/api/venues/:id/residents/:residencyId/end',
  summary: '结束入驻：写的是不再入驻的第一天',
  params: ResidencyParams,
  body: z.object({ on: Day }),
  reply: Empty,
  errors: [400, 401, 403, 404],
  policy: office,
})

export const flagLeader = endpoint({
  key: 'venues.flagLeader',
  method: 'PUT',
  path: '/api/venues/:id/residents/:residencyId',
  summary: '标为领导同志入驻的工作室，只有办公室看得到',
  params: ResidencyParams,
  body: z.object({ isLeader: z.boolean() }),
  reply: Empty,
  errors: [400, 401, 403, 404],
  policy: office,
})

export const renewCode = endpoint({
  key: 'venues.renewCode',
  method: 'POST',
  path: '/api/venues/:id/code',
  summary: '换新码：旧码继续转到本页，或立即停用',
  params: IdParams,
  body: z.object({ old: z.enum(['redirects', 'revoked'], '请选旧码怎么处理') }),
  reply: z.object({ token: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: office,
})

export const getPoster = endpoint({
  key: 'venues.poster',
  method: 'GET',
  path: '/api/venues/:id/poster',
  summary: '工作室的码，A4 海报（SVG）',
  params: IdParams,
  reply: z.unknown(),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee', convener: 'committee', special_committee: 'committee' }),
  gives: 'file',
})
