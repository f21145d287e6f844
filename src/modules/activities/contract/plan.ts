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

export const Mode = z.enum(['offline', 'online', 'both'])
export const modeLabels: Record<z.output<typeof Mode>, string> = {
  offline: '线下',
  online: '线上',
  both: '线上线下',
}

/** Who manages plans: conveners of a host, staff whose role reaches it within the 政协. */
export const managers = allow({
  convener: 'venue',
  office: 'committee',
  special_committee: 'unit',
  contact_group: 'unit',
})

const seers = allow({
  office: 'guided',
  special_committee: 'guided',
  leader: 'guided',
  convener: 'committee',
  contact_group: 'committee',
  member: 'committee',
})

export const HostVenue = z.object({ id: Id, name: z.string(), committeeName: z.string() })
export const KindMark = z.object({ no: z.number().int(), shortLabel: z.string() })

/** A row of the list. `full` false is the open face: kind, title, day, venue, counts. */
export const ActivityRow = z.object({
  id: Id,
  title: z.string(),
  campaignId: Id.nullable(),
  campaignName: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  mode: Mode,
  place: z.string(),
  beginsAt: Instant,
  endsAt: Instant,
  hosts: z.array(HostVenue),
  kinds: z.array(KindMark),
  signedUp: z.number().int(),
  attended: z.number().int(),
  /** of those, resident in no host */
  guests: z.number().int(),
  pending: z.number().int(),
  full: z.boolean(),
})
export type ActivityRow = z.output<typeof ActivityRow>

export const ActivityFilter = Paging.extend({
  campaignId: Id.optional(),
  venueId: Id.optional(),
  /** days, both in */
  from: Day.optional(),
  until: Day.optional(),
  state: z.enum(['draft', 'planned', 'cancelled']).optional(),
  /** only those that the actor manages */
  mine: z.stringbool().optional(),
  sort: z.enum(['begins', '-begins', 'title']).optional(),
})
export type ActivityFilter = z.output<typeof ActivityFilter>

export const listActivities = endpoint({
  key: 'activities.list',
  method: 'GET',
  path: '/api/activities',
  summary: '集体活动：按活动日、场所、日期、状态查',
  query: ActivityFilter,
  reply: pageOf(ActivityRow),
  errors: [401, 403],
  policy: seers,
})

export const exportActivities = endpoint({
  key: 'activities.export',
  method: 'GET',
  path: '/api/activities/export',
  summary: '导出集体活动一览表',
  query: ActivityFilter,
  reply: z.object({}),
  errors: [401, 403],
  policy: seers,
  audited: 'exported',
  gives: 'file',
})

/** One activity; above one's own 政协 only its open face: words, link and names are empty. */
export const Activity = ActivityRow.extend({
  about: z.string(),
  link: z.string(),
  activityType: z.string().nullable(),
  disciplinedBy: z.string().nullable(),
  disciplinedAt: Instant.nullable(),
  /** 列席 */
  observers: z.number().int(),
  /** residents of the hosts on the day, serving */
  residents: z.number().int(),
  /** names of those who came, in the order of coming; own 政协 only */
  arrived: z.array(z.string()),
  /** the reader's own: signed up, attendance state */
  signed: z.boolean(),
  myAttendance: z.string().nullable(),
  manages: z.boolean(),
  version: z.number().int(),
  standing: Standing,
})
export type Activity = z.output<typeof Activity>

export const getActivity = endpoint({
  key: 'activities.get',
  method: 'GET',
  path: '/api/activities/:id',
  summary: '一次集体活动',
  params: IdParams,
  reply: Activity,
  errors: [401, 403, 404],
  policy: seers,
})

/** What is written of a plan. */
export const Plan = z.object({
  title: words(60),
  about: words(2000, 0).default(''),
  campaignId: Id.nullable().default(null),
  /** the first keeps the record */
  venueIds: z.array(Id).min(1, '请选开展活动的委员工作室').max(20, '最多 20 家联合开展'),
  kinds: z.array(z.number().int().min(1).max(20)).max(20).default([]),
  beginsAt: Instant,
  endsAt: Instant,
  mode: Mode.default('offline'),
  place: words(100, 0).default(''),
  link: words(300, 0).default(''),
  activityType: z.string().max(40).nullable().default(null),
})
export type Plan = z.output<typeof Plan>

export const draftActivity = endpoint({
  key: 'activities.draft',
  method: 'POST',
  path: '/api/activities',
  summary: '写一份活动方案',
  body: Plan.extend({ id: Id }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: managers,
})

export const editActivity = endpoint({
  key: 'activities.edit',
  method: 'PUT',
  path: '/api/activities/:id',
  summary: '修改活动方案；别人先改了，答 409 并带两边的写法',
  params: IdParams,
  body: Plan.extend({ version: z.number().int() }),
  reply: z.object({ id: Id, version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: managers,
})

export const attestDiscipline = endpoint({
  key: 'activities.attest',
  method: 'POST',
  path: '/api/activities/:id/discipline',
  summary: '确认纪律要求（中央八项规定及其实施细则精神）',
  params: IdParams,
  reply: Done,
  errors: [401, 403, 404, 409],
  policy: managers,
})

export const stepActivity = endpoint({
  key: 'activities.step',
  method: 'POST',
  path: '/api/activities/:id/steps',
  summary: '定下或取消一份活动方案',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string(), told: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: managers,
})

export const listHostVenues = endpoint({
  key: 'activities.hostVenues',
  method: 'GET',
  path: '/api/activity-hosts',
  summary: '可以开展活动的委员工作室；own 是自己管的',
  query: Paging.extend({ own: z.stringbool().optional() }),
  reply: pageOf(HostVenue),
  errors: [401, 403],
  policy: managers,
})
