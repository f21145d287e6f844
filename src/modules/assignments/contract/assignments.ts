import { z } from 'zod'
import {
  Day,
  Done,
  Id,
  IdParams,
  Instant,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { mostDepartments } from '../rules.ts'
import { MatterFace, RecordType, Reply } from './replies.ts'

export const Part = z.enum(['host', 'cohost', 'separate'])
export type Part = z.output<typeof Part>

/** One department's part of one matter, as in a list. */
export const AssignmentRow = z.object({
  id: Id,
  recordType: z.string(),
  recordId: Id,
  number: z.string().nullable(),
  title: z.string(),
  part: Part,
  departmentId: Id,
  departmentName: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  assignedAt: Instant,
  signDueOn: Day,
  answerDueOn: Day,
  /** last day of what is waited for now; null when nothing is */
  dueOn: Day.nullable(),
  /** working days left to that day: 0 is today, negative is overdue */
  daysLeft: z.number().int().nullable(),
  /** the department does not exist any more */
  isDissolved: z.boolean(),
  /** asked-for last day that waits for an answer, or null */
  extensionUntil: Day.nullable(),
})
export type AssignmentRow = z.output<typeof AssignmentRow>

export const Extension = z.object({
  id: Id,
  until: Day,
  askedBy: z.string(),
  askedAt: Instant,
  standing: Standing,
})
export type Extension = z.output<typeof Extension>

export const Assignment = AssignmentRow.extend({
  words: z.string(),
  /** what a co-host gave to the host, or null */
  opinion: z.string().nullable(),
  signDays: z.number().int(),
  answerDays: z.number().int(),
  countedFrom: Day,
  signedAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  assignedBy: z.string(),
  /** department that it was taken from, or null */
  replacesName: z.string().nullable(),
  /** the assignment that took its place, with its department */
  replacedBy: z.object({ id: Id, departmentName: z.string() }).nullable(),
  /** the others of the same press, with what co-hosts gave */
  others: z.array(
    z.object({
      id: Id,
      part: Part,
      departmentName: z.string(),
      stateLabel: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  extensions: z.array(Extension),
  replies: z.array(Reply),
  /** null when the reader may begin a reply for the department, else why not */
  replyObstacle: z.string().nullable(),
  standing: Standing,
})
export type Assignment = z.output<typeof Assignment>

const readers = allow({
  office: 'committee',
  convener: 'venue',
  contact_group: 'unit',
  leader: 'committee',
  member: 'own',
  department: 'committee',
})
const offices = allow({ office: 'committee' })

export const AssignmentFilter = Paging.extend({
  /** open: still asks something; done: answered; off: rerouted or recalled */
  stage: z.enum(['open', 'done', 'off', 'all']).default('open'),
  state: z.string().max(20).optional(),
  due: z.enum(['soon', 'overdue']).optional(),
  departmentId: Id.optional(),
  part: Part.optional(),
})
export type AssignmentFilter = z.output<typeof AssignmentFilter>

export const listAssignments = endpoint({
  key: 'assignments.list',
  method: 'GET',
  path: '/api/assignments',
  summary: '交办：本部门的，或者本级政协的；最先到期的在前',
  query: AssignmentFilter,
  reply: pageOf(AssignmentRow).extend({
    /** of all that the reader sees and that are open */
    counts: z.object({
      open: z.number().int(),
      soon: z.number().int(),
      overdue: z.number().int(),
      /** wait for the office: objections, replies to review, dissolved departments */
      office: z.number().int(),
    }),
  }),
  errors: [401, 403],
  policy: readers,
})

export const exportAssignments = endpoint({
  key: 'assignments.export',
  method: 'GET',
  path: '/api/assignments/export',
  summary: '导出交办清单',
  query: AssignmentFilter,
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 403],
  policy: readers,
})

export const assignmentsOf = endpoint({
  key: 'assignments.of',
  method: 'GET',
  path: '/api/records/:type/:id/assignments',
  summary: '一件事交给了哪些部门，办到哪一步',
  params: z.object({ type: RecordType, id: Id }),
  reply: z.object({
    rows: z.array(AssignmentRow),
    /** null when the reader may assign it, else why not */
    obstacle: z.string().nullable(),
    signDays: z.number().int(),
    answerDays: z.number().int(),
  }),
  errors: [401, 403, 404],
  policy: readers,
})

export const getAssignment = endpoint({
  key: 'assignments.get',
  method: 'GET',
  path: '/api/assignments/:id',
  summary: '一份交办',
  params: IdParams,
  reply: Assignment.extend({ matter: MatterFace }),
  errors: [401, 403, 404],
  policy: readers,
})

export const assign = endpoint({
  key: 'assignments.assign',
  method: 'POST',
  path: '/api/assignments',
  summary: '交部门办理：一家主办带会办，或者几家分办',
  body: z.object({
    /** departments asked in one press share it */
    id: Id,
    recordType: RecordType,
    recordId: Id,
    words: words(2000, 1, '请写明请部门办什么'),
    signDays: z.number().int().min(1).max(30).optional(),
    answerDays: z.number().int().min(1).max(120).optional(),
    departments: z
      .array(z.object({ id: Id, departmentId: Id, part: Part }))
      .min(1, '请选交给哪个部门')
      .max(mostDepartments, `一次最多交 ${mostDepartments} 个部门`),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: offices,
})

export const stepAssignment = endpoint({
  key: 'assignments.step',
  method: 'POST',
  path: '/api/assignments/:id/steps',
  summary: '签收、提异议、交会办意见、改派、仍由该部门办、收回、送审、核过发出',
  params: IdParams,
  body: TakeStep.extend({
    /** 交会办意见: the words to the host */
    opinion: words(5000).optional(),
    /** 改派: to which department, with the id of its assignment */
    departmentId: Id.optional(),
    newId: Id.optional(),
    /** 送审、退回、核过发出: the version of the reply that was read */
    version: z.number().int().optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', department: 'committee' }),
})

export const askExtension = endpoint({
  key: 'assignments.askExtension',
  method: 'POST',
  path: '/api/assignments/:id/extensions',
  summary: '申请延期，写明理由和日期',
  params: IdParams,
  body: z.object({ id: Id, until: Day, words: words(2000) }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ department: 'committee' }),
})

export const stepExtension = endpoint({
  key: 'assignments.stepExtension',
  method: 'POST',
  path: '/api/extensions/:id/steps',
  summary: '同意或不同意延期',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', department: 'committee' }),
})
