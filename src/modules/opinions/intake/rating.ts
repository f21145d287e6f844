import { actingAs } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { rateReplies, reopenAssignments } from '../../assignments/index.ts'
import { opinionFlow } from '../access.ts'
import { opinionAssignable } from '../assignable.ts'
import { startClock, stopClock } from '../clock.ts'
import { acceptDays, answerDays } from '../rules.ts'
import { getPublicOpinion } from './track.ts'

export type Grade = 'satisfied' | 'partly' | 'unsatisfied'

/** What the speaker thinks of each answer of this round. */
export interface Rating {
  replyId: string
  grade: Grade
  why: string | null
}

/**
 * The speaker rates each answer of the round, once. One 不满意 has it handled again, a set number of times, and reaches who
 * answered: departments have it on their desk again, else it is accepted anew; nothing is rated for anybody. Throws Invalid when an answer is left out, Conflict when it waits for no rating.
 */
export const rateAnswers = async (tx: Tx, opinionId: string, ratings: Rating[], now: Date): Promise<void> => {
  const actor = actingAs('speaker', now)
  const opinion = await getPublicOpinion(tx, opinionId)
  if (!opinion) throw new NotFound()
  const open = opinion.replies.filter((reply) => reply.grade === null)
  const missing = open.filter((reply) => !ratings.some((rating) => rating.replyId === reply.id))
  if (missing.length > 0)
    throw new Invalid(
      missing.map((reply) => ({
        path: `grade-${reply.id}`,
        message: '这一份答复，请选满意、基本满意或不满意',
      })),
    )
  const isUnsatisfied = ratings.some((rating) => rating.grade === 'unsatisfied')
  const isReopened = isUnsatisfied && (await mayReopen(tx, opinionId, now))
  await rateReplies(tx, actor, { recordType: 'opinion', recordId: opinionId, grades: ratings })
  if (isReopened) {
    await startClock(tx, opinionId, answerDays, now)
    await takeStep(tx, actor, opinionFlow, opinionId, { step: 'reopen' })
    const departments = await reopenAssignments(tx, actor, opinionAssignable, opinionId)
    if (departments > 0) await takeStep(tx, actor, opinionFlow, opinionId, { step: 'resume' })
    return
  }
  await stopClock(tx, opinionId)
  await takeStep(tx, actor, opinionFlow, opinionId, { step: 'rate' })
}

/** Whether one more 不满意 has it handled again. */
export const mayReopen = async (tx: Tx, opinionId: string, now: Date): Promise<boolean> => {
  const situations = await opinionFlow.situations(tx, actingAs('speaker', now), [opinionId])
  const facts = situations.get(opinionId)?.facts
  return facts !== undefined && facts.reopened < facts.reopenMost
}

/** A speaker whose item was answered together with a like one, and not helped by that, has it looked at by itself. */
export const sendBackToTriage = async (tx: Tx, opinionId: string, now: Date): Promise<void> => {
  await startClock(tx, opinionId, acceptDays, now)
  await sql`update opinions set merged_into = null where id = ${opinionId}`.execute(tx)
  await takeStep(tx, actingAs('speaker', now), opinionFlow, opinionId, { step: 'split' })
}
