import type { Actor } from '../platform/actor.ts'
import { addDays, dayOf, startOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { draftReply, stepReply } from '../modules/assignments/index.ts'
import { opinionAssignable } from '../modules/opinions/assignable.ts'
import { makeMemberCodes } from '../modules/opinions/codes.ts'
import { stepItem } from '../modules/opinions/commands.ts'
import { type IntakeDoor, type Receipt, receive } from '../modules/opinions/index.ts'
import { rateAnswers } from '../modules/opinions/intake/rating.ts'
import { getPublicOpinion } from '../modules/opinions/intake/track.ts'
import { actorFor } from './actor.ts'
import type { Plan, PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'
import { answers, concerns, surnames } from './words-heard.ts'

/** How an item of the demo has gone so far. */
type Course =
  | 'waiting'
  | 'accepted'
  | 'asked'
  | 'answered'
  | 'rated'
  | 'again'
  | 'refused'
  | 'redirected'
  | 'merged'

/** What becomes of the items of the first studio, and how many days ago each came; others have the first few. */
const courses: [Course, number][] = [
  ['waiting', 1],
  ['accepted', 3],
  ['answered', 12],
  ['rated', 20],
  ['asked', 2],
  ['refused', 9],
  ['rated', 25],
  ['waiting', 0],
  ['redirected', 8],
  ['again', 18],
  ['accepted', 5],
  ['merged', 4],
  ['rated', 30],
]

/** What the public has said in the weeks before the demo is opened, through the same commands as on any other day. */
export const speak = async (
  tx: Tx,
  house: House,
  plan: Plan,
  offices: ReadonlyMap<string, string>,
  now: Date,
  random: Random,
): Promise<void> => {
  const studios = plan.studios.filter((studio) => studio.conveners[0] !== undefined)
  const lively = studios.filter((studio, index) => studio.code.startsWith('430102') || index % 40 === 0)
  const busy = lively.filter((studio) => studio.code.startsWith('430102')).slice(0, 2)
  for (const studio of lively)
    await hear(tx, house, studio, busy.includes(studio) ? courses : courses.slice(0, 4), offices, now, random)
  for (const committeeId of new Set(lively.slice(0, 3).map((studio) => studio.committeeId))) {
    const officer = offices.get(committeeId)
    if (officer) await makeMemberCodes(tx, await actorFor(tx, officer, now), committeeId)
  }
}

const hear = async (
  tx: Tx,
  house: House,
  studio: PlannedStudio,
  given: typeof courses,
  offices: ReadonlyMap<string, string>,
  now: Date,
  random: Random,
) => {
  const [convener] = studio.conveners
  const officer = offices.get(studio.committeeId)
  if (!convener || !officer) return
  let before: Receipt | null = null
  const token = await tokenOf(tx, studio.id)
  for (const [course, daysAgo] of given) {
    const on = addDays(dayOf(now), -daysAgo)
    const heardAt = new Date(startOf(on).getTime() + random.between(8 * 60, 20 * 60) * 60_000)
    const receipt: Receipt = await receive(
      tx,
      house,
      doorOf(studio, token),
      {
        words: random.pick(concerns),
        speaker: {
          name: random.chance(0.5) ? `${random.pick(surnames)}师傅` : null,
          phone: null,
          place: null,
        },
        tellsBySms: false,
        pictures: [],
        limits: [],
      },
      heardAt < now ? heardAt : now,
    )
    await follow(
      tx,
      course,
      receipt,
      before,
      { convener, officer, heardAt, residents: studio.residents },
      random,
    )
    before = receipt
  }
}

interface Around {
  convener: string
  officer: string
  heardAt: Date
  residents: readonly string[]
}

const hour = 3_600_000

const follow = async (
  tx: Tx,
  course: Course,
  receipt: Receipt,
  before: Receipt | null,
  around: Around,
  random: Random,
) => {
  const id = receipt.opinionId
  const later = (hours: number) => new Date(around.heardAt.getTime() + hours * hour)
  const convenerAt = (hours: number) => actorFor(tx, around.convener, later(hours))
  const step = async (hours: number, taken: Parameters<typeof stepItem>[3]) =>
    stepItem(tx, await convenerAt(hours), id, taken)
  if (course === 'waiting') return
  if (course === 'refused') {
    await step(20, {
      step: 'refuse',
      words: '您说的是邻里之间借钱的事，建议先请社区调解；这里只收公共的事。',
    })
    return
  }
  if (course === 'redirected') {
    await step(18, {
      step: 'redirect',
      redirectedTo: 'hotline',
      words: '停水抢修请打 12345，他们能马上派人。',
    })
    return
  }
  if (course === 'merged' && before) {
    await step(6, { step: 'merge', mergeInto: before.opinionId })
    return
  }
  await step(5, { step: 'accept' })
  const [member] = around.residents.slice(1)
  if (course === 'asked' && member) await step(6, { step: 'pass', handlerId: member })
  if (course === 'accepted' || course === 'asked') return
  await answer(tx, await convenerAt(50), id, random)
  if (course === 'answered') return
  await rate(
    tx,
    id,
    course === 'again' ? 'unsatisfied' : random.pick(['satisfied', 'satisfied', 'partly']),
    later(70),
  )
}

const answer = async (tx: Tx, actor: Actor, opinionId: string, random: Random) => {
  const id = random.id()
  await draftReply(tx, actor, [opinionAssignable], {
    id,
    recordType: 'opinion',
    recordId: opinionId,
    assignmentId: null,
    body: random.pick(answers),
    contactKind: 'visit',
    outcome: 'solved',
  })
  await stepReply(tx, actor, [opinionAssignable], id, { step: 'publish', version: 1 })
}

const rate = async (tx: Tx, opinionId: string, grade: 'satisfied' | 'partly' | 'unsatisfied', at: Date) => {
  const opinion = await getPublicOpinion(tx, opinionId)
  await rateAnswers(
    tx,
    opinionId,
    (opinion?.replies ?? []).map((reply) => ({
      replyId: reply.id,
      grade,
      why: grade === 'unsatisfied' ? '只修了两盏，还有三盏不亮' : null,
    })),
    at,
  )
}

const tokenOf = async (tx: Tx, venueId: string): Promise<string> => {
  const { rows } = await sql<{ token: string }>`select token from venues where id = ${venueId}`.execute(tx)
  return rows[0]?.token ?? ''
}

const doorOf = (studio: PlannedStudio, token: string): IntakeDoor => ({
  token,
  kind: 'venue',
  committeeId: studio.committeeId,
  committeeName: '',
  committeeShort: '',
  committeeCode: '',
  venueId: studio.id,
  venueName: studio.name,
  venueToken: token,
  venuePhone: '',
  venueHours: '',
  personId: null,
  personName: null,
  activityId: null,
  campaignId: null,
})
