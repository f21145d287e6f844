import { z } from 'zod'
import { Id, endpoint } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { AnnexQuery, SheetParams, readers } from './sheet.ts'

export const exportSheet = endpoint({
  key: 'sheets.export',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/sheet.xlsx',
  summary: '按原表样式导出：报表一行，或汇总表',
  params: SheetParams,
  query: z.object({
    annex: AnnexQuery,
    form: z.enum(['row', 'table']).default('table'),
    returnId: Id.optional(),
  }),
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 403, 404],
  policy: readers,
})

export const exportRecords = endpoint({
  key: 'sheets.exportRecords',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/records.xlsx',
  summary: '导出一张表背后的记录：每家工作室一行，16 栏各记在哪家名下',
  params: SheetParams,
  query: z.object({ annex: AnnexQuery }),
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 403, 404],
  policy: readers,
})

export const exportAll = endpoint({
  key: 'sheets.exportAll',
  method: 'POST',
  path: '/api/sheets/:campaignId/:unitId/exports',
  summary: '导出所辖全部单位的报表，合成一张或一个单位一个文件，办完进待办',
  params: SheetParams,
  body: z.object({ id: Id, as: z.enum(['table', 'files']).default('table') }),
  reply: z.object({ id: Id }),
  errors: [401, 403, 404],
  policy: allow({ office: 'committee' }),
})
