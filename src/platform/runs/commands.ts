import { v7 as newId } from 'uuid'
import type { Actor } from '../actor.ts'
import { type Tx, sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import { enqueue } from '../jobs.ts'
import { beginProcess, takeStep } from '../take-step.ts'
import { runFlow, visibleTo } from './access.ts'
import type { RunState } from './process.ts'

/** What is asked of a run; `input` holds no personal data. */
export interface NewRun {
  /** chosen by the caller so that sent twice is once; made here when left out */
  id?: string | undefined
  kind: string
  title: string
  committeeId: string
  input?: Record<string, unknown>
  inputFileId?: string | null
}

/** The one job that works on every kind of run. */
export const runJob = 'runs.work'

/** Puts a run in line, in the caller's transaction. The caller has made sure that the actor may ask for it. */
export const startRun = async (tx: Tx, actor: Actor, run: NewRun): Promise<{ id: string }> => {
  const id = run.id ?? newId()
  await sql`
    insert into runs (id, committee_id, kind, title, state, input, input_file_id, created_by, created_at)
    values (${id}, ${run.committeeId}, ${run.kind}, ${run.title}, 'queued', ${JSON.stringify(run.input ?? {})}::jsonb,
      ${run.inputFileId ?? null}, ${actor.personId}, ${actor.now})`.execute(tx)
  await beginProcess(tx, actor, runFlow, { id, committeeId: run.committeeId, step: 'ask' })
  await enqueue(tx, runJob, { id })
  return { id }
}

/** 停下: at once while it waits; while it works, at its next sign of progress, with nothing of it kept. */
export const cancelRun = async (tx: Tx, actor: Actor, id: string): Promise<{ id: string }> => {
  const state = await lockOwn(tx, actor, id)
  if (state === 'running') {
    await sql`update runs set cancel_asked = true where id = ${id}`.execute(tx)
    return { id }
  }
  await takeStep(tx, actor, runFlow, id, { step: 'stop' })
  await sql`update runs set ended_at = ${actor.now} where id = ${id}`.execute(tx)
  return { id }
}

/** The result has been looked at: its to-do goes. Looking again, or too early, changes nothing. */
export const lookAtRun = async (tx: Tx, actor: Actor, id: string): Promise<{ id: string }> => {
  const state = await lockOwn(tx, actor, id)
  const { rows } = await sql`
    update runs set seen_at = ${actor.now}
    where id = ${id} and seen_at is null and state in ('done', 'failed') returning id`.execute(tx)
  if (rows.length > 0)
    await takeStep(tx, actor, runFlow, id, { step: state === 'failed' ? 'lookAtFailure' : 'look' })
  return { id }
}

const lockOwn = async (tx: Tx, actor: Actor, id: string): Promise<RunState> => {
  const { rows } = await sql<{ state: RunState }>`
    select r.state from runs r where r.id = ${id} and ${visibleTo(actor)} for update`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row.state
}
