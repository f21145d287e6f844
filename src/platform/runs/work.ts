import type { Actor } from '../actor.ts'
import { type Tx, sql } from '../db.ts'
import { Refusal } from '../errors.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs.ts'
import { takeStep } from '../take-step.ts'
import { requestIdOf, runFlow } from './access.ts'
import { runJob } from './commands.ts'
import type { RunStep } from './process.ts'

/** A run that is being worked on. */
export interface RunningRun {
  id: string
  kind: string
  title: string
  committeeId: string
  input: Record<string, unknown>
  inputFileId: string | null
  /** acts in the name of the one who asked, at the moment work began; holds no roles */
  actor: Actor
}

/** Tells how far it is; throws RunStopped once 停下 was pressed, so that the worker's transaction rolls back. */
export type Progress = (done: number, total: number | null) => Promise<void>

/** What came of a run: figures by name, and the file it made, if any. */
export interface RunOutcome {
  result: Record<string, unknown>
  fileId?: string | null
  /** why nothing was done, as a sentence: the run then ends as failed, with its figures and file all the same */
  failure?: string | null
}

/**
 * Work of one kind. It opens its own transactions, and may be called again for a run whose process was killed: what it
 * does must come out the same. A Refusal that it throws ends the run with that sentence.
 */
export interface RunWorker {
  kind: string
  work: (house: House, run: RunningRun, progress: Progress) => Promise<RunOutcome>
}

/** 停下 was pressed. */
export class RunStopped extends Error {}

/** Works on a run from its place in line to its end, in whatever state it was left. */
export const workOn = async (house: House, workers: readonly RunWorker[], id: string): Promise<void> => {
  const run = await begin(house, id)
  if (!run) return
  const worker = workers.find(({ kind }) => kind === run.kind)
  const beat = setInterval(() => void signOfLife(house, id), 15_000)
  try {
    if (!worker) throw new Error(`no worker for runs of kind ${run.kind}`)
    const outcome = await worker.work(house, run, progressOf(house, id))
    await end(house, run, outcome.failure ? 'fail' : 'finish', { ...outcome, error: outcome.failure ?? null })
  } catch (error) {
    if (error instanceof RunStopped) return await end(house, run, 'stop', { result: null, error: null })
    if (!(error instanceof Refusal)) reportBug(run, error)
    await end(house, run, 'fail', { result: null, error: wordsOf(error) })
  } finally {
    clearInterval(beat)
  }
}

/** Runs whose worker has been silent for two minutes (its process was killed) are put back in line. */
export const reviveSilentRuns = async (house: House): Promise<void> => {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; createdBy: string }>`
      select id, created_by as "createdBy" from runs
      where state = 'running' and beat_at < now() - interval '2 minutes' for update skip locked`.execute(tx)
    for (const { id, createdBy } of rows) {
      await takeStep(tx, actorOf(id, createdBy, house.clock()), runFlow, id, { step: 'requeue' })
      await enqueue(tx, runJob, { id })
    }
  })
}

const actorOf = (runId: string, personId: string, now: Date): Actor => ({
  personId,
  name: '',
  sessionId: runId,
  face: 'staff',
  grants: [],
  seats: [],
  contactsOpen: false,
  now,
  requestId: requestIdOf(runId),
})

interface Row extends Omit<RunningRun, 'actor'> {
  createdBy: string
}

/** Takes the run out of the line; null when somebody else has it, or it was stopped. */
const begin = (house: House, id: string): Promise<RunningRun | null> =>
  house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Row>`
      update runs set started_at = ${house.clock()}, beat_at = now(), done = 0
      where id = ${id} and state = 'queued'
      returning id, kind, title, committee_id as "committeeId", input, input_file_id as "inputFileId", created_by as "createdBy"`.execute(
      tx,
    )
    const [row] = rows
    if (!row) return null
    const { createdBy, ...run } = row
    const actor = actorOf(id, createdBy, house.clock())
    await takeStep(tx, actor, runFlow, id, { step: 'begin' })
    return { ...run, actor }
  })

const signOfLife = async (house: House, id: string): Promise<void> => {
  await sql`update runs set beat_at = now() where id = ${id} and state = 'running'`
    .execute(house.db)
    .catch(() => undefined) // the database is away for a moment: the next beat tells
}

/** Written at most twice a second, outside the worker's transaction, so that an open page sees it. */
const progressOf = (house: House, id: string): Progress => {
  let last = 0
  return async (done, total) => {
    const now = performance.now()
    if (now - last < 500 && done !== total && done !== 0) return
    last = now
    const { rows } = await sql<{ cancelAsked: boolean }>`
      update runs set done = ${done}, total = ${total}, beat_at = now() where id = ${id}
      returning cancel_asked as "cancelAsked"`.execute(house.db)
    if (rows[0]?.cancelAsked) throw new RunStopped()
  }
}

const end = (
  house: House,
  run: RunningRun,
  step: RunStep,
  outcome: { result: Record<string, unknown> | null; fileId?: string | null; error: string | null },
): Promise<void> =>
  house.db.transaction().execute(async (tx: Tx) => {
    await sql`
      update runs set ended_at = ${house.clock()}, error = ${outcome.error}, file_id = ${outcome.fileId ?? null},
        result = ${outcome.result ? JSON.stringify(outcome.result) : null}::jsonb where id = ${run.id}`.execute(
      tx,
    )
    await takeStep(tx, { ...run.actor, now: house.clock() }, runFlow, run.id, { step })
  })

const wordsOf = (error: unknown): string =>
  error instanceof Refusal
    ? [error.message, ...error.fields.map(({ message }) => message)].join(' ')
    : '没办成，是我们的问题，数据没有动。请过一分钟再试；还不行，请联系系统管理员。'

const reportBug = (run: RunningRun, error: unknown): void => {
  const line = { level: 'error', run: run.id, kind: run.kind, error: errorWords(error) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** A database error may quote row values: its code is enough. */
const errorWords = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : `${error.message}\n${error.stack ?? ''}`
}
