import { z } from 'zod'
import {
  Done,
  Id,
  IdParams,
  Instant,
  Standing,
  TakeStep,
  endpoint,
  words,
} from '../../../platform/contract.ts'
import { allow } from '../../../platform/policy.ts'
import { mostReplyWords } from '../rules.ts'

/** What kind of record is assigned or answered. */
export const RecordType = z.string().min(1).max(40)

/** 面谈、电话、座谈、书面: how the speaker was met. (domain.md B9) */
export const ContactKind = z.enum(['visit', 'phone', 'meeting', 'writing'])
/** 已解决、正在办、列入计划、供参考: what the speaker gets. (domain.md B9, reply class A–D) */
export const Outcome = z.enum(['solved', 'under_way', 'planned', 'reference'])
export const Grade = z.enum(['satisfied', 'partly', 'unsatisfied'])
export type Grade = z.output<typeof Grade>

/** What handlers and reviewers read of a record: never who spoke. */
export const MatterFace = z.object({
  recordType: z.string(),
  recordId: Id,
  number: z.string().nullable(),
  title: z.string(),
  words: z.string(),
  category: z.string().nullable(),
  pictureIds: z.array(Id),
})
export type MatterFace = z.output<typeof MatterFace>

const Rating = z.object({ grade: Grade, why: z.string().nullable(), ratedAt: Instant })

export const Reply = z.object({
  id: Id,
  recordType: z.string(),
  recordId: Id,
  assignmentId: Id.nullable(),
  /** rises when the speaker has it handled again */
  round: z.number().int(),
  body: z.string(),
  contactKind: ContactKind.nullable(),
  outcome: Outcome.nullable(),
  unitName: z.string(),
  authorName: z.string(),
  writtenBy: z.string(),
  writtenAt: Instant,
  publishedAt: Instant.nullable(),
  rating: Rating.nullable(),
  /** what is published is what was read: sent along with it */
  version: z.number().int(),
  mayEdit: z.boolean(),
  standing: Standing,
})
export type Reply = z.output<typeof Reply>

/** What is written of a reply. */
export const ReplyDraft = z.object({
  body: words(mostReplyWords),
  contactKind: ContactKind.nullable().default(null),
  outcome: Outcome.nullable().default(null),
})
export type ReplyDraft = z.output<typeof ReplyDraft>

const people = allow({
  office: 'committee',
  convener: 'venue',
  contact_group: 'unit',
  leader: 'committee',
  member: 'own',
  department: 'committee',
})
const writers = allow({
  office: 'committee',
  convener: 'venue',
  member: 'own',
  department: 'committee',
})

export const listReplies = endpoint({
  key: 'replies.list',
  method: 'GET',
  path: '/api/records/:type/:id/replies',
  summary: '一件事的答复，先写的在前',
  params: z.object({ type: RecordType, id: Id }),
  reply: z.object({
    rows: z.array(Reply),
    /** null, or why this reader cannot begin one */
    obstacle: z.string().nullable(),
  }),
  errors: [401, 403, 404],
  policy: people,
})

export const getReply = endpoint({
  key: 'replies.get',
  method: 'GET',
  path: '/api/replies/:id',
  summary: '一份答复，和它答的是哪件事',
  params: IdParams,
  reply: Reply.extend({ matter: MatterFace }),
  errors: [401, 403, 404],
  policy: people,
})

export const draftReply = endpoint({
  key: 'replies.draft',
  method: 'POST',
  path: '/api/replies',
  summary: '起草一份答复：委员、工作室、办公室自己答，或者承办部门答',
  body: ReplyDraft.extend({
    id: Id,
    recordType: RecordType,
    recordId: Id,
    /** the department's own assignment; null where a member, the studio or the office answers */
    assignmentId: Id.nullable().default(null),
  }),
  reply: Done.extend({ version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const saveReply = endpoint({
  key: 'replies.save',
  method: 'PUT',
  path: '/api/replies/:id',
  summary: '存下改过的答复，发出前都能改',
  params: IdParams,
  body: ReplyDraft.extend({ version: z.number().int() }),
  reply: Done.extend({ version: z.number().int() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})

export const stepReply = endpoint({
  key: 'replies.step',
  method: 'POST',
  path: '/api/replies/:id/steps',
  summary: '送审、退回、核过发出；发出的就是核的那一版',
  params: IdParams,
  body: TakeStep.extend({ version: z.number().int() }),
  reply: z.object({ state: z.string() }),
  errors: [400, 401, 403, 404, 409],
  policy: writers,
})
