import { z } from 'zod'
import {
  Day,
  Done,
  Id,
  IdParams,
  Instant,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { RecordType } from './replies.ts'

export const DirectiveLevel = z.enum(['town', 'county', 'city', 'province', 'nation'])

/** 批示: a leader's written word on a record. */
export const Directive = z.object({
  id: Id,
  recordType: z.string(),
  recordId: Id,
  number: z.string().nullable(),
  title: z.string(),
  leader: z.string(),
  post: z.string(),
  level: DirectiveLevel,
  givenOn: Day,
  words: z.string(),
  followUp: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: Instant,
  /** scans of the paper: pictures and PDF */
  files: z.array(z.object({ id: Id, name: z.string(), mediaType: z.string() })),
  version: z.number().int(),
  standing: Standing,
})
export type Directive = z.output<typeof Directive>

export const DirectiveDraft = z.object({
  leader: words(40),
  post: words(60, 0).default(''),
  level: DirectiveLevel,
  givenOn: Day,
  words: words(2000),
})
export type DirectiveDraft = z.output<typeof DirectiveDraft>

const readers = allow({
  office: 'committee',
  leader: 'committee',
  convener: 'venue',
  contact_group: 'unit',
})
const offices = allow({ office: 'committee' })

export const listDirectives = endpoint({
  key: 'directives.list',
  method: 'GET',
  path: '/api/directives',
  summary: '批示：本级政协的，新的在前',
  query: Paging.extend({
    recordType: RecordType.optional(),
    recordId: Id.optional(),
    level: DirectiveLevel.optional(),
    state: z.string().max(20).optional(),
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: pageOf(Directive),
  errors: [401, 403],
  policy: readers,
})

export const recordDirective = endpoint({
  key: 'directives.record',
  method: 'POST',
  path: '/api/directives',
  summary: '记一条批示',
  body: DirectiveDraft.extend({ id: Id, recordType: RecordType, recordId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: offices,
})

export const editDirective = endpoint({
  key: 'directives.edit',
  method: 'PUT',
  path: '/api/directives/:id',
  summary: '改一条批示',
  params: IdParams,
  body: DirectiveDraft.extend({ version: z.number().int() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})

export const scanDirective = endpoint({
  key: 'directives.scan',
  method: 'POST',
  path: '/api/directives/:id/files',
  summary: '附上批示的扫描件：图片或 PDF；严禁上传涉密内容',
  params: IdParams,
  body: z.object({ fileId: Id }),
  takes: 'upload',
  reply: Done,
  errors: [400, 401, 403, 404, 409, 413],
  policy: offices,
})

export const stepDirective = endpoint({
  key: 'directives.step',
  method: 'POST',
  path: '/api/directives/:id/steps',
  summary: '记落实情况，或记错撤回',
  params: IdParams,
  body: TakeStep.extend({
    /** 记落实情况: what came of it */
    followUp: words(2000).optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})
