import { z } from 'zod'
import { Id, IdParams, Instant, Paging, endpoint, pageOf } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

export const lookers = {
  office: 'guided',
  leader: 'guided',
  special_committee: 'guided',
  convener: 'venue',
} as const

export const Part = z.enum(['whole', 'own', 'direct', 'place', 'bodies', 'venue'])
export const Matter = z.enum(['post', 'activity'])
const Count = z.number().int()

/** One row of the board; persons are distinct in the row and don't add up over rows. */
export const BoardRow = z.object({
  unitId: Id,
  part: Part,
  name: z.string(),
  kind: z.string(),
  expected: Count,
  planned: Count,
  held: Count,
  posted: Count,
  late: Count,
  missing: Count,
  members: Count,
  collective: Count,
  own: Count,
  leave: Count,
  none: Count,
  /** members of the row's 政协 resident nowhere; null where a row stands for no 政协 */
  unsettled: Count.nullable(),
  /** studios whose conveners a press would remind now */
  remindable: z.object({ post: Count, activity: Count }),
  reminded: z.object({ post: Count, activity: Count }),
  remindedAt: z.object({ post: Instant.nullable(), activity: Instant.nullable() }),
  /** of a studio: who came to what it hosted, guests among them */
  crowd: z.object({ came: Count, guests: Count }).nullable(),
})
export type BoardRow = z.output<typeof BoardRow>

export const Board = z.object({
  asOf: Instant,
  phase: z.enum(['before', 'running', 'over']),
  root: z.object({
    unitId: Id,
    name: z.string(),
    kind: z.enum(['committee', 'special_committee', 'venue']),
    level: z.enum(['province', 'city', 'county']),
    committeeId: Id,
    committeeName: z.string(),
    crumbs: z.array(z.object({ unitId: Id, name: z.string() })),
  }),
  level: z.enum(['city', 'county', 'venue']),
  levels: z.array(z.enum(['city', 'county', 'venue'])),
  guide: z.enum(['all', 'place', 'body']),
  guides: z.array(z.enum(['all', 'place', 'body'])),
  total: BoardRow,
  rows: z.array(BoardRow),
  rowCount: Count,
  /** studios closed between the notice and the day, in no cell; the first twenty */
  closed: z.array(z.string()),
  /** the last press of 提醒 for this root */
  lastPress: z
    .object({ at: Instant, sendAt: Instant, matter: Matter, venueCount: Count, followed: Count })
    .nullable(),
  /** null when the reader may press 提醒, else why not */
  remindObstacle: z.string().nullable(),
})
export type Board = z.output<typeof Board>

export const getBoard = endpoint({
  key: 'activityDay.board',
  method: 'GET',
  path: '/api/activity-day/:id/board',
  summary: '活动日进展：按行政区划的次序，不排名',
  params: IdParams,
  query: z.object({
    unit: Id.optional(),
    level: z.enum(['city', 'county', 'venue']).optional(),
    guide: z.enum(['all', 'place', 'body']).default('all'),
    page: Paging.shape.page,
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: Board,
  errors: [401, 403, 404],
  policy: allow(lookers),
})

export const exportBoard = endpoint({
  key: 'activityDay.exportBoard',
  method: 'GET',
  path: '/api/activity-day/:id/board/export',
  summary: '导出活动日进展（.xlsx），只有数，没有姓名',
  params: IdParams,
  query: getBoard.query,
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [401, 403, 404],
  policy: allow(lookers),
})

export const FigureName = z.enum([
  'expected',
  'planned',
  'unplanned',
  'held',
  'unheld',
  'posted',
  'late',
  'missing',
  'members',
  'collective',
  'own',
  'leave',
  'none',
  'unsettled',
])
export type FigureName = z.output<typeof FigureName>

/** One line behind a figure: a studio, a person, or a 政协 with a count. */
export const Line = z.object({
  id: Id,
  name: z.string(),
  place: z.string(),
  state: z.string().nullable(),
  count: Count.nullable(),
})
export type Line = z.output<typeof Line>

export const openFigure = endpoint({
  key: 'activityDay.figure',
  method: 'GET',
  path: '/api/activity-day/:id/figure',
  summary: '一个数背后的名单：本级政协以内到人，以上到工作室和人数',
  params: IdParams,
  query: z.object({
    unit: Id,
    part: Part,
    figure: FigureName,
    page: Paging.shape.page,
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: pageOf(Line).extend({
    title: z.string(),
    unit: z.string(),
    rule: z.string(),
    /** what the lines are */
    of: z.enum(['venues', 'persons', 'counts']),
  }),
  errors: [400, 401, 403, 404],
  policy: allow(lookers),
})

export const exportFigure = endpoint({
  key: 'activityDay.exportFigure',
  method: 'GET',
  path: '/api/activity-day/:id/figure/export',
  summary: '导出一个数背后的名单（.xlsx）：本级政协以内到人，以上到工作室和人数',
  params: IdParams,
  query: z.object({ unit: Id, part: Part, figure: FigureName }),
  reply: z.unknown(),
  gives: 'file',
  audited: 'exported',
  errors: [400, 401, 403, 404],
  policy: allow(lookers),
})

export const Leader = z.object({
  personId: Id,
  name: z.string(),
  venueId: Id,
  venueName: z.string(),
  standing: z.string(),
  attendedHere: z.boolean(),
})

export const listLeaders = endpoint({
  key: 'activityDay.leaders',
  method: 'GET',
  path: '/api/activity-day/:id/leaders',
  summary: '本级政协领导所入驻的工作室，和是否参加了活动；只给办公室看',
  params: IdParams,
  reply: z.object({ rows: z.array(Leader) }),
  errors: [401, 403, 404],
  policy: allow({ office: 'committee' }),
})
