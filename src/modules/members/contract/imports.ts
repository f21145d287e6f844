import { z } from 'zod'
import { Done, Id, IdParams, endpoint } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

const office = allow({ office: 'committee' })

export const getImportTemplate = endpoint({
  key: 'members.importTemplate',
  method: 'GET',
  path: '/api/members/import-template',
  summary: '导入委员的模板，下拉框里是本政协的界别、专委会等',
  query: z.object({ committeeId: Id.optional() }),
  reply: z.unknown(),
  gives: 'file',
  errors: [401, 403, 404],
  policy: office,
})

export const uploadImport = endpoint({
  key: 'members.uploadImport',
  method: 'POST',
  path: '/api/members/imports',
  summary: '传一张委员表；传了还没有导入',
  takes: 'upload',
  body: z.object({ committeeId: Id.optional() }),
  reply: Done,
  errors: [400, 401, 403, 413],
  policy: office,
})

/** A row whose name is known already, without mobile or 编号 to tell by: staff says who it is. */
export const AskedRow = z.object({
  line: z.number().int(),
  name: z.string(),
  workplace: z.string().nullable(),
  candidates: z.array(
    z.object({
      personId: Id,
      no: z.string(),
      sector: z.string().nullable(),
      workplace: z.string(),
      /** the mobile of the row is another than this person's */
      otherPhone: z.boolean(),
    }),
  ),
})
export type AskedRow = z.output<typeof AskedRow>

export const ImportPreview = z.object({
  fileName: z.string(),
  committeeName: z.string(),
  total: z.number().int(),
  fresh: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  asked: z.number().int(),
  bad: z.number().int(),
  /** of the bad rows: seats that overlap, people twice in the sheet, words that are in no list */
  overlapping: z.number().int(),
  doubled: z.number().int(),
  unknown: z.array(z.object({ header: z.string(), value: z.string(), rows: z.number().int() })),
  /** about the whole sheet, such as columns that were not read */
  notices: z.array(z.string()),
  askedRows: z.array(AskedRow),
  changedRows: z.array(z.object({ line: z.number().int(), name: z.string(), what: z.array(z.string()) })),
  badRows: z.array(z.object({ line: z.number().int(), name: z.string(), reasons: z.array(z.string()) })),
})
export type ImportPreview = z.output<typeof ImportPreview>

export const previewImport = endpoint({
  key: 'members.previewImport',
  method: 'GET',
  path: '/api/members/imports/:id',
  summary: '预览：新增几位、更新几位、哪些行有问题（每类最多列 200 行）',
  params: IdParams,
  reply: ImportPreview,
  errors: [400, 401, 403, 404],
  policy: office,
})

export const ImportDecision = z.object({
  line: z.number().int(),
  /** the person that the row is about; null is another person of the same name */
  personId: Id.nullable(),
})

export const runImport = endpoint({
  key: 'members.runImport',
  method: 'POST',
  path: '/api/members/imports/:id/run',
  summary: '开始导入；回一个长任务的编号',
  params: IdParams,
  body: z.object({
    runId: Id,
    /** all: one bad row and nothing is taken; good: bad rows are left out and given back */
    mode: z.enum(['all', 'good']),
    decisions: z.array(ImportDecision).max(5000).default([]),
  }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: office,
})
