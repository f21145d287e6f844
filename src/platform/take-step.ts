import { createHash } from 'node:crypto'
import type { Actor } from './actor.ts'
import type { TakeStep } from './contract.ts'
import { type Tx, sql } from './db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from './errors.ts'
import { type Process, type Taker, type Wait, isState, isStep } from './process.ts'
import { type Addressee, closeTodos, openTodos } from './todos.ts'

/** What the engine must know of a record: loaded by the module, in one query for many ids. */
export interface Situation<Facts> {
  facts: Facts
  /** roles of the actor on this record */
  roles: ReadonlySet<Taker>
  /** the to-do of the state the record is in, for the addressee of this record */
  asks: (wait: { kind: string; label: string; asks: string }) => {
    to: Addressee
    title: string
    path: string
    dueOn: string | null
  } | null
}

/** Binds a process to its table and to the module's way of loading. */
export interface Flow<State extends string, StepName extends string, Facts> {
  process: Process<State, StepName, Facts>
  table: string
  /** column of the state; default state */
  column?: string
  track?: string
  situations: (tx: Tx, actor: Actor, ids: string[]) => Promise<Map<string, Situation<Facts>>>
}

export interface Moved<State extends string> {
  from: State
  to: State
  no: number
}

interface Locked {
  state: string
  committeeId: string
}

/**
 * Takes a step: locks the record, checks roles and obstacle, appends to `steps`, sets the state, closes and opens to-dos.
 * Throws NotFound when the actor has no role on the record, Forbidden when the step is another's, Conflict with the
 * obstacle in words, Invalid when the step demands words.
 */
export const takeStep = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  actor: Actor,
  flow: Flow<State, StepName, Facts>,
  id: string,
  asked: TakeStep,
): Promise<Moved<State>> => {
  const table = flow.process
  const locked = await lock(tx, flow, id)
  const situation = (await flow.situations(tx, actor, [id])).get(id)
  if (!situation || situation.roles.size === 0) throw new NotFound()
  const { step } = asked
  if (!isStep(table, step)) throw new Invalid([{ path: 'step', message: '没有这一步' }])
  if (!isState(table, locked.state))
    throw new Error(`${table.record} ${id} is in unknown state ${locked.state}`)
  const rule = table.steps[step]
  if (!rule.by.some((taker) => situation.roles.has(taker))) throw new Forbidden()
  if (!rule.from.includes(locked.state))
    throw new Conflict(`“${rule.label}”办不了：现在是“${table.states[locked.state].label}”。请刷新看看。`, {
      state: locked.state,
    })
  const overridden = passObstacle(
    rule.unless?.(situation.facts) ?? null,
    rule.override,
    situation.roles,
    asked,
  )
  if (rule.words === 'required' && !asked.words)
    throw new Invalid([{ path: 'words', message: `“${rule.label}”要写明理由` }])
  const from = locked.state
  const no = await append(
    tx,
    actor,
    flow,
    { id, committeeId: locked.committeeId, step, from, to: rule.to, overridden },
    asked.words,
  )
  await moveTo(tx, flow, id, rule.to)
  await handOver(tx, flow, id, actor, locked.committeeId, rule.to)
  return { from, to: rule.to, no }
}

/** Writes the first row of a record's path and opens what waits in its first state. Call after inserting the record. */
export const beginProcess = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  actor: Actor,
  flow: Flow<State, StepName, Facts>,
  record: { id: string; committeeId: string; step: string; words?: string; state?: State },
): Promise<void> => {
  const to = record.state ?? flow.process.initial
  await append(
    tx,
    actor,
    flow,
    { id: record.id, committeeId: record.committeeId, step: record.step, from: '', to, overridden: false },
    record.words,
  )
  await handOver(tx, flow, record.id, actor, record.committeeId, to)
}

const lock = async <S extends string, N extends string, F>(
  tx: Tx,
  flow: Flow<S, N, F>,
  id: string,
): Promise<Locked> => {
  const { rows } = await sql<Locked>`
    select ${sql.ref(flow.column ?? 'state')} as state, committee_id as "committeeId"
    from ${sql.table(flow.table)} where id = ${id} for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

const passObstacle = (
  obstacle: string | null,
  override: Taker | undefined,
  roles: ReadonlySet<Taker>,
  asked: TakeStep,
): boolean => {
  if (obstacle === null) return false
  if (!asked.override || !override || !roles.has(override)) throw new Conflict(obstacle)
  if (!asked.words) throw new Invalid([{ path: 'words', message: '越过这一关要写明理由' }])
  return true
}

const append = async <S extends string, N extends string, F>(
  tx: Tx,
  actor: Actor,
  flow: Flow<S, N, F>,
  row: { id: string; committeeId: string; step: string; from: string; to: string; overridden: boolean },
  words: string | undefined,
): Promise<number> => {
  const digest = words ? createHash('sha256').update(words).digest() : null
  const { record } = flow.process
  const track = flow.track ?? 'main'
  const { rows } = await sql<{ id: number; no: number }>`
    insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, actor_person_id, overridden, words_digest, at)
    select ${record}, ${row.id}, ${track},
      coalesce((select max(no) from steps where record_type = ${record} and record_id = ${row.id} and track = ${track}), 0) + 1,
      ${row.step}, ${row.from}, ${row.to}, ${row.committeeId}, ${actor.as ? null : actor.personId}, ${row.overridden}, ${digest}, ${actor.now}
    returning id, no`.execute(tx)
  const [written] = rows
  if (!written) throw new Error('a step was not written')
  if (words) await sql`insert into remarks (step_id, body) values (${written.id}, ${words})`.execute(tx)
  return written.no
}

const moveTo = async <S extends string, N extends string, F>(
  tx: Tx,
  flow: Flow<S, N, F>,
  id: string,
  to: S,
) => {
  await sql`update ${sql.table(flow.table)} set ${sql.ref(flow.column ?? 'state')} = ${to} where id = ${id}`.execute(
    tx,
  )
}

/** Closes what waited and opens what waits now; facts are read again, since the step has changed them. */
const handOver = async <S extends string, N extends string, F>(
  tx: Tx,
  flow: Flow<S, N, F>,
  id: string,
  actor: Actor,
  committeeId: string,
  to: S,
) => {
  const recordType = flow.process.record
  const track = flow.track ?? 'main'
  await closeTodos(tx, { recordType, recordId: id, track }, actor.now)
  const wait = flow.process.waits[to]
  if (!wait) return
  const asks = (await flow.situations(tx, actor, [id])).get(id)?.asks(wait)
  if (!asks) return
  const todos = [asks.to, ...alsoAsked(asks.to, wait)].map((to) => ({
    committeeId,
    recordType,
    recordId: id,
    track,
    kind: wait.kind,
    ...asks,
    to,
  }))
  await openTodos(tx, todos, actor.now)
}

const alsoAsked = (first: Addressee, wait: Wait): Addressee[] =>
  'unitId' in first ? (wait.alsoAsks ?? []).map((role) => ({ unitId: first.unitId, role })) : []
