import type { Actor } from './actor.ts'
import type { PastStep, Standing } from './contract.ts'
import { type Tx, sql } from './db.ts'
import { isState, isStep, openSteps, stateLabel } from './process.ts'
import type { Flow, Situation } from './take-step.ts'

/** Where a record stands, for its page: state in words, open steps with obstacles, and its history with the words given. */
export const standingOf = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  actor: Actor,
  flow: Flow<State, StepName, Facts>,
  id: string,
  state: string,
): Promise<Standing> => (await standingsOf(tx, actor, flow, [{ id, state }]))(id)

/** Where many records of one kind stand, by id, in as many statements as for one: for lists that show their steps. */
export const standingsOf = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  actor: Actor,
  flow: Flow<State, StepName, Facts>,
  records: readonly { id: string; state: string }[],
): Promise<(id: string) => Standing> => {
  const ids = records.map((record) => record.id)
  const situations = await situationsOf(tx, actor, flow, ids)
  const histories = await historiesOf(tx, flow, ids)
  const standings = new Map<string, Standing>()
  for (const { id, state } of records) {
    const situation = situations.get(id)
    standings.set(id, {
      state,
      stateLabel: stateLabel(flow.process, state),
      steps:
        situation && isState(flow.process, state)
          ? openSteps(flow.process, state, situation.roles, situation.facts)
          : [],
      history: histories.get(id) ?? [],
    })
  }
  return (id) => standings.get(id) ?? { state: '', stateLabel: '', steps: [], history: [] }
}

const situationsOf = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  actor: Actor,
  flow: Flow<State, StepName, Facts>,
  ids: string[],
): Promise<Map<string, Situation<Facts>>> =>
  ids.length === 0 ? new Map<string, Situation<Facts>>() : flow.situations(tx, actor, ids)

/** What happened to each record, oldest first, with the words given. */
const historiesOf = async <State extends string, StepName extends string, Facts>(
  tx: Tx,
  flow: Flow<State, StepName, Facts>,
  ids: readonly string[],
): Promise<Map<string, PastStep[]>> => {
  const histories = new Map<string, PastStep[]>()
  if (ids.length === 0) return histories
  const { rows } = await sql<Omit<PastStep, 'label'> & { id: string }>`
    select s.record_id as id, s.step, s.to_state as "toState", to_char(s.at, 'YYYY-MM-DD"T"HH24:MI:SSOF') as at, p.name as by,
      r.body as words, s.overridden
    from steps s left join remarks r on r.step_id = s.id left join people p on p.id = s.actor_person_id
    where s.record_type = ${flow.process.record} and s.record_id = any(${ids}::uuid[]) and s.track = ${flow.track ?? 'main'}
    order by s.record_id, s.no`.execute(tx)
  for (const { id, ...row } of rows)
    histories.set(id, [...(histories.get(id) ?? []), { ...row, label: labelOf(flow, row) }])
  return histories
}

const labelOf = <State extends string, StepName extends string, Facts>(
  { process }: Flow<State, StepName, Facts>,
  row: { step: string; toState: string },
): string =>
  isStep(process, row.step)
    ? process.steps[row.step].label
    : (process.notes?.[row.step] ?? stateLabel(process, row.toState))
