import { z } from 'zod'
import {
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
import { managers } from './plan.ts'

export const AttendanceRole = z.enum(['attendee', 'observer'])
export const channelLabels: Record<string, string> = { list: '召集人点名', code: '现场码', paper: '代录' }

/** One person on the convener's list. */
export const RollRow = z.object({
  personId: Id,
  name: z.string(),
  /** zxh: to find by typing */
  initials: z.string(),
  /** 编号 and 政协 of the mandate shown */
  no: z.string().nullable(),
  committeeName: z.string().nullable(),
  isResident: z.boolean(),
  signedUp: z.boolean(),
  onLeave: z.boolean(),
  attendance: z
    .object({
      id: Id,
      state: z.string(),
      stateLabel: z.string(),
      channel: z.string(),
      role: AttendanceRole,
      late: z.boolean(),
      leftEarly: z.boolean(),
      happenedAt: Instant,
      receivedAt: Instant,
      recordedBy: z.string(),
      proxyReason: z.string().nullable(),
      steps: z.array(OpenStep),
    })
    .nullable(),
})
export type RollRow = z.output<typeof RollRow>

export const Roll = z.object({
  rows: z.array(RollRow),
  /** why nobody can be ticked now; null when the list is open */
  obstacle: z.string().nullable(),
  attended: z.number().int(),
  guests: z.number().int(),
  papers: z.array(z.object({ id: Id, name: z.string() })),
})
export type Roll = z.output<typeof Roll>

const rollReaders = allow({
  convener: 'venue',
  office: 'committee',
  special_committee: 'unit',
  contact_group: 'unit',
})

export const getRoll = endpoint({
  key: 'activities.roll',
  method: 'GET',
  path: '/api/activities/:id/roll',
  summary: '点名册：入驻委员、报名、请假与到场',
  params: IdParams,
  reply: Roll,
  errors: [401, 403, 404],
  policy: rollReaders,
})

export const Candidate = z.object({
  personId: Id,
  name: z.string(),
  no: z.string(),
  committeeName: z.string(),
})

export const listCandidates = endpoint({
  key: 'activities.candidates',
  method: 'GET',
  path: '/api/activities/:id/candidates',
  summary: '加来宾：本政协按姓名、拼音、编号找；别的政协按编号，或姓名加政协',
  params: IdParams,
  query: Paging.extend({
    search: words(40),
    /** words of the other 政协, such as 湘北县 */
    committee: z.string().max(40).optional(),
  }),
  reply: pageOf(Candidate),
  errors: [400, 401, 403, 404],
  policy: rollReaders,
})

export const Tick = z.object({
  id: Id,
  personId: Id,
  role: AttendanceRole.default('attendee'),
  late: z.boolean().default(false),
  leftEarly: z.boolean().default(false),
})

/** What became of one tick; `id` is the attendance that stands. */
export const TickOutcome = z.object({
  personId: Id,
  id: Id.nullable(),
  outcome: z.enum(['recorded', 'accepted', 'already', 'refused']),
  /** what to say of it, or null */
  note: z.string().nullable(),
})

export const recordAttendances = endpoint({
  key: 'activities.recordAttendances',
  method: 'POST',
  path: '/api/activities/:id/attendances',
  summary: '点名：一次记下多人到场；代录要写明为什么',
  params: IdParams,
  body: z.object({
    items: z.array(Tick).min(1, '还没有勾人').max(500, '一次最多记 500 人'),
    /** 代录 from a paper list or a call: who is the actor, why is here */
    proxy: z
      .object({ reason: words(200), fileId: Id.nullable().default(null) })
      .nullable()
      .default(null),
  }),
  reply: z.object({ items: z.array(TickOutcome), attended: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: managers,
})

export const stepAttendance = endpoint({
  key: 'activities.stepAttendance',
  method: 'POST',
  path: '/api/attendances/:id/steps',
  summary: '撤销到场；认可或不认可补传；改迟到、早退、列席',
  params: IdParams,
  body: TakeStep.extend({
    role: AttendanceRole.optional(),
    late: z.boolean().optional(),
    leftEarly: z.boolean().optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: managers,
})

/** Codes of the whole activity, so that the page that shows them needs no network later. */
export const Codes = z.object({
  title: z.string(),
  firstSlot: z.number().int(),
  slotMs: z.number().int(),
  /** one for each slot from the first on */
  codes: z.array(z.string().regex(/^\d{6}$/)),
  /** path within the site that the scanned text leads to, with {code} to fill in */
  path: z.string(),
})

export const getCodes = endpoint({
  key: 'activities.codes',
  method: 'GET',
  path: '/api/activities/:id/codes',
  summary: '现场码：整场每 30 秒一个，先取好，断网也能亮',
  params: IdParams,
  reply: Codes,
  errors: [401, 403, 404, 409],
  policy: managers,
  audited: 'read',
})

export const CheckIn = z.object({
  id: Id,
  code: z.string().regex(/^\d{6}$/, '现场码是 6 位数字'),
  /** when it was pressed, on the phone's clock */
  happenedAt: Instant,
  /** true when it waited on the phone without a network */
  queued: z.boolean().default(false),
})

export const checkIn = endpoint({
  key: 'activities.checkIn',
  method: 'POST',
  path: '/api/activities/:id/check-in',
  summary: '委员凭现场码签到；没网时先存着，有网补传',
  params: IdParams,
  body: CheckIn,
  reply: z.object({ id: Id, state: z.string(), words: z.string() }),
  errors: [400, 401, 403, 404, 409, 429],
  policy: allow({ member: 'any' }),
})

export const uploadPaper = endpoint({
  key: 'activities.uploadPaper',
  method: 'POST',
  path: '/api/activities/:id/papers',
  summary: '上传纸质签到的照片',
  params: IdParams,
  body: z.object({ id: Id }),
  reply: z.object({ id: Id, name: z.string() }),
  errors: [400, 401, 403, 404, 413],
  policy: managers,
  takes: 'upload',
})

export const signUp = endpoint({
  key: 'activities.signUp',
  method: 'POST',
  path: '/api/activities/:id/sign-up',
  summary: '报名参加或退出报名',
  params: IdParams,
  body: z.object({ going: z.boolean() }),
  reply: z.object({ going: z.boolean(), signedUp: z.number().int() }),
  errors: [401, 403, 404, 409],
  policy: allow({ member: 'committee' }),
})
