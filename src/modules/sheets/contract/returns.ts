import { z } from 'zod'
import { Day, Done, Id, IdParams, Standing, TakeStep, endpoint, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { SheetCell, SheetParams, fillers, readers } from './sheet.ts'

export const addCorrection = endpoint({
  key: 'sheets.correct',
  method: 'POST',
  path: '/api/corrections',
  summary: '加一行更正：哪一栏、加减几、依据',
  body: z.object({
    id: Id,
    campaignId: Id,
    unitId: Id,
    columnNo: z.number().int().min(1).max(16),
    delta: z
      .number()
      .int('更正写整数')
      .min(-100_000, '更正的数太大了')
      .max(100_000, '更正的数太大了')
      .refine((delta) => delta !== 0, '加几还是减几，不能是 0'),
    reason: words(500, 4),
    evidenceFileId: Id.nullable().default(null),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: fillers,
})

export const uploadAttachment = endpoint({
  key: 'sheets.attach',
  method: 'POST',
  path: '/api/sheets/attachments',
  summary: '先传附件：更正的凭证、总结的文件',
  body: z.object({ id: Id, unitId: Id }),
  takes: 'upload',
  reply: Done,
  errors: [400, 401, 403, 413],
  policy: fillers,
})

export const stepCorrection = endpoint({
  key: 'sheets.stepCorrection',
  method: 'POST',
  path: '/api/corrections/:id/steps',
  summary: '撤回一行更正',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: fillers,
})

const Heads = {
  summary: words(8000, 0).default(''),
  filledBy: words(20, 0).default(''),
  checkedBy: words(20, 0).default(''),
  headedBy: words(20, 0).default(''),
  /** office telephone */
  phone: words(20, 0).default(''),
}

export const submitReturn = endpoint({
  key: 'returns.submit',
  method: 'POST',
  path: '/api/returns',
  summary: '报出：把各栏的数、记录和更正一并抄下',
  body: z.object({
    id: Id,
    campaignId: Id,
    unitId: Id,
    summaryFileId: Id.nullable().default(null),
    ...Heads,
  }),
  reply: z.object({ id: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: fillers,
})

export const stepReturn = endpoint({
  key: 'returns.step',
  method: 'POST',
  path: '/api/returns/:id/steps',
  summary: '接受并封存、退回',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string(), verifyCode: z.string().nullable() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'guided' }),
})

export const getBlankForm = endpoint({
  key: 'sheets.blankForm',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/blank.xlsx',
  summary: '空白的统计表：填好可以用来代报',
  params: SheetParams,
  reply: z.unknown(),
  gives: 'file',
  errors: [401, 403, 404],
  policy: allow({ office: 'guided' }),
})

export const readForm = endpoint({
  key: 'returns.readForm',
  method: 'POST',
  path: '/api/sheets/:campaignId/:unitId/forms',
  summary: '读一张填好的统计表，用来代报；只读不存，错在哪一格逐格说',
  params: SheetParams,
  body: z.object({}),
  takes: 'upload',
  reply: z.object({
    /** by column, 1 to 16; null where the cell could not be read */
    values: z.array(z.number().int().nullable()).length(16),
    filledBy: z.string(),
    checkedBy: z.string(),
    headedBy: z.string(),
    phone: z.string(),
    /** what is wrong, by cell; a null cell is about the whole file */
    problems: z.array(
      z.object({ cell: z.string().nullable(), columnNo: z.number().int().nullable(), words: z.string() }),
    ),
  }),
  errors: [400, 401, 403, 404, 409, 413],
  policy: allow({ office: 'guided' }),
})

export const fileForOther = endpoint({
  key: 'returns.fileForOther',
  method: 'POST',
  path: '/api/returns/manual',
  summary: '代报：未上系统的单位，由上一级按纸表录入，附扫描件',
  body: z.object({
    id: Id,
    campaignId: Id,
    unitId: Id,
    /** the 16 figures as on paper */
    values: z.array(z.number().int('写整数').min(0, '不能小于 0').max(1_000_000)).length(16, '要写满 16 栏'),
    late: z.number().int().min(0).default(0),
    ...Heads,
  }),
  takes: 'upload',
  reply: z.object({ id: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409, 413],
  policy: allow({ office: 'guided' }),
})

const SealedRow = z.object({
  position: z.number().int(),
  unitId: Id.nullable(),
  part: z.enum(['whole', 'own']),
  label: z.string(),
  isTotal: z.boolean(),
  status: z.enum(['live', 'manual', 'missing']),
  cells: z.array(SheetCell.extend({ now: z.number().int().nullable() })),
})

export const Return = z.object({
  id: Id,
  campaignId: Id,
  campaignName: z.string(),
  annex: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  receiverName: z.string(),
  version: z.number().int(),
  manual: z.boolean(),
  manualByName: z.string().nullable(),
  scanFileId: Id.nullable(),
  summaryFileId: Id.nullable(),
  summary: z.string(),
  filledBy: z.string(),
  checkedBy: z.string(),
  headedBy: z.string(),
  phone: z.string(),
  countedAt: z.string(),
  submittedAt: z.string(),
  submittedBy: z.string(),
  decidedAt: z.string().nullable(),
  definitionsVersion: z.string(),
  digest: z.string().nullable(),
  verifyCode: z.string().nullable(),
  rows: z.array(SealedRow),
  lines: z.array(
    z.object({
      unitName: z.string(),
      columnNo: z.number().int(),
      delta: z.number().int(),
      reason: z.string(),
    }),
  ),
  checks: z.array(z.object({ sentence: z.string(), words: z.string() })),
  /** cells that moved since, only beside a sealed one */
  laterChanges: z.number().int(),
  standing: Standing,
})
export type Return = z.output<typeof Return>

export const getReturn = endpoint({
  key: 'returns.get',
  method: 'GET',
  path: '/api/returns/:id',
  summary: '一份报出的报表；封存后的变动另列',
  params: IdParams,
  reply: Return,
  errors: [401, 403, 404],
  policy: readers,
})

export const getLaterRecords = endpoint({
  key: 'returns.later',
  method: 'GET',
  path: '/api/returns/:id/later',
  summary: '封存后一栏里多了哪些、少了哪些记录',
  params: IdParams,
  query: z.object({
    position: z.coerce.number().int().min(0),
    column: z.coerce.number().int().min(1).max(16),
  }),
  reply: z.object({
    added: z.array(z.object({ id: Id, title: z.string() })),
    removed: z.array(z.object({ id: Id, title: z.string() })),
    unnamedAdded: z.number().int(),
    unnamedRemoved: z.number().int(),
  }),
  errors: [401, 403, 404],
  policy: readers,
})

export const ExpectedReturn = z.object({
  unitId: Id,
  unitName: z.string(),
  kind: z.string(),
  annex: z.number().int(),
  offSystem: z.boolean(),
  returnId: Id.nullable(),
  version: z.number().int().nullable(),
  state: z.string().nullable(),
  stateLabel: z.string(),
  manual: z.boolean(),
  submittedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  submittedLate: z.boolean(),
})

export const listReceived = endpoint({
  key: 'returns.received',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/received',
  summary: '要收的报表：应报、已报、未报，及时与齐全',
  params: SheetParams,
  reply: z.object({
    campaignName: z.string(),
    unitName: z.string(),
    returnDueOn: Day,
    uploadDueOn: Day,
    rows: z.array(ExpectedReturn),
    /** returns submitted ÷ expected */
    completeness: z.object({ done: z.number().int(), expected: z.number().int() }),
    /** expected studios with a standing post in time ÷ expected */
    timeliness: z.object({ done: z.number().int(), expected: z.number().int() }),
  }),
  errors: [401, 403, 404],
  policy: allow({ office: 'guided', leader: 'guided' }),
})
