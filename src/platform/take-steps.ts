import { createHash } from 'node:crypto'
import type { Actor } from './actor.ts'
import { type Tx, sql } from './db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from './errors.ts'
import { isState } from './process.ts'
import type { Flow } from './take-step.ts'

/**
 * Takes the same step on many records, all or none, in a constant number of statements; the state they come to must
 * wait for nobody. Throws as takeStep does for the first record that refuses.
 */
export const takeMany = async <S extends string, N extends string, F>(
  tx: Tx,
  actor: Actor,
  flow: Flow<S, N, F>,
  ids: string[],
  asked: { step: N; words?: string | undefined },
): Promise<void> => {
  if (ids.length === 0) return
  const rule = flow.process.steps[asked.step]
  if (flow.process.waits[rule.to]) throw new Error(`${flow.process.record}: ${rule.to} waits`)
  if (rule.words === 'required' && !asked.words)
    throw new Invalid([{ path: 'words', message: `“${rule.label}”要写明理由` }])
  const column = sql.ref(flow.column ?? 'state')
  const { rows } = await sql<{ id: string; state: string }>`
    select id, ${column} as state from ${sql.table(flow.table)} where id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
  if (rows.length < new Set(ids).size) throw new NotFound()
  const situations = await flow.situations(tx, actor, ids)
  for (const row of rows) {
    const situation = situations.get(row.id)
    if (!situation || situation.roles.size === 0) throw new NotFound()
    if (!rule.by.some((taker) => situation.roles.has(taker))) throw new Forbidden()
    if (!isState(flow.process, row.state) || !rule.from.includes(row.state))
      throw new Conflict(`“${rule.label}”办不了，有的已经办过。请刷新看看。`, { state: row.state })
    const obstacle = rule.unless?.(situation.facts) ?? null
    if (obstacle !== null) throw new Conflict(obstacle)
  }
  await writeSteps(tx, actor, flow, ids, { ...asked, to: rule.to })
}

const writeSteps = async <S extends string, N extends string, F>(
  tx: Tx,
  actor: Actor,
  flow: Flow<S, N, F>,
  ids: string[],
  taken: { step: N; to: S; words?: string | undefined },
) => {
  const { record } = flow.process
  const track = flow.track ?? 'main'
  const digest = taken.words ? createHash('sha256').update(taken.words).digest() : null
  await sql`
    with written as (
      insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, actor_person_id,
        words_digest, at)
      select ${record}, r.id, ${track},
        coalesce((select max(s.no) from steps s where s.record_type = ${record} and s.record_id = r.id and s.track = ${track}), 0) + 1,
        ${taken.step}, r.${sql.ref(flow.column ?? 'state')}, ${taken.to}, r.committee_id, ${actor.personId}, ${digest}, ${actor.now}
      from ${sql.table(flow.table)} r where r.id = any(${ids}::uuid[])
      returning id)
    insert into remarks (step_id, body) select id, ${taken.words ?? null} from written where ${taken.words ?? null}::text is not null`.execute(
    tx,
  )
  await sql`
    update ${sql.table(flow.table)} set ${sql.ref(flow.column ?? 'state')} = ${taken.to} where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`
    update todos set closed_at = ${actor.now}
    where record_type = ${record} and record_id = any(${ids}::uuid[]) and track = ${track} and closed_at is null`.execute(
    tx,
  )
}
