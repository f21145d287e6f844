import { z } from 'zod'
import { Day, Id, endpoint } from './contract.ts'
import { allow } from './policy.ts'

/** A number that an office sets for its own 政协. */
export const Setting = z.object({
  key: z.string(),
  label: z.string(),
  /** whether the value is 是 (1) or 否 (0) */
  yesNo: z.boolean(),
  source: z.string(),
  value: z.number().int(),
  shipped: z.number().int(),
  least: z.number().int(),
  most: z.number().int(),
  /** first day of the value in force; null where it is as shipped */
  since: Day.nullable(),
  /** what is set to follow, and from which day */
  next: z.object({ value: z.number().int(), from: Day }).nullable(),
})
export type Setting = z.output<typeof Setting>

export const listSettings = endpoint({
  key: 'settings.list',
  method: 'GET',
  path: '/api/settings',
  summary: '本级政协自己定的期限和次数',
  reply: z.object({ committeeId: Id, settings: z.array(Setting) }),
  errors: [401, 403],
  policy: allow({ office: 'committee' }),
})

export const setSetting = endpoint({
  key: 'settings.set',
  method: 'PUT',
  path: '/api/settings/:key',
  summary: '从哪天起改一项期限或次数；已经在算的期限不变',
  params: z.object({ key: z.string().max(60) }),
  body: z.object({ committeeId: Id, value: z.number().int(), from: Day }),
  reply: z.object({ key: z.string() }),
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee' }),
})
