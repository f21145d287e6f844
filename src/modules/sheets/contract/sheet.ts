import { z } from 'zod'
import { Day, Id, Paging, Standing, endpoint, pageOf, words } from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'

/** Staff open sheets of their own 政协 and of those it guides; a special committee its own. */
export const readers = allow({ office: 'guided', leader: 'guided', special_committee: 'unit' })
export const fillers = allow({ office: 'committee', special_committee: 'unit' })

const Annex = z.union([z.literal(1), z.literal(2)])
export const AnnexQuery = z.coerce.number().pipe(Annex).optional()
export const SheetParams = z.object({ campaignId: Id, unitId: Id })

export const SheetCell = z.object({
  columnNo: z.number().int(),
  /** what is filed: counted + manual + corrected */
  value: z.number().int(),
  counted: z.number().int(),
  manual: z.number().int(),
  corrected: z.number().int(),
  late: z.number().int(),
})

export const SheetRow = z.object({
  key: z.string(),
  unitId: Id,
  part: z.enum(['whole', 'own']),
  label: z.string(),
  isTotal: z.boolean(),
  status: z.enum(['live', 'manual', 'missing']),
  cells: z.array(SheetCell),
  leave: z.number().int(),
  none: z.number().int(),
  manualUnits: z.array(z.string()),
  missingUnits: z.array(z.string()),
  /** how this unit's own return stands, for rows of units below */
  returnState: z.string().nullable(),
})
export type SheetRow = z.output<typeof SheetRow>

export const CorrectionLine = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  columnNo: z.number().int(),
  delta: z.number().int(),
  reason: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  hasEvidence: z.boolean(),
  evidenceFileId: Id.nullable(),
  /** whether the reader may withdraw it, with the obstacle */
  canWithdraw: z.boolean(),
  obstacle: z.string().nullable(),
})

const Explanation = z.object({ words: z.string(), by: z.string(), at: z.string() })

export const SheetCheck = z.object({
  code: z.string(),
  rowKey: z.string().nullable(),
  columnNo: z.number().int().nullable(),
  sentence: z.string(),
  figures: z.array(z.number().int()),
  explanation: Explanation.nullable(),
  /** words said of other figures, which stand no more */
  lapsed: Explanation.nullable(),
})
export type SheetCheck = z.output<typeof SheetCheck>

/** One figure that persons leave smaller than the sum of its rows. */
const Overlap = z.object({ columnNo: z.number().int(), less: z.number().int() })

const ReturnBrief = z.object({
  id: Id,
  version: z.number().int(),
  state: z.string(),
  stateLabel: z.string(),
  submittedAt: z.string(),
  decidedAt: z.string().nullable(),
  manual: z.boolean(),
})

export const Sheet = z.object({
  campaignId: Id,
  campaignName: z.string(),
  heldOn: Day,
  returnDueOn: Day,
  annex: Annex,
  annexes: z.array(Annex),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  receiverName: z.string().nullable(),
  isOwn: z.boolean(),
  isReceiver: z.boolean(),
  countedAt: z.string(),
  definitionsVersion: z.string(),
  rows: z.array(SheetRow),
  overlaps: z.array(Overlap),
  lines: z.array(CorrectionLine),
  checks: z.object({ ruleCount: z.number().int(), passed: z.array(z.string()), broken: z.array(SheetCheck) }),
  /** the next submission: its words, its obstacle, and the record it goes into */
  submit: z
    .object({
      label: z.string(),
      obstacle: z.string().nullable(),
      returnId: Id.nullable(),
      /** what was written beside the version before, not asked again; '' where there is none */
      known: z.object({
        filledBy: z.string(),
        checkedBy: z.string(),
        headedBy: z.string(),
        phone: z.string(),
        summary: z.string(),
        summaryFileId: Id.nullable(),
      }),
    })
    .nullable(),
  /** versions of the return, newest first */
  returns: z.array(ReturnBrief),
  standing: Standing.nullable(),
  /** cells that differ from the last submission; null without one */
  changedSince: z.number().int().nullable(),
})
export type Sheet = z.output<typeof Sheet>

export const getSheet = endpoint({
  key: 'sheets.get',
  method: 'GET',
  path: '/api/sheets/:campaignId/:unitId',
  summary: '一张统计表，现算：各行各栏、更正、核对、能不能报',
  params: SheetParams,
  query: z.object({ annex: AnnexQuery }),
  reply: Sheet,
  errors: [401, 403, 404],
  policy: readers,
})

export const explainCheck = endpoint({
  key: 'sheets.explain',
  method: 'PUT',
  path: '/api/sheets/:campaignId/:unitId/explanations',
  summary: '给一条核对提醒写说明',
  params: SheetParams,
  body: z.object({
    code: z.string().max(120),
    words: words(500, 4),
    /** of the check, as the writer saw them */
    figures: z.array(z.number().int()).max(20),
  }),
  reply: z.object({ code: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: fillers,
})

const FilingBrief = z.object({
  unitId: Id,
  unitName: z.string(),
  annex: Annex,
  files: z.boolean(),
  returnState: z.string().nullable(),
  returnLabel: z.string(),
})

export const CampaignSheets = z.object({
  campaignId: Id,
  campaignName: z.string(),
  heldOn: Day,
  returnDueOn: Day,
  issuerName: z.string(),
  own: z.array(FilingBrief),
  /** 政协 of the actor that receive returns of it */
  receives: z.array(
    z.object({
      unitId: Id,
      unitName: z.string(),
      expected: z.number().int(),
      submitted: z.number().int(),
      accepted: z.number().int(),
    }),
  ),
})

export const listSheets = endpoint({
  key: 'sheets.list',
  method: 'GET',
  path: '/api/sheets',
  summary: '本单位要报的统计表与要收的报表',
  query: Paging,
  reply: pageOf(CampaignSheets),
  errors: [401, 403],
  policy: readers,
})
