import { z } from 'zod'
import { Id, endpoint } from '../../../platform/contract.ts'
import { handlers } from './policies.ts'

export const issueSlips = endpoint({
  key: 'opinions.issueSlips',
  method: 'POST',
  path: '/api/opinions/slips',
  summary: '印回执单：给编号和新的查询码，以前的查询码停用；导入的整批印没有印过的',
  body: z
    .object({
      id: Id,
      /** one by one, each with a new query code */
      opinionIds: z.array(Id).max(50, '一次最多 50 条').default([]),
      /** all that one import brought in and that has no code yet */
      importId: Id.nullable().default(null),
    })
    .refine((given) => given.opinionIds.length > 0 !== (given.importId !== null), {
      path: ['opinionIds'],
      message: '请选是哪几条，或者哪一次导入',
    }),
  reply: z.object({
    id: Id,
    /** slips on the sheet */
    count: z.number().int(),
    /** of the import, still without one */
    left: z.number().int(),
    /** where they are printed */
    path: z.string(),
  }),
  errors: [400, 401, 403, 404, 409],
  policy: handlers,
})
