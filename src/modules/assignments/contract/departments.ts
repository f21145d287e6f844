import { z } from 'zod'
import { Day, Done, Id, IdParams, Paging, endpoint, pageOf, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

/** 承办部门 of one 政协. */
export const Department = z.object({
  id: Id,
  committeeId: Id,
  name: z.string(),
  openFrom: Day,
  /** first day without, or null */
  openUntil: Day.nullable(),
  /** people who can sign for it */
  peopleCount: z.number().int(),
  /** assignments that still ask something of it, and of these overdue */
  openCount: z.number().int(),
  overdueCount: z.number().int(),
})
export type Department = z.output<typeof Department>

const offices = allow({ office: 'committee' })

export const listDepartments = endpoint({
  key: 'departments.list',
  method: 'GET',
  path: '/api/departments',
  summary: '本级政协的承办部门',
  query: Paging.extend({
    /** also those that are closed */
    closed: z.enum(['1']).optional(),
  }),
  reply: pageOf(Department),
  errors: [401, 403],
  policy: allow({ office: 'committee', leader: 'committee' }),
})

export const addDepartment = endpoint({
  key: 'departments.add',
  method: 'POST',
  path: '/api/departments',
  summary: '加一个承办部门',
  body: z.object({ committeeId: Id, name: words(60), openFrom: Day.optional() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})

export const renameDepartment = endpoint({
  key: 'departments.rename',
  method: 'PUT',
  path: '/api/departments/:id',
  summary: '改承办部门的名称',
  params: IdParams,
  body: z.object({ name: words(60) }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})

export const closeDepartment = endpoint({
  key: 'departments.close',
  method: 'POST',
  path: '/api/departments/:id/close',
  summary: '部门撤并：写第一天没有它的日期；在办的转到办公室改派',
  params: IdParams,
  body: z.object({ on: Day }),
  reply: Done.extend({ openCount: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})
