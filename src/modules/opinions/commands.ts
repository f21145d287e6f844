import type { Actor } from '../../platform/actor.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { takeStep } from '../../platform/take-step.ts'
import { recordDuty, reverseDuty } from '../ledger/index.ts'
import { deedFlow, opinionFlow, tablesOf, visibleTo } from './access.ts'
import type { ItemKind } from './contract.ts'
import { kindOf } from './queries.ts'

/** Takes a step of an opinion or deed; withdrawing takes the duty back, restoring records its next round. */
export const stepItem = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: TakeStep & { mergeInto?: string | undefined },
): Promise<{ state: string }> => {
  const kind = await kindOf(tx, id)
  if (input.step === 'merge') await mergeInto(tx, actor, id, input.mergeInto)
  const moved =
    kind === 'opinion'
      ? await takeStep(tx, actor, opinionFlow, id, input)
      : await takeStep(tx, actor, deedFlow, id, input)
  if (input.step === 'withdraw') await takeBack(tx, actor, kind, id)
  if (input.step === 'restore') await giveAgain(tx, actor, kind, id)
  return { state: moved.to }
}

const mergeInto = async (tx: Tx, actor: Actor, id: string, into: string | undefined) => {
  if (!into || into === id) throw new Invalid([{ path: 'mergeInto', message: '请选并入哪一条' }])
  const { rows } = await sql`
    select from opinions i where i.id = ${into} and i.state not in ('withdrawn', 'invalid', 'merged') and ${visibleTo(actor, 'opinion')}`.execute(
    tx,
  )
  if (rows.length === 0) throw new NotFound('要并入的那一条没有找到，或者已经撤回。')
  await sql`update opinions set merged_into = ${into} where id = ${id}`.execute(tx)
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
  if (kind === 'opinion') await sql`update opinions set merged_into = null where id = ${id}`.execute(tx)
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
