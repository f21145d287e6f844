import { z } from 'zod'
import {
  Done,
  Id,
  IdParams,
  Instant,
  OpenStep,
  Paging,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

const approvers = allow({ convener: 'venue', office: 'committee', member: 'own' })

/** A leave. `reason` is null for everybody but the approver and the person: it is often medical. (C28) */
export const LeaveRow = z.object({
  id: Id,
  campaignId: Id,
  campaignName: z.string(),
  personId: Id,
  personName: z.string(),
  venueName: z.string().nullable(),
  reason: z.string().nullable(),
  reasonLabel: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  /** what the person did nevertheless; it stands, and the leave counts no more (C25); null for nothing */
  instead: z.enum(['collective', 'own']).nullable(),
  requestedAt: Instant,
  /** who decides, in words */
  decidedBy: z.string(),
  steps: z.array(OpenStep),
})
export type LeaveRow = z.output<typeof LeaveRow>

export const LeaveFilter = Paging.extend({
  campaignId: Id.optional(),
  venueId: Id.optional(),
  state: z.enum(['requested', 'approved', 'refused', 'withdrawn']).optional(),
  /** only the actor's own */
  own: z.stringbool().optional(),
})
export type LeaveFilter = z.output<typeof LeaveFilter>

export const listLeaves = endpoint({
  key: 'leaves.list',
  method: 'GET',
  path: '/api/leaves',
  summary: '请假：等批的在前',
  query: LeaveFilter,
  reply: pageOf(LeaveRow),
  errors: [401, 403],
  policy: approvers,
})

export const requestLeave = endpoint({
  key: 'leaves.request',
  method: 'POST',
  path: '/api/leaves',
  summary: '请假；工作人员代录时写明替谁、为什么',
  body: z.object({
    id: Id,
    campaignId: Id,
    reason: z.string().min(1, '请选请假事由').max(40),
    /** which of one's studios; the first when left out */
    venueId: Id.optional(),
    personId: Id.optional(),
    proxyReason: words(200).optional(),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: approvers,
})

export const stepLeave = endpoint({
  key: 'leaves.step',
  method: 'POST',
  path: '/api/leaves/:id/steps',
  summary: '准假、不准、收回请假',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: approvers,
})

export const listLeaveReasons = endpoint({
  key: 'leaves.reasons',
  method: 'GET',
  path: '/api/leave-reasons',
  summary: '请假事由',
  reply: z.object({ rows: z.array(z.object({ code: z.string(), label: z.string() })) }),
  errors: [401, 403],
  policy: allow({ member: 'any', convener: 'any', office: 'any' }),
})
