export type { Assignable, Assignables, Matter, Subject } from './assignable.ts'
export type { Recount } from './recount.ts'
export { listHandling, scrubHandling } from './erasure.ts'
export { draftReply, saveReply, stepReply } from './replies/commands.ts'
export {
  type GradeGiven,
  type PublishedReply,
  countOpenReplies,
  listPublishedReplies,
  rateReplies,
  reopenAssignments,
} from './ratings.ts'
export { countOpen } from './settle.ts'
