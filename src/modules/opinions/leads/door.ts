import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { takeMany } from '../../../platform/take-steps.ts'
import { leadFlow } from './access.ts'
import { type LeadKind, leadKinds } from './rules.ts'

/** What leads are taken for: a record of a later module. */
export interface LeadTarget {
  type: string
  id: string
  title: string
}

/** Takes leads of one kind out of the pool for what they become; all or none. Throws as takeStep does. */
export const takeLeads = async (
  tx: Tx,
  actor: Actor,
  ids: string[],
  kind: LeadKind,
  target: LeadTarget,
): Promise<void> => {
  if (ids.length === 0) return
  await takeMany(tx, actor, leadFlow, ids, { step: 'take' })
  await sql`
    update leads set target_type = ${target.type}, target_id = ${target.id}, target_title = ${target.title}
    where id = any(${ids}::uuid[])`.execute(tx)
  await tellOutcome(tx, [target.id], target.type, {
    what: 'taken',
    sourceId: target.id,
    words: leadKinds[kind].said,
    at: actor.now,
  })
}

/** Puts leads back into the pool; what was said of them is taken back. */
export const releaseLeads = async (tx: Tx, actor: Actor, ids: string[]): Promise<void> => {
  for (const id of ids) await takeStep(tx, actor, leadFlow, id, { step: 'release' })
  await sql`
    update leads set target_type = null, target_id = null, target_title = null where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`
    update lead_outcomes set withdrawn_at = ${actor.now} where lead_id = any(${ids}::uuid[]) and withdrawn_at is null`.execute(
    tx,
  )
}

/** An outcome in plain words: once for each lead, matter and source. */
export interface Outcome {
  what: string
  sourceId: string
  words: string
  at: Date
}

/** Tells the leads that became these records what came of them; who spoke at the start reads it with the receipt. */
export const tellOutcome = async (
  tx: Tx,
  targetIds: string[],
  targetType: string,
  outcome: Outcome,
): Promise<void> => {
  await sql`
    insert into lead_outcomes (committee_id, lead_id, what, source_id, words, at)
    select l.committee_id, l.id, ${outcome.what}, ${outcome.sourceId}, ${outcome.words}, ${outcome.at}
    from leads l where l.target_type = ${targetType} and l.target_id = any(${targetIds}::uuid[]) and l.state = 'taken'
    on conflict do nothing`.execute(tx)
}

/** Takes back what a source was said to have brought. */
export const withdrawOutcomes = async (tx: Tx, sourceId: string, what: string, now: Date): Promise<void> => {
  await sql`
    update lead_outcomes set withdrawn_at = ${now}
    where source_id = ${sourceId} and what = ${what} and withdrawn_at is null`.execute(tx)
}

/** One thing that became of an opinion, in words for its speaker. */
export interface Turning {
  opinionId: string
  at: string
  words: string
}

/** What became of opinions, oldest first, in words for their speakers: 写进了社情民意信息，省政协采用. */
export const listTurnings = async (tx: Tx, opinionIds: string[]): Promise<Turning[]> => {
  const { rows } = await sql<Turning>`
    select l.opinion_id as "opinionId", o.at, o.words
    from leads l join lead_outcomes o on o.lead_id = l.id and o.withdrawn_at is null
    where l.opinion_id = any(${opinionIds}::uuid[]) and l.state = 'taken' order by o.at, o.no`.execute(tx)
  return rows
}
