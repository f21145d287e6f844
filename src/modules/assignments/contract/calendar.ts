import { z } from 'zod'
import { Day, endpoint, words } from '../../../platform/contract.ts'
import { allow, signedIn } from '../../../platform/policy.ts'

/** A day that is not as its weekday says: 放假 or 调休上班. */
export const CalendarDay = z.object({ day: Day, kind: z.enum(['holiday', 'workday']), name: z.string() })
export type CalendarDay = z.output<typeof CalendarDay>

const keepers = allow({ system: 'any', office: 'any' })
const Moved = z.object({ moved: z.number().int() })

export const listCalendar = endpoint({
  key: 'calendar.list',
  method: 'GET',
  path: '/api/calendar',
  summary: '一年的放假和调休',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200) }),
  reply: z.object({ days: z.array(CalendarDay), mayEdit: z.boolean() }),
  errors: [400, 401],
  policy: signedIn,
})

export const setCalendarDay = endpoint({
  key: 'calendar.set',
  method: 'PUT',
  path: '/api/calendar/:day',
  summary: '定一天放假或调休上班；还没到期的期限随之重算',
  params: z.object({ day: Day }),
  body: z.object({ kind: z.enum(['holiday', 'workday']), name: words(20) }),
  reply: Moved,
  errors: [400, 401, 403, 409],
  policy: keepers,
})

export const clearCalendarDay = endpoint({
  key: 'calendar.clear',
  method: 'DELETE',
  path: '/api/calendar/:day',
  summary: '这一天照星期算；还没到期的期限随之重算',
  params: z.object({ day: Day }),
  reply: Moved,
  errors: [400, 401, 403, 404],
  policy: keepers,
})
