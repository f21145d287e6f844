import { z } from 'zod'
import { words } from '../../../../platform/contract.ts'

/** What is typed for a correction. */
export const NewLine = z.object({
  columnNo: z.string('选一栏').min(1, '选一栏'),
  delta: z
    .number('写一个整数')
    .int('写一个整数')
    .refine((delta) => delta !== 0, '加几还是减几，不能是 0'),
  reason: words(500, 4),
  evidenceFileId: z.string().nullish(),
})

/** What is typed when a sheet is filed. */
export const FilingHeads = z.object({
  filledBy: words(20, 0).optional(),
  checkedBy: words(20, 0).optional(),
  headedBy: words(20, 0).optional(),
  phone: words(20, 0).optional(),
  summary: words(8000, 0).optional(),
  summaryFileId: z.string().nullish(),
})
