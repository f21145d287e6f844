import { z } from 'zod'
import { Id, IdParams, Instant, endpoint } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { Matter, Part } from './board.ts'

export const pressReminder = endpoint({
  key: 'activityDay.remind',
  method: 'POST',
  path: '/api/activity-day/:id/reminders',
  summary: '提醒一行里还没办的工作室召集人：每家每件事一天一次，夜里按的早上八点发',
  params: IdParams,
  body: z.object({ id: Id, unit: Id, part: Part, matter: Matter }),
  reply: z.object({
    id: Id,
    /** studios whose conveners are reminded by this press */
    venueCount: z.number().int(),
    /** when it goes out: now, or at eight in the morning */
    sendAt: Instant,
  }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'guided', special_committee: 'guided' }),
})
