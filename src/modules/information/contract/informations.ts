import { z } from 'zod'
import {
  Day,
  Done,
  Id,
  IdParams,
  Paging,
  Standing,
  TakeStep,
  endpoint,
  pageOf,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { mostBody, mostTitle } from '../rules.ts'

export const AdoptionLevel = z.enum(['county', 'city', 'province', 'nation'])
export const CreditPart = z.enum(['heard', 'replied', 'wrote'])

/** One line of a list of informations. */
export const InformationRow = z.object({
  id: Id,
  committeeId: Id,
  title: z.string(),
  category: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  /** 〔2026〕第 12 期, or null */
  issue: z.string().nullable(),
  issuedOn: Day.nullable(),
  /** the 政协 that sent it up, or null */
  originName: z.string().nullable(),
  sourceCount: z.number().int(),
  /** highest level that used it, in words; null is 未用 */
  adopted: z.string().nullable(),
  directiveCount: z.number().int(),
  editedAt: z.string(),
})
export type InformationRow = z.output<typeof InformationRow>

/** An opinion or information that went into it. */
export const SourceOpinion = z.object({
  leadId: Id,
  opinionId: Id,
  number: z.string().nullable(),
  words: z.string(),
  category: z.string().nullable(),
  venueName: z.string().nullable(),
  stateLabel: z.string(),
  note: z.string().nullable(),
})
export type SourceOpinion = z.output<typeof SourceOpinion>

export const Adoption = z.object({
  id: Id,
  level: AdoptionLevel,
  /** 本级采用, 市采用, … */
  label: z.string(),
  adoptedOn: Day,
  publication: z.string(),
  /** noted by hand: may be taken back by hand */
  isNoted: z.boolean(),
})
export type Adoption = z.output<typeof Adoption>

export const Credit = z.object({ personId: Id, name: z.string(), part: CreditPart })
export type Credit = z.output<typeof Credit>

export const Information = z.object({
  id: Id,
  committeeId: Id,
  committeeName: z.string(),
  level: z.string(),
  title: z.string(),
  body: z.string(),
  category: z.string().nullable(),
  byline: z.string(),
  issue: z.string().nullable(),
  issuedOn: Day.nullable(),
  signedBy: z.string().nullable(),
  editors: z.array(z.string()),
  version: z.number().int(),
  /** the reader may write in it now */
  mayEdit: z.boolean(),
  opinions: z.array(SourceOpinion),
  /** informations that were merged into it */
  merged: z.array(z.object({ id: Id, title: z.string(), originName: z.string().nullable() })),
  mergedInto: z.object({ id: Id, title: z.string() }).nullable(),
  /** who sent it up, and whether the sender has withdrawn its own */
  origin: z
    .object({ committeeName: z.string(), issue: z.string().nullable(), isWithdrawn: z.boolean() })
    .nullable(),
  /** where it was sent, and what became of it there in words */
  sent: z.object({ committeeName: z.string(), said: z.string() }).nullable(),
  credits: z.array(Credit),
  adoptions: z.array(Adoption),
  /** levels above that the reader may note as having used it */
  notable: z.array(AdoptionLevel),
  standing: Standing,
})
export type Information = z.output<typeof Information>

const readers = allow({ office: 'committee', leader: 'committee', special_committee: 'committee' })
const writers = allow({ office: 'committee', special_committee: 'committee' })

export const InformationFilter = Paging.extend({
  state: z
    .enum(['received', 'draft', 'submitted', 'signed', 'issued', 'declined', 'merged', 'withdrawn'])
    .optional(),
  category: z.string().max(40).optional(),
  adopted: AdoptionLevel.optional(),
})
export type InformationFilter = z.output<typeof InformationFilter>

export const listInformations = endpoint({
  key: 'informations.list',
  method: 'GET',
  path: '/api/informations',
  summary: '社情民意信息：本级的和下级报来的，最近改过的在前',
  query: InformationFilter,
  reply: pageOf(InformationRow).extend({ counts: z.record(z.string(), z.number().int()) }),
  errors: [401, 403],
  policy: readers,
})

export const exportInformations = endpoint({
  key: 'informations.export',
  method: 'GET',
  path: '/api/informations/export',
  summary: '社情民意信息清单（xlsx）',
  query: InformationFilter,
  reply: z.unknown(),
  errors: [401, 403],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})

export const getInformation = endpoint({
  key: 'informations.get',
  method: 'GET',
  path: '/api/informations/:id',
  summary: '一份社情民意信息：正文、来源、署名、采用',
  params: IdParams,
  reply: Information,
  errors: [401, 403, 404],
  policy: readers,
})

/** What is written of an information. */
export const InformationText = z.object({
  title: words(mostTitle, 0).default(''),
  body: words(mostBody, 0).default(''),
  category: z.string().max(40).nullable().default(null),
  byline: words(60, 0).default(''),
})
export type InformationText = z.output<typeof InformationText>

export const draftInformation = endpoint({
  key: 'informations.draft',
  method: 'POST',
  path: '/api/informations',
  summary: '起草一份信息：从线索，或者从空白',
  body: InformationText.extend({
    id: Id,
    committeeId: Id,
    leadIds: z.array(Id).max(50, '一份最多用 50 条线索').default([]),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const saveInformation = endpoint({
  key: 'informations.save',
  method: 'PUT',
  path: '/api/informations/:id',
  summary: '存下改过的文字；别人先改了就一起摆出来',
  params: IdParams,
  body: InformationText.extend({ version: z.number().int() }),
  reply: z.object({ version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const setCredits = endpoint({
  key: 'informations.credit',
  method: 'PUT',
  path: '/api/informations/:id/credits',
  summary: '记下出力的委员：谁听到的，谁答复的，谁写的',
  params: IdParams,
  body: z.object({ credits: z.array(z.object({ personId: Id, part: CreditPart })).max(60) }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const addSources = endpoint({
  key: 'informations.addSources',
  method: 'POST',
  path: '/api/informations/:id/sources',
  summary: '把线索池里的线索加进来',
  params: IdParams,
  body: z.object({ leadIds: z.array(Id).min(1, '请选线索').max(50, '一次最多 50 条') }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const removeSource = endpoint({
  key: 'informations.removeSource',
  method: 'DELETE',
  path: '/api/informations/:id/sources/:leadId',
  summary: '把一条线索放回线索池',
  params: z.object({ id: Id, leadId: Id }),
  reply: Done,
  errors: [401, 403, 404, 409],
  policy: writers,
})

export const stepInformation = endpoint({
  key: 'informations.step',
  method: 'POST',
  path: '/api/informations/:id/steps',
  summary: '送签、签发、编发、报送、采用、不用、并入、撤回',
  params: IdParams,
  body: TakeStep.extend({
    /** 并入: which one */
    mergeInto: Id.optional(),
  }),
  reply: z.object({ state: z.string(), issue: z.string().nullable() }),
  errors: [400, 401, 403, 404, 409],
  policy: readers,
})

export const noteAdoption = endpoint({
  key: 'informations.noteAdoption',
  method: 'POST',
  path: '/api/informations/:id/adoptions',
  summary: '记上级采用：上级不在本平台的，照通报记',
  params: IdParams,
  body: z.object({
    id: Id,
    level: AdoptionLevel,
    adoptedOn: Day,
    publication: words(80, 0).default(''),
  }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})

export const withdrawAdoption = endpoint({
  key: 'informations.withdrawAdoption',
  method: 'DELETE',
  path: '/api/informations/:id/adoptions/:adoptionId',
  summary: '撤掉记错的上级采用',
  params: z.object({ id: Id, adoptionId: Id }),
  reply: Done,
  errors: [401, 403, 404],
  policy: allow({ office: 'committee' }),
})

export const getDocument = endpoint({
  key: 'informations.document',
  method: 'GET',
  path: '/api/informations/:id/document',
  summary: '一期社情民意信息（docx，公文格式）',
  params: IdParams,
  reply: z.unknown(),
  errors: [401, 403, 404],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})
