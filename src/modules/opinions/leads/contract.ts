import { z } from 'zod'
import {
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

export const LeadKind = z.enum(['information', 'suggestion', 'proposal', 'topic', 'report'])

/** One lead: the opinion it comes from, why it was made, and what became of it. */
export const Lead = z.object({
  id: Id,
  kind: LeadKind,
  state: z.string(),
  stateLabel: z.string(),
  opinionId: Id,
  opinionNumber: z.string().nullable(),
  opinionState: z.string(),
  opinionStateLabel: z.string(),
  title: z.string(),
  words: z.string(),
  category: z.string().nullable(),
  venueName: z.string().nullable(),
  /** why it was turned into this, in the words given */
  note: z.string().nullable(),
  madeBy: z.string(),
  madeAt: z.string(),
  targetType: z.string().nullable(),
  targetId: Id.nullable(),
  targetTitle: z.string().nullable(),
  /** the last thing that came of it, as its speaker reads it */
  outcome: z.string().nullable(),
})
export type Lead = z.output<typeof Lead>

export const LeadFilter = Paging.extend({
  kind: LeadKind.optional(),
  state: z.enum(['pooled', 'taken', 'dropped']).optional(),
  category: z.string().max(40).optional(),
})
export type LeadFilter = z.output<typeof LeadFilter>

const readers = allow({
  office: 'committee',
  leader: 'committee',
  special_committee: 'committee',
  convener: 'venue',
  contact_group: 'unit',
})

export const listLeads = endpoint({
  key: 'leads.list',
  method: 'GET',
  path: '/api/leads',
  summary: '线索池：群众意见转成的线索，新的在前',
  query: LeadFilter,
  reply: pageOf(Lead).extend({ counts: z.record(z.string(), z.number().int()) }),
  errors: [401, 403],
  policy: readers,
})

export const exportLeads = endpoint({
  key: 'leads.export',
  method: 'GET',
  path: '/api/leads/export',
  summary: '线索池（xlsx）',
  query: LeadFilter,
  reply: z.unknown(),
  errors: [401, 403],
  policy: readers,
  audited: 'exported',
  gives: 'file',
})

export const getLead = endpoint({
  key: 'leads.get',
  method: 'GET',
  path: '/api/leads/:id',
  summary: '一条线索和它的经过',
  params: IdParams,
  reply: Lead.extend({ standing: Standing }),
  errors: [401, 403, 404],
  policy: readers,
})

export const listTurningsOf = endpoint({
  key: 'leads.ofOpinion',
  method: 'GET',
  path: '/api/opinions/:id/leads',
  summary: '一条群众意见转成了什么，还能转成什么',
  params: IdParams,
  reply: z.object({
    rows: z.array(Lead),
    /** kinds it may still be turned into by the reader; empty when it may not */
    open: z.array(LeadKind),
  }),
  errors: [401, 403, 404],
  policy: allow({ office: 'committee', leader: 'committee', convener: 'venue', contact_group: 'unit' }),
})

export const turnOpinion = endpoint({
  key: 'leads.turn',
  method: 'POST',
  path: '/api/opinions/:id/leads',
  summary: '把一条群众意见转成线索，可以转几种；反映人照样要答复',
  params: IdParams,
  body: z.object({
    leads: z
      .array(z.object({ id: Id, kind: LeadKind }))
      .min(1, '请选转成什么')
      .max(5),
    words: words(500, 0).default(''),
  }),
  reply: z.object({ made: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', convener: 'venue' }),
})

export const stepLead = endpoint({
  key: 'leads.step',
  method: 'POST',
  path: '/api/leads/:id/steps',
  summary: '不采用一条线索，或者放回线索池',
  params: IdParams,
  body: TakeStep,
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: allow({ office: 'committee', convener: 'venue' }),
})
