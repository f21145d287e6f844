import { z } from 'zod'
import { Day, Id, Instant, Paging, endpoint, pageOf } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

export const AuditOutcome = z.enum(['done', 'refused', 'read', 'exported'])

/** One line of who asked what of the system. */
export const AuditRow = z.object({
  id: z.number().int(),
  at: Instant,
  requestId: z.string(),
  personId: Id.nullable(),
  personName: z.string().nullable(),
  endpoint: z.string(),
  /** the endpoint in words */
  label: z.string(),
  recordId: z.string().nullable(),
  outcome: AuditOutcome,
  status: z.number().int(),
})
export type AuditRow = z.output<typeof AuditRow>

const Filter = Paging.extend({
  from: Day.optional(),
  until: Day.optional(),
  personId: Id.optional(),
  endpoint: z.string().max(80).optional(),
  outcome: AuditOutcome.optional(),
})

export const listAudit = endpoint({
  key: 'audit.list',
  method: 'GET',
  path: '/api/audit',
  summary: '审计记录：本级政协的人办了什么、看了什么、被拒绝了什么，新的在前',
  query: Filter,
  reply: pageOf(AuditRow),
  errors: [400, 401, 403],
  policy: allow({ audit: 'committee' }),
  audited: 'read',
})

export const listSignIns = endpoint({
  key: 'audit.signIns',
  method: 'GET',
  path: '/api/sign-ins',
  summary: '登录记录：谁在什么时候登录、没登上、退出',
  query: Filter.omit({ endpoint: true }),
  reply: pageOf(AuditRow),
  errors: [400, 401, 403],
  policy: allow({ audit: 'committee', security: 'committee' }),
  audited: 'read',
})
