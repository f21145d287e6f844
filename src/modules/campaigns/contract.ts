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
} from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'

export const CampaignKind = z.object({ no: z.number().int(), label: z.string(), shortLabel: z.string() })

const Dates = z.object({
  heldOn: Day,
  collectiveFrom: Day,
  collectiveUntil: Day,
  ownFrom: Day,
  ownUntil: Day,
  uploadDueOn: Day,
  returnDueOn: Day,
})

export const CampaignRow = z.object({
  id: Id,
  name: z.string(),
  theme: z.string(),
  state: z.string(),
  heldOn: Day,
  issuerName: z.string(),
  committeeCount: z.number().int(),
  readCount: z.number().int(),
})
export type CampaignRow = z.output<typeof CampaignRow>

export const Campaign = Dates.extend({
  id: Id,
  committeeId: Id,
  issuerName: z.string(),
  name: z.string(),
  theme: z.string(),
  approvedBy: z.string(),
  documentNo: z.string(),
  notice: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  kinds: z.array(CampaignKind),
  /** how many 政协 it was issued to, and how many of them have read it */
  committeeCount: z.number().int(),
  readCount: z.number().int(),
  attachments: z.array(z.object({ id: Id, name: z.string(), bytes: z.number().int() })),
  /** the reader's own 政协 as a recipient; null for the issuer's and for whoever is no office */
  receipt: z
    .object({ committeeName: z.string(), readAt: z.string().nullable(), readBy: z.string().nullable() })
    .nullable(),
  /** why it was postponed, extended or cancelled last, in the issuer's words */
  lastWords: z.string().nullable(),
  version: z.number().int(),
  standing: Standing,
})
export type Campaign = z.output<typeof Campaign>

/** What staff writes of a campaign; dates left out follow from the day. */
export const CampaignDraft = Dates.partial().extend({
  heldOn: Day,
  name: words(60),
  theme: words(60),
  approvedBy: words(80, 0).default(''),
  documentNo: words(40, 0).default(''),
  notice: words(8000, 0).default(''),
  contactName: words(20, 0).default(''),
  contactPhone: words(20, 0).default(''),
})
export type CampaignDraft = z.output<typeof CampaignDraft>

export const listCampaigns = endpoint({
  key: 'campaigns.list',
  method: 'GET',
  path: '/api/campaigns',
  summary: '专项活动：本级发起的与收到的',
  query: Paging,
  reply: pageOf(CampaignRow),
  errors: [401, 403],
  policy: allow({
    office: 'guided',
    special_committee: 'guided',
    convener: 'guided',
    member: 'guided',
    leader: 'guided',
    contact_group: 'guided',
  }),
})

export const getCampaign = endpoint({
  key: 'campaigns.get',
  method: 'GET',
  path: '/api/campaigns/:id',
  summary: '一个专项活动',
  params: IdParams,
  reply: Campaign,
  errors: [401, 403, 404],
  policy: allow({
    office: 'guided',
    special_committee: 'guided',
    convener: 'guided',
    member: 'guided',
    leader: 'guided',
    contact_group: 'guided',
  }),
})

export const draftCampaign = endpoint({
  key: 'campaigns.draft',
  method: 'POST',
  path: '/api/campaigns',
  summary: '起草一个专项活动',
  body: CampaignDraft.extend({ id: Id, committeeId: Id }),
  reply: Done,
  errors: [400, 401, 403, 404],
  policy: allow({ office: 'committee' }),
})

export const editCampaign = endpoint({
  key: 'campaigns.edit',
  method: 'PUT',
  path: '/api/campaigns/:id',
  summary: '修改一个专项活动',
  params: IdParams,
  body: CampaignDraft.extend({ version: z.number().int() }),
  reply: Done,
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})

export const stepCampaign = endpoint({
  key: 'campaigns.step',
  method: 'POST',
  path: '/api/campaigns/:id/steps',
  summary: '下发、改期、延长、取消、结束一个专项活动',
  params: IdParams,
  body: TakeStep.extend({
    /** 改期: the new day */
    heldOn: Day.optional(),
    /** 延长: the new last days */
    uploadDueOn: Day.optional(),
    returnDueOn: Day.optional(),
  }),
  reply: z.object({ state: z.string(), droppedAttendances: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})

export const Receipt = z.object({
  committeeName: z.string(),
  level: z.string(),
  readAt: z.string().nullable(),
  readBy: z.string().nullable(),
})

export const listReceipts = endpoint({
  key: 'campaigns.receipts',
  method: 'GET',
  path: '/api/campaigns/:id/receipts',
  summary: '下发回执',
  params: IdParams,
  query: Paging,
  reply: pageOf(Receipt),
  errors: [401, 403, 404],
  policy: allow({ office: 'committee' }),
})

export const acknowledgeCampaign = endpoint({
  key: 'campaigns.acknowledge',
  method: 'POST',
  path: '/api/campaigns/:id/read',
  summary: '签收通知',
  params: IdParams,
  reply: Done,
  errors: [401, 403, 404],
  policy: allow({ office: 'guided' }),
})

export const attachFile = endpoint({
  key: 'campaigns.attach',
  method: 'POST',
  path: '/api/campaigns/:id/attachments',
  summary: '给通知加一个附件：PDF、OFD、Word、Excel 或图片；严禁上传涉密内容',
  params: IdParams,
  body: z.object({ fileId: Id }),
  takes: 'upload',
  reply: Done,
  errors: [400, 401, 403, 404, 409, 413],
  policy: allow({ office: 'committee' }),
})

export const detachFile = endpoint({
  key: 'campaigns.detach',
  method: 'DELETE',
  path: '/api/campaigns/:id/attachments/:fileId',
  summary: '去掉通知的一个附件，下发前可以',
  params: z.object({ id: Id, fileId: Id }),
  reply: Done,
  errors: [401, 403, 404, 409],
  policy: allow({ office: 'committee' }),
})
