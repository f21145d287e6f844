import { z } from 'zod'
import { Id, Paging, endpoint } from '../../../platform/contract.ts'
import { AnnexQuery, SheetCell, SheetParams, readers } from './sheet.ts'

export const CellQuery = z.object({
  annex: AnnexQuery,
  row: z.string().max(60),
  column: z.coerce.number().int().min(1).max(16),
})

export const CellRecord = z.object({
  id: Id,
  title: z.string(),
  /** where it stands: studio, 政协 */
  where: z.string(),
  note: z.string(),
  /** how many of the cell are here; null in lists of persons and items */
  count: z.number().int().nullable(),
  residents: z.number().int().nullable(),
})

export const CellView = z.object({
  where: z.string(),
  title: z.string(),
  unit: z.string(),
  rule: z.string(),
  cell: SheetCell,
  /** how it adds up, the last line is the figure */
  sum: z.array(z.object({ label: z.string(), note: z.string().nullable(), value: z.number().int() })),
  cuts: z.array(
    z.object({ cut: z.enum(['venues', 'persons', 'items']), label: z.string(), count: z.number().int() }),
  ),
  cut: z.enum(['venues', 'persons', 'items']),
  rows: z.array(CellRecord),
  total: z.number().int(),
  /** persons whose names stay with another 政协 */
  unnamed: z.number().int(),
  mayExport: z.boolean(),
})
export type CellView = z.output<typeof CellView>

const Cut = z.enum(['venues', 'persons', 'items']).optional()

export const getCell = endpoint({
  key: 'sheets.cell',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/cell',
  summary: '一个数背后的记录',
  params: SheetParams,
  query: Paging.extend(CellQuery.shape).extend({ cut: Cut }),
  reply: CellView,
  errors: [400, 401, 403, 404],
  policy: readers,
})

export const exportCell = endpoint({
  key: 'sheets.exportCell',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId/cell.xlsx',
  summary: '导出一个数背后的记录',
  params: SheetParams,
  query: CellQuery.extend({ cut: Cut }),
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [400, 401, 403, 404],
  policy: readers,
})
