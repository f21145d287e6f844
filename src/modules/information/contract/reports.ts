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
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { mostBody, mostTitle } from '../rules.ts'
import { SourceOpinion } from './informations.ts'

export const ReportRow = z.object({
  id: Id,
  title: z.string(),
  category: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  issue: z.string().nullable(),
  issuedOn: Day.nullable(),
  venueName: z.string().nullable(),
  originName: z.string().nullable(),
  directiveCount: z.number().int(),
  editedAt: z.string(),
})
export type ReportRow = z.output<typeof ReportRow>

export const ReportText = z.object({
  title: words(mostTitle, 0).default(''),
  body: words(mostBody, 0).default(''),
  category: z.string().max(40).nullable().default(null),
  townCannot: z.boolean().default(false),
  isValuable: z.boolean().default(false),
})
export type ReportText = z.output<typeof ReportText>

export const Report = ReportText.extend({
  id: Id,
  committeeId: Id,
  committeeName: z.string(),
  venueName: z.string().nullable(),
  issue: z.string().nullable(),
  issuedOn: Day.nullable(),
  madeBy: z.string().nullable(),
  version: z.number().int(),
  mayEdit: z.boolean(),
  opinions: z.array(SourceOpinion),
  origin: z.object({ committeeName: z.string(), issue: z.string().nullable() }).nullable(),
  sent: z.object({ committeeName: z.string(), said: z.string() }).nullable(),
  standing: Standing,
})
export type Report = z.output<typeof Report>

const readers = allow({
  office: 'committee',
  leader: 'committee',
  special_committee: 'committee',
  convener: 'venue',
  contact_group: 'unit',
})
const writers = allow({ office: 'committee', convener: 'venue', contact_group: 'unit' })

export const ReportFilter = Paging.extend({
  state: z
    .enum(['draft', 'filed', 'returned', 'adopted', 'declined', 'issued', 'handed', 'fedBack', 'withdrawn'])
    .optional(),
})
export type ReportFilter = z.output<typeof ReportFilter>

export const listReports = endpoint({
  key: 'reports.list',
  method: 'GET',
  path: '/api/reports',
  summary: '“金点子·好建议”专报，最近改过的在前',
  query: ReportFilter,
  reply: pageOf(ReportRow).extend({ counts: z.record(z.string(), z.number().int()) }),
  errors: [401, 403],
  policy: readers,
})

export const getReport = endpoint({
  key: 'reports.get',
  method: 'GET',
  path: '/api/reports/:id',
  summary: '一份金点子专报',
  params: IdParams,
  reply: Report,
  errors: [401, 403, 404],
  policy: readers,
})

export const draftReport = endpoint({
  key: 'reports.draft',
  method: 'POST',
  path: '/api/reports',
  summary: '起草一份金点子专报：从线索，或者从空白',
  body: ReportText.extend({
    id: Id,
    committeeId: Id,
    /** hall or studio that hands it in */
    venueId: Id.nullable().default(null),
    leadIds: z.array(Id).max(50, '一份最多用 50 条线索').default([]),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const saveReport = endpoint({
  key: 'reports.save',
  method: 'PUT',
  path: '/api/reports/:id',
  summary: '存下改过的金点子专报',
  params: IdParams,
  body: ReportText.extend({ version: z.number().int() }),
  reply: z.object({ version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const stepReport = endpoint({
  key: 'reports.step',
  method: 'POST',
  path: '/api/reports/:id/steps',
  summary: '报送、筛选、编发、反馈、撤回一份金点子专报',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string(), issue: z.string().nullable() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const getReportDocument = endpoint({
  key: 'reports.document',
  method: 'GET',
  path: '/api/reports/:id/document',
  summary: '一期金点子专报（docx，公文格式）',
  params: IdParams,
  reply: z.unknown(),
  errors: [401, 403, 404],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})
