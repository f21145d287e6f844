import type { Actor } from '../platform/actor.ts'
import { addDays, dayOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import { draftActivity } from '../modules/activities/commands/plan.ts'
import { signUp } from '../modules/activities/commands/sign-up.ts'
import { attestDiscipline, stepActivity } from '../modules/activities/commands/steps.ts'
import { followCampaign } from '../modules/activity-day/follow.ts'
import { draftCampaign } from '../modules/campaigns/commands.ts'
import { stepCampaign } from '../modules/campaigns/steps.ts'
import { draftPost, stepPost } from '../modules/posts/commands.ts'
import { actorFor } from './actor.ts'
import type { Plan, PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'
import { activityTitles, places, postTitles, postWords } from './words.ts'

/**
 * What goes on in the demo on the day it is opened, done by its people through the same commands as any other day: 动态 that
 * wait for review, coming activities with sign-ups, the next campaign just issued. `officer` is of the province's office.
 */
export const liven = async (
  tx: Tx,
  plan: Plan,
  officer: string,
  now: Date,
  random: Random,
): Promise<void> => {
  const studios = plan.studios.filter((studio) => studio.conveners[0] !== undefined)
  const lively = studios.filter((studio, index) => studio.code.startsWith('430102') || index % 12 === 0)
  for (const studio of lively) await tellStudio(tx, studio, now, random)
  await issueNext(tx, officer, now, random)
}

const tellStudio = async (tx: Tx, studio: PlannedStudio, now: Date, random: Random) => {
  const [convener] = studio.conveners
  if (!convener) return
  const actor = await actorFor(tx, convener, now)
  await writePost(tx, actor, studio, random)
  await planActivity(tx, actor, studio, random)
}

const writePost = async (tx: Tx, actor: Actor, studio: PlannedStudio, random: Random) => {
  const id = random.id()
  await draftPost(tx, actor, {
    id,
    venueId: studio.id,
    campaignId: null,
    activityId: null,
    title: random.pick(postTitles),
    words: random.pick(postWords),
  })
  await stepPost(tx, actor, id, { step: 'submit' })
}

const planActivity = async (tx: Tx, actor: Actor, studio: PlannedStudio, random: Random) => {
  const id = random.id()
  const day = addDays(dayOf(actor.now), random.between(3, 16))
  await draftActivity(tx, actor, {
    id,
    venueIds: [studio.id],
    campaignId: null,
    title: random.pick(activityTitles),
    about: '欢迎街坊来坐坐，有事说事。',
    place: random.pick(places),
    mode: 'offline',
    link: '',
    activityType: null,
    kinds: [],
    beginsAt: `${day}T09:00:00+08:00`,
    endsAt: `${day}T11:30:00+08:00`,
  })
  await attestDiscipline(tx, actor, id)
  await stepActivity(tx, actor, id, { step: 'plan' })
  for (const personId of studio.residents.slice(1, 5)) {
    const member = await actorFor(tx, personId, actor.now)
    if (member.seats.length > 0) await signUp(tx, member, id, { going: true })
  }
}

/** The next campaign, issued to all: its receipts are still coming in, its chain still empty. */
const issueNext = async (tx: Tx, officer: string, now: Date, random: Random) => {
  const actor = await actorFor(tx, officer, now)
  const committeeId = await provinceOf(tx)
  const id = random.id()
  await draftCampaign(tx, actor, {
    id,
    committeeId,
    name: '岁末走访周',
    theme: '送温暖，听心声',
    heldOn: addDays(dayOf(now), 24),
    approvedBy: '省政协第六十一次主席会议',
    documentNo: '',
    notice: '各市州政协：岁末将至，请组织委员走访联系的群众，把听到的难处记下来，能办的当场办。',
    contactName: '演示联系人',
    contactPhone: '0731-0000 0000',
  })
  await stepCampaign(tx, actor, id, { step: 'issue' }, [followCampaign])
}

const provinceOf = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select id from units where kind = 'committee' and level = 'province'`.execute(tx)
  const [province] = rows
  if (!province) throw new Error('the demo has no province')
  return province.id
}
