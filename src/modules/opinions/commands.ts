import type { Actor } from '../../platform/actor.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import type { NumberSetting } from '../../platform/number-setting.ts'
import { isStep } from '../../platform/process.ts'
import { takeStep } from '../../platform/take-step.ts'
import { recordDuty, reverseDuty } from '../ledger/index.ts'
import { deedFlow, opinionFlow, tablesOf, visibleTo } from './access.ts'
import { startClock, stopClock } from './clock.ts'
import type { ItemKind } from './contract.ts'
import { tellSpeakers } from './intake/telling.ts'
import { type OpinionStep, opinionProcess } from './process.ts'
import { kindOf } from './queries.ts'
import { acceptDays, answerDays, redirections } from './rules.ts'

/** What goes with a step of an opinion: whom it is passed to, which item it joins, where to turn instead, how it is filed. */
export interface StepOfItem extends TakeStep {
  mergeInto?: string | undefined
  handlerId?: string | undefined
  redirectedTo?: string | undefined
}

/** Takes a step of an opinion or deed; withdrawing takes the duty back, restoring records its next round. */
export const stepItem = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: StepOfItem,
): Promise<{ state: string }> => {
  const kind = await kindOf(tx, id)
  if (kind === 'opinion') return stepOpinion(tx, actor, id, input)
  const moved = await takeStep(tx, actor, deedFlow, id, input)
  await followDuty(tx, actor, kind, id, input.step)
  return { state: moved.to }
}

const stepOpinion = async (tx: Tx, actor: Actor, id: string, input: StepOfItem) => {
  const step = opinionStepOf(input.step)
  if (step === 'merge') await mergeInto(tx, actor, id, input.mergeInto)
  if (step === 'split') await sql`update opinions set merged_into = null where id = ${id}`.execute(tx)
  if (step === 'pass') await passTo(tx, actor, id, input.handlerId)
  if (step === 'redirect') await redirectTo(tx, id, input.redirectedTo, actor.now)
  await windClock(tx, id, step, actor.now)
  const moved = await takeStep(tx, actor, opinionFlow, id, input)
  await followDuty(tx, actor, 'opinion', id, step)
  await tellSpeakers(tx, id, step, moved.no, actor.now)
  return { state: moved.to }
}

/** Steps that people may take here; those of assignments, replies, speakers and the clock have their own ways. */
const opinionStepOf = (word: string): OpinionStep => {
  if (
    !isStep(opinionProcess, word) ||
    ['await', 'assign', 'recall', 'answer', 'rate', 'reopen', 'resume', 'lapse'].includes(word)
  )
    throw new Invalid([{ path: 'step', message: '没有这一步' }])
  return word
}

const windClock = async (tx: Tx, id: string, step: OpinionStep, now: Date) => {
  if (step === 'accept') await startClock(tx, id, answerDays, now)
  else if (step === 'pass') await startClockOnce(tx, id, answerDays, now)
  else if (step === 'split' || step === 'reconsider' || step === 'restore')
    await startClock(tx, id, acceptDays, now)
  else await stopClock(tx, id)
}

/** Passing on does not wind the clock anew: what was promised to the speaker stands. */
const startClockOnce = async (tx: Tx, id: string, setting: NumberSetting, now: Date) => {
  const { rows } = await sql`select from opinions where id = ${id} and state = 'recorded'`.execute(tx)
  if (rows.length > 0) await startClock(tx, id, setting, now)
}

const followDuty = async (tx: Tx, actor: Actor, kind: ItemKind, id: string, step: string) => {
  if (step === 'withdraw' || step === 'invalidate') await takeBack(tx, actor, kind, id)
  if (step === 'restore') await giveAgain(tx, actor, kind, id)
}

const passTo = async (tx: Tx, actor: Actor, id: string, handlerId: string | undefined) => {
  if (!handlerId) throw new Invalid([{ path: 'handlerId', message: '请选由哪位委员答复' }])
  const { rows } = await sql`
    update opinions o set handler_id = ${handlerId} where o.id = ${id}
      and exists (select from mandates m where m.person_id = ${handlerId} and m.committee_id = o.committee_id
        and m.valid @> ${dayOf(actor.now)}::date)
    returning o.id`.execute(tx)
  if (rows.length === 0)
    throw new Invalid([{ path: 'handlerId', message: '这位委员不在任，或不是本级政协的，请另选一位' }])
}

const redirectTo = async (tx: Tx, id: string, channel: string | undefined, now: Date) => {
  if (!channel || !Object.hasOwn(redirections, channel))
    throw new Invalid([{ path: 'redirectedTo', message: '请选应该找哪里' }])
  await sql`update opinions set redirected_to = ${channel}, answered_at = ${now} where id = ${id}`.execute(tx)
}

/** The item it joins must be open and not itself joined to another; what had joined this one goes along. */
const mergeInto = async (tx: Tx, actor: Actor, id: string, into: string | undefined) => {
  if (!into || into === id) throw new Invalid([{ path: 'mergeInto', message: '请选并入哪一条' }])
  const { rows } = await sql`
    select from opinions i where i.id = ${into} and i.state not in ('withdrawn', 'invalid', 'merged')
      and i.committee_id = (select committee_id from opinions where id = ${id}) and ${visibleTo(actor, 'opinion')}`.execute(
    tx,
  )
  if (rows.length === 0) throw new NotFound('要并入的那一条没有找到，或者已经撤回、并给了别的。')
  await sql`update opinions set merged_into = ${into} where id = ${id} or (merged_into = ${id} and state = 'merged')`.execute(
    tx,
  )
}

const dutyOf = (kind: ItemKind) => (kind === 'opinion' ? 'heard' : 'deed')

const personOf = async (tx: Tx, kind: ItemKind, id: string) => {
  const { items, venues, key, by } = tablesOf[kind]
  const { rows } = await sql<{
    personId: string | null
    organiserId: string
    campaignId: string | null
    happenedAt: string
  }>`
    select i.${by} as "personId", i.campaign_id as "campaignId", i.happened_at as "happenedAt",
      coalesce((select w.venue_id from ${venues} w where w.${key} = i.id order by w.venue_id limit 1), i.committee_id) as "organiserId"
    from ${items} i where i.id = ${id}`.execute(tx)
  return rows[0]
}

const takeBack = async (tx: Tx, actor: Actor, kind: ItemKind, id: string) => {
  const item = await personOf(tx, kind, id)
  if (!item?.personId) return
  await reverseDuty(
    tx,
    { sourceType: kind, sourceId: id, kind: dutyOf(kind), personId: item.personId },
    actor.now,
  )
}

const giveAgain = async (tx: Tx, actor: Actor, kind: ItemKind, id: string) => {
  const item = await personOf(tx, kind, id)
  if (!item?.personId) return
  await recordDuty(
    tx,
    {
      personId: item.personId,
      organiserId: item.organiserId,
      kind: dutyOf(kind),
      onDay: dayOf(new Date(item.happenedAt)),
      campaignId: item.campaignId,
      sourceType: kind,
      sourceId: id,
    },
    actor.now,
  )
}
