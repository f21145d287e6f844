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
} from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'
import { mostHosts, mostSlots } from './rules.ts'

/** Who plans and marks. */
const planners = allow({
  office: 'committee',
  convener: 'venue',
  contact_group: 'unit',
  special_committee: 'unit',
})
const readers = allow({
  office: 'committee',
  leader: 'committee',
  convener: 'committee',
  contact_group: 'committee',
  special_committee: 'committee',
  member: 'committee',
})

const Host = z.object({ id: Id, name: z.string(), committeeName: z.string() })

export const OnDuty = z.object({
  id: Id,
  name: z.string(),
  venueId: Id,
  venueName: z.string(),
  /** was there; null until it is recorded */
  came: z.boolean().nullable(),
})

export const SlotRow = z.object({
  id: Id,
  beginsAt: Instant,
  endsAt: Instant,
  place: z.string(),
  state: z.string(),
  /** the first keeps the record; several is 联动值班 */
  hosts: z.array(Host),
  members: z.array(OnDuty),
  /** items heard in it, and persons who came with them */
  heard: z.number().int(),
  served: z.number().int(),
})
export type SlotRow = z.output<typeof SlotRow>

export const Slot = SlotRow.extend({
  about: z.string(),
  version: z.number().int(),
  /** who gave the turn to whom, first first */
  swaps: z.array(z.object({ outName: z.string(), inName: z.string(), at: Instant })),
  /** what was heard in it that the reader may see in full */
  items: z.array(
    z.object({
      id: Id,
      number: z.string().nullable(),
      words: z.string(),
      persons: z.number().int(),
      stateLabel: z.string(),
    }),
  ),
  /** the reader sits there */
  isMine: z.boolean(),
  /** the reader may write down what is heard: is on duty, or plans for a host */
  mayRecord: z.boolean(),
  standing: Standing,
})
export type Slot = z.output<typeof Slot>

export const SlotFilter = Paging.extend({
  venueId: Id.optional(),
  state: z.enum(['planned', 'over', 'held', 'cancelled']).optional(),
  from: Day.optional(),
  until: Day.optional(),
})
export type SlotFilter = z.output<typeof SlotFilter>

export const listSlots = endpoint({
  key: 'rosters.list',
  method: 'GET',
  path: '/api/duty-slots',
  summary: '轮值：本级政协各工作室的，最近的在前',
  query: SlotFilter,
  reply: pageOf(SlotRow),
  errors: [401, 403],
  policy: readers,
})

export const listMySlots = endpoint({
  key: 'rosters.mine',
  method: 'GET',
  path: '/api/duty-slots/mine',
  summary: '我的值班：往后的，和最近六十天值过的',
  reply: z.object({ rows: z.array(SlotRow) }),
  errors: [401, 403],
  policy: allow({ member: 'own', convener: 'own' }),
})

export const getSlot = endpoint({
  key: 'rosters.get',
  method: 'GET',
  path: '/api/duty-slots/:id',
  summary: '一次值班：谁、在哪里、听到了什么',
  params: IdParams,
  reply: Slot,
  errors: [401, 403, 404],
  policy: readers,
})

export const listDutyVenues = endpoint({
  key: 'rosters.venues',
  method: 'GET',
  path: '/api/duty-venues',
  summary: '可以排值班的工作室；own 是自己管的，不带就可以找别家来联动',
  query: Paging.extend({ own: z.stringbool().optional() }),
  reply: pageOf(Host),
  errors: [401, 403],
  policy: planners,
})

const hostsAsked = z.string().regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/, '请先选工作室')

export const listDutyPeople = endpoint({
  key: 'rosters.people',
  method: 'GET',
  path: '/api/duty-people',
  summary: '这几家工作室能值班的委员；venueIds 用逗号隔开，第一家是自己管的',
  query: z.object({ venueIds: hostsAsked, on: Day }),
  reply: z.object({
    rows: z.array(z.object({ id: Id, name: z.string(), venueId: Id, venueName: z.string() })),
  }),
  errors: [400, 401, 403, 404],
  policy: planners,
})

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:00 这样')
const Hosts = z.array(Id).min(1, '请选在哪家工作室值班').max(mostHosts, `最多 ${mostHosts} 家一起`)

const Weekday = z.number().int().min(1).max(7)
export const RepeatPattern = z.discriminatedUnion('every', [
  z.object({
    every: z.literal('month'),
    weeks: z.array(z.number().int().min(1).max(6)).min(1, '请选第几个星期'),
    weekday: Weekday,
  }),
  z.object({ every: z.literal('week'), weekday: Weekday }),
])

export const previewSlots = endpoint({
  key: 'rosters.preview',
  method: 'POST',
  path: '/api/duty-slots/preview',
  summary: '先看看会排出哪几天、谁来轮，还不存',
  body: z.object({
    venueIds: Hosts,
    pattern: RepeatPattern,
    from: Day,
    until: Day,
    /** in the order of their turns */
    memberIds: z.array(Id).max(200),
  }),
  reply: z.object({
    /** in the order of their turns */
    sitters: z.array(z.object({ id: Id, name: z.string() })),
    rows: z.array(
      z.object({
        day: Day,
        /** 国庆节; null on any other day */
        dayOff: z.string().nullable(),
        /** a host has a slot on that day already */
        isTaken: z.boolean(),
      }),
    ),
  }),
  errors: [400, 401, 403, 404],
  policy: planners,
})

export const planSlots = endpoint({
  key: 'rosters.plan',
  method: 'POST',
  path: '/api/duty-slots',
  summary: '排一次或一批值班；几家工作室一起就是联动值班',
  body: z.object({
    /** of the batch; sent twice is once */
    seriesId: Id,
    venueIds: Hosts,
    begins: Time,
    ends: Time,
    place: words(100, 0).default(''),
    about: words(200, 0).default(''),
    slots: z
      .array(z.object({ id: Id, day: Day, memberIds: z.array(Id).max(200) }))
      .min(1, '一天也没有选')
      .max(mostSlots, `一次最多排 ${mostSlots} 次`),
  }),
  reply: z.object({ made: z.number().int() }),
  errors: [400, 401, 403, 404],
  policy: planners,
})

export const changeSlot = endpoint({
  key: 'rosters.change',
  method: 'PUT',
  path: '/api/duty-slots/:id',
  summary: '改一次值班的时间、地点、人；值班的委员会收到消息',
  params: IdParams,
  body: z.object({
    version: z.number().int(),
    day: Day,
    begins: Time,
    ends: Time,
    place: words(100, 0).default(''),
    about: words(200, 0).default(''),
    memberIds: z.array(Id).max(200),
    words: words(200),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: planners,
})

export const swapMembers = endpoint({
  key: 'rosters.swap',
  method: 'POST',
  path: '/api/duty-slots/:id/swaps',
  summary: '换人：谁不来了，谁来；两位都会收到消息',
  params: IdParams,
  body: z.object({ outId: Id, inId: Id, words: words(200, 0).default('') }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: planners,
})

export const stepSlot = endpoint({
  key: 'rosters.step',
  method: 'POST',
  path: '/api/duty-slots/:id/steps',
  summary: '记下或更正谁到岗，取消、恢复一次值班',
  params: IdParams,
  body: TakeStep.extend({
    /** 记下、更正: who was there */
    cameIds: z.array(Id).max(200).optional(),
  }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({
    office: 'committee',
    convener: 'venue',
    contact_group: 'unit',
    special_committee: 'unit',
    member: 'own',
  }),
})
