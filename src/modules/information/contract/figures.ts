import { z } from 'zod'
import { Day, Id, Paging, endpoint, pageOf } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

export const FigureRow = z.object({
  unitId: Id,
  name: z.string(),
  level: z.string(),
  /** by measure code */
  values: z.record(z.string(), z.number().int()),
})
export type FigureRow = z.output<typeof FigureRow>

/** Days, both ends in; left out is this year. */
const Span = z.object({ from: Day.optional(), until: Day.optional() })
const readers = allow({ office: 'committee', leader: 'committee', special_committee: 'committee' })

export const getFigures = endpoint({
  key: 'informations.figures',
  method: 'GET',
  path: '/api/informations/figures',
  summary: '信息工作数字：本级和下级，按行政区划排列，不排名',
  query: Span,
  reply: z.object({
    from: Day,
    until: Day,
    measures: z.array(z.object({ code: z.string(), label: z.string(), unit: z.string() })),
    rows: z.array(FigureRow),
  }),
  errors: [400, 401, 403],
  policy: readers,
})

export const FigureRecord = z.object({
  id: Id,
  title: z.string(),
  committeeName: z.string(),
  issue: z.string().nullable(),
  issuedOn: Day.nullable(),
  stateLabel: z.string(),
  adopted: z.string().nullable(),
  /** the reader may open it in full */
  isOwn: z.boolean(),
})
export type FigureRecord = z.output<typeof FigureRecord>

export const listFigureRecords = endpoint({
  key: 'informations.figureRecords',
  method: 'GET',
  path: '/api/informations/figures/records',
  summary: '一个数字背后的信息，一份一份列出',
  query: Paging.extend({ ...Span.shape, unitId: Id, code: z.string().max(40) }),
  reply: pageOf(FigureRecord),
  errors: [400, 401, 403, 404],
  policy: readers,
})
