import { z } from 'zod'
import { Done, Id, IdParams, endpoint } from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'

const office = allow({ office: 'committee' })

export const getVenueTemplate = endpoint({
  key: 'venues.importTemplate',
  method: 'GET',
  path: '/api/venues/import-template',
  summary: '导入工作室的模板，下拉框里是本政协的专委会',
  query: z.object({ committeeId: Id.optional() }),
  reply: z.unknown(),
  gives: 'file',
  errors: [400, 401, 403],
  policy: office,
})

export const uploadVenues = endpoint({
  key: 'venues.uploadImport',
  method: 'POST',
  path: '/api/venues/imports',
  summary: '传一张工作室表；传了还没有导入',
  takes: 'upload',
  body: z.object({ committeeId: Id.optional() }),
  reply: Done,
  errors: [400, 401, 403, 413],
  policy: office,
})

export const VenueImportPreview = z.object({
  fileName: z.string(),
  committeeName: z.string(),
  total: z.number().int(),
  fresh: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  bad: z.number().int(),
  /** about the whole sheet, such as columns that were not read */
  notices: z.array(z.string()),
  changedRows: z.array(z.object({ line: z.number().int(), name: z.string(), what: z.array(z.string()) })),
  badRows: z.array(z.object({ line: z.number().int(), name: z.string(), reasons: z.array(z.string()) })),
})
export type VenueImportPreview = z.output<typeof VenueImportPreview>

export const previewVenues = endpoint({
  key: 'venues.previewImport',
  method: 'GET',
  path: '/api/venues/imports/:id',
  summary: '预览：新增几家、更新几家、哪些行有问题（每类最多列 200 行）',
  params: IdParams,
  reply: VenueImportPreview,
  errors: [400, 401, 403, 404],
  policy: office,
})

export const runVenues = endpoint({
  key: 'venues.runImport',
  method: 'POST',
  path: '/api/venues/imports/:id/run',
  summary: '开始导入；回一个长任务的编号',
  params: IdParams,
  body: z.object({
    runId: Id,
    /** all: one bad row and nothing is taken; good: bad rows are left out and given back */
    mode: z.enum(['all', 'good']),
  }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: office,
})
