import { z } from 'zod'
import { Day, Id, Instant, endpoint } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

/** What the rows of the table are. */
export const FigureBy = z.enum(['unit', 'venue', 'member', 'category', 'channel', 'month'])
export type FigureBy = z.output<typeof FigureBy>

/** What is asked: days, both ends in (left out is this year), the unit, with those below or 本级 alone, how items are filed. */
export const FigureAsked = z.object({
  from: Day.optional(),
  until: Day.optional(),
  unitId: Id.optional(),
  part: z.enum(['whole', 'own']).default('whole'),
  by: FigureBy.default('unit'),
  /** a code of the dictionary; `none` is not yet filed */
  category: z.string().max(20).optional(),
  channel: z.string().max(20).optional(),
})
export type FigureAsked = z.output<typeof FigureAsked>

/** One row: a unit, a venue, a member, a category, a channel, a month, or the total. */
export const OpinionFigureRow = z.object({
  key: z.string(),
  label: z.string(),
  /** 政协 of a venue */
  note: z.string().nullable(),
  /** by code of the column; null where there is nothing to take the middle of */
  values: z.record(z.string(), z.number().nullable()),
})
export type OpinionFigureRow = z.output<typeof OpinionFigureRow>

const Option = z.object({ value: z.string(), label: z.string() })

export const OpinionFigures = z.object({
  from: Day,
  until: Day,
  unitId: Id,
  unitName: z.string(),
  part: z.enum(['whole', 'own']),
  by: FigureBy,
  countedAt: Instant,
  /** units that may be chosen, in division order */
  units: z.array(Option),
  /** 本级 and below may be told apart */
  hasBelow: z.boolean(),
  /** members are named in one's own 政协 alone */
  namesMembers: z.boolean(),
  categories: z.array(Option),
  channels: z.array(Option),
  rows: z.array(OpinionFigureRow),
  total: OpinionFigureRow,
})
export type OpinionFigures = z.output<typeof OpinionFigures>

const readers = allow({ office: 'guided', leader: 'guided', special_committee: 'guided' })

export const getOpinionFigures = endpoint({
  key: 'opinions.figures',
  method: 'GET',
  path: '/api/opinions/figures',
  summary: '群众意见的数字：按单位、工作室、委员、类别、来源、月份；按行政区划排列，不排名',
  query: FigureAsked,
  reply: OpinionFigures,
  errors: [400, 401, 403, 404],
  policy: readers,
})

export const exportOpinionFigures = endpoint({
  key: 'opinions.figuresExport',
  method: 'GET',
  path: '/api/opinions/figures/export',
  summary: '导出群众意见统计表（xlsx）',
  query: FigureAsked,
  reply: z.unknown(),
  errors: [400, 401, 403, 404],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})

/** A figure opened: items inside one's own 政协; above it venues and counts. */
export const FigureOpened = z.object({
  where: z.string(),
  /** what is listed */
  cut: z.enum(['items', 'venues']),
  value: z.number().nullable(),
  /** venues that have some, and what they have together before joint items are counted once */
  venues: z.number().int(),
  together: z.number().int(),
  items: z.number().int(),
  /** why items are not listed one by one; null where they can be */
  closed: z.string().nullable(),
  /** what stands beside each row: items of a venue; persons, or working days to the first answer, of an item */
  counts: z.enum(['items', 'persons', 'days']),
  rows: z.array(
    z.object({
      id: Id,
      title: z.string(),
      /** number, day and state of an item; 政协 of a venue */
      note: z.string().nullable(),
      count: z.number().int().nullable(),
      /** the reader may open it in full */
      opens: z.boolean(),
    }),
  ),
  total: z.number().int(),
})
export type FigureOpened = z.output<typeof FigureOpened>

const CellAsked = FigureAsked.extend({
  key: z.string().max(60),
  code: z.string().max(20),
  cut: z.enum(['items', 'venues']).optional(),
})

export const openFigure = endpoint({
  key: 'opinions.openFigure',
  method: 'GET',
  path: '/api/opinions/figures/records',
  summary: '一个数字背后的记录：本级逐条列出，本级以上只列到工作室和条数',
  query: CellAsked.extend({
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: FigureOpened,
  errors: [400, 401, 403, 404],
  policy: readers,
})

export const exportFigureRecords = endpoint({
  key: 'opinions.figureRecordsExport',
  method: 'GET',
  path: '/api/opinions/figures/records/export',
  summary: '导出一个数字背后的记录（xlsx），不含姓名、电话',
  query: CellAsked,
  reply: z.unknown(),
  errors: [400, 401, 403, 404],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})
