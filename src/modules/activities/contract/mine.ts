import { z } from 'zod'
import { Day, Id, endpoint } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { ActivityRow } from './plan.ts'

/** The one derived line of a campaign for a member: what stands, and what may still be done. */
export const MyCampaign = z.object({
  id: Id,
  name: z.string(),
  theme: z.string(),
  heldOn: Day,
  ownFrom: Day,
  ownUntil: Day,
  standing: z.enum(['collective', 'own', 'leave', 'none']).nullable(),
  leaveState: z.string().nullable(),
  /** 您报了集体活动 */
  line: z.string(),
  kinds: z.array(z.object({ no: z.number().int(), label: z.string(), shortLabel: z.string() })),
})
export type MyCampaign = z.output<typeof MyCampaign>

export const MyActivity = ActivityRow.extend({
  signed: z.boolean(),
  myAttendance: z.string().nullable(),
  manages: z.boolean(),
})
export type MyActivity = z.output<typeof MyActivity>

export const getMyDay = endpoint({
  key: 'activities.myDay',
  method: 'GET',
  path: '/api/my/day',
  summary: '委员的今天：活动日、要参加的活动',
  reply: z.object({ day: Day, campaigns: z.array(MyCampaign), activities: z.array(MyActivity) }),
  errors: [401, 403],
  policy: allow({ member: 'own' }),
})
