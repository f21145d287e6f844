export { recordItems } from './record.ts'
export { type IntakeDoor, type IntakeTarget, findIntake, intakeOfCommittee } from './intake/door.ts'
export { intakeLimits, trackingLimits } from './intake/limits.ts'
export { receive } from './intake/receive.ts'
export { type Receipt, findByLink, findByReceipt, readNumber, sealLink } from './intake/receipts.ts'
export { type Grade, mayReopen, rateAnswers, sendBackToTriage } from './intake/rating.ts'
export { type PublicOpinion, getPublicOpinion } from './intake/track.ts'
export { mostPictures, mostWords } from './rules.ts'
export {
  type Outcome,
  listTurnings,
  releaseLeads,
  takeLeads,
  tellOutcome,
  withdrawOutcomes,
} from './leads/door.ts'
export { type OpenAnswer, findOpenAnswer, listAnswerPlaces, listOpenAnswers } from './publishing/open-face.ts'
export type { Derivation, Derived, Erasing } from './derivation.ts'
export { daysToAccept } from './clock.ts'
