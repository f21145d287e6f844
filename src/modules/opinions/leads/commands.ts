import type { Actor } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { seenInFull } from '../access.ts'
import { leadFlow } from './access.ts'
import { mayTurn } from './queries.ts'
import { type LeadKind, leadKinds } from './rules.ts'

/**
 * Turns an opinion into leads, one for each kind; sent twice is once. The opinion stays where it is: its speaker is still
 * answered. Throws Conflict when it was turned into the same kind before, and that lead stands.
 */
export const turnOpinion = async (
  tx: Tx,
  actor: Actor,
  opinionId: string,
  input: { leads: { id: string; kind: LeadKind }[]; words: string },
): Promise<{ made: number }> => {
  const committeeId = await holdOpinion(tx, actor, opinionId)
  if (new Set(input.leads.map((lead) => lead.kind)).size !== input.leads.length)
    throw new Invalid([{ path: 'leads', message: '同一种选了两次' }])
  const ids = input.leads.map((lead) => lead.id)
  const { rows: standing } = await sql<{ kind: LeadKind }>`
    select kind from leads where opinion_id = ${opinionId} and state <> 'dropped'
      and kind = any(${input.leads.map((lead) => lead.kind)}::text[]) and id <> all(${ids}::uuid[])`.execute(
    tx,
  )
  const [before] = standing
  if (before) throw new Conflict(`这一条已经转成了${leadKinds[before.kind].label}，不用再转。`)
  const { rows: made } = await sql<{ id: string }>`
    insert into leads (id, committee_id, opinion_id, kind, made_by, made_at)
    select id, ${committeeId}, ${opinionId}, kind, ${actor.personId}, ${actor.now}
    from json_to_recordset(${JSON.stringify(input.leads)}::json) g(id uuid, kind text)
    on conflict (id) do nothing returning id`.execute(tx)
  for (const { id } of made)
    await beginProcess(tx, actor, leadFlow, {
      id,
      committeeId,
      step: 'turn',
      ...(input.words ? { words: input.words } : {}),
    })
  return { made: made.length }
}

/** Locks the opinion for whoever may turn it; answers its 政协. */
const holdOpinion = async (tx: Tx, actor: Actor, id: string): Promise<string> => {
  const { rows } = await sql<{ committeeId: string; may: boolean; state: string }>`
    select i.committee_id as "committeeId", ${mayTurn(actor)} as may, i.state
    from opinions i where i.id = ${id} and ${seenInFull(actor, 'opinion')} for update of i`.execute(tx)
  const [opinion] = rows
  if (!opinion) throw new NotFound()
  if (opinion.state === 'merged') throw new Conflict('这一条已并入同类，请在并入的那一条上转。')
  if (opinion.state === 'withdrawn' || opinion.state === 'invalid')
    throw new Conflict('这一条已经撤回或作废，不能再转。')
  if (!opinion.may) throw new Forbidden()
  return opinion.committeeId
}

/** Drops a lead from the pool, or puts it back; taking is done by the module that makes something of it. */
export const stepLead = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: TakeStep,
): Promise<{ state: string }> => {
  if (input.step !== 'drop' && input.step !== 'restore')
    throw new Invalid([{ path: 'step', message: '没有这一步' }])
  if (input.step === 'restore') await requireAlone(tx, id)
  const moved = await takeStep(tx, actor, leadFlow, id, input)
  return { state: moved.to }
}

const requireAlone = async (tx: Tx, id: string) => {
  const { rows } = await sql`
    select from leads l join leads o on o.opinion_id = l.opinion_id and o.kind = l.kind and o.id <> l.id and o.state <> 'dropped'
    where l.id = ${id}`.execute(tx)
  if (rows.length > 0) throw new Conflict('同一条意见后来又转过这一种，用那一条就行。')
}
