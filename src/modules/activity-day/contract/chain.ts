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
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

const readers = {
  office: 'guided',
  leader: 'guided',
  special_committee: 'guided',
  convener: 'guided',
} as const
const writers = { office: 'guided', special_committee: 'guided', convener: 'venue' } as const

export const DocumentKind = z.enum(['plan', 'notice', 'publicity', 'brief', 'summary'])

/** A document owed by a unit, as a list shows it: state and dates, no text. `id` null: nobody has begun it. */
export const ChainCell = z.object({
  kind: DocumentKind,
  id: Id.nullable(),
  state: z.enum(['none', 'draft', 'submitted', 'accepted', 'returned']),
  dueOn: Day,
  ownerName: z.string().nullable(),
  submittedAt: Instant.nullable(),
})
export type ChainCell = z.output<typeof ChainCell>

export const ChainUnit = z.object({
  unitId: Id,
  name: z.string(),
  kind: z.string(),
  /** the reader writes for this unit */
  mine: z.boolean(),
  cells: z.array(ChainCell),
})
export type ChainUnit = z.output<typeof ChainUnit>

export const listChain = endpoint({
  key: 'activityDay.chain',
  method: 'GET',
  path: '/api/activity-day/:id/documents',
  summary: '方案、通知、小结、总结：本单位的，和报给本单位的各家，按行政区划的次序',
  params: IdParams,
  query: z.object({
    unit: Id.optional(),
    /** studios' briefs rather than those of 政协 and special committees */
    of: z.enum(['units', 'venues']).default('units'),
    page: Paging.shape.page,
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ own: ChainUnit, below: z.array(ChainUnit), total: z.number().int() }),
  errors: [401, 403, 404],
  policy: allow(readers),
})

export const ChainDocument = z.object({
  id: Id,
  campaignId: Id,
  campaignName: z.string(),
  unitId: Id,
  unitName: z.string(),
  unitKind: z.string(),
  kind: DocumentKind,
  words: z.string(),
  file: z.object({ id: Id, name: z.string() }).nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  /** who could be in charge: the hands of the unit; for its writers alone */
  hands: z.array(z.object({ personId: Id, name: z.string() })),
  dueOn: Day.nullable(),
  receiverName: z.string().nullable(),
  mine: z.boolean(),
  version: z.number().int(),
  standing: Standing,
})
export type ChainDocument = z.output<typeof ChainDocument>

export const getDocument = endpoint({
  key: 'activityDay.document',
  method: 'GET',
  path: '/api/chain-documents/:id',
  summary: '一份材料全文：本级政协的，或报送上来的',
  params: IdParams,
  reply: ChainDocument,
  errors: [401, 403, 404],
  policy: allow(readers),
})

export const DocumentDraft = z.object({
  words: words(20000, 0).default(''),
  ownerId: Id.optional(),
  dueOn: Day.optional(),
})

export const beginDocument = endpoint({
  key: 'activityDay.beginDocument',
  method: 'POST',
  path: '/api/activity-day/:id/documents',
  summary: '开始写一份材料；已经有人开始写的，给回那一份',
  params: IdParams,
  body: z.object({ id: Id, unit: Id, kind: DocumentKind }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow(writers),
})

export const saveDocument = endpoint({
  key: 'activityDay.saveDocument',
  method: 'PUT',
  path: '/api/chain-documents/:id',
  summary: '保存一份材料',
  params: IdParams,
  body: DocumentDraft.extend({ version: z.number().int() }),
  reply: z.object({ id: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow(writers),
})

export const attachToDocument = endpoint({
  key: 'activityDay.attach',
  method: 'POST',
  path: '/api/chain-documents/:id/file',
  summary: '给一份材料传附件，再传一次就换掉；严禁上传涉密内容',
  params: IdParams,
  body: z.object({ fileId: Id }),
  takes: 'upload',
  reply: Done,
  errors: [400, 401, 403, 404, 409, 413],
  policy: allow(writers),
})

export const stepDocument = endpoint({
  key: 'activityDay.stepDocument',
  method: 'POST',
  path: '/api/chain-documents/:id/steps',
  summary: '报送、接收、退回、收回一份材料',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow(writers),
})
