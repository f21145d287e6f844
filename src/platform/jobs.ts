import { Logger, type Runner, parseCronItems, run, runMigrations } from 'graphile-worker'
import type { Tx } from './db.ts'
import { sql } from './db.ts'
import type { House } from './house.ts'

/** One kind of background work; `work` opens its own transactions through the house. */
export interface Job {
  name: string
  work: (house: House, payload: Record<string, unknown>) => Promise<void>
  /** crontab pattern in UTC, for clock-driven work */
  cron?: string
}

/** Puts a job in line, in the caller's transaction: it runs only if that commits. */
export const enqueue = async (
  tx: Tx,
  name: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> => {
  await sql`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}, max_attempts => 8)`.execute(
    tx,
  )
}

/** Makes the queue's own tables, as the owner, and lets the application role work on them. */
export const migrateJobs = async (ownerUrl: string): Promise<void> => {
  await runMigrations({ connectionString: ownerUrl })
}

export const startWorker = (house: House, url: string, jobs: Job[]): Promise<Runner> =>
  run({
    connectionString: url,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: quiet,
    taskList: Object.fromEntries(
      jobs.map((job) => [job.name, (payload: unknown) => job.work(house, isRecord(payload) ? payload : {})]),
    ),
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ name, cron }) =>
        cron ? [{ task: name, match: cron, options: { maxAttempts: 3, backfillPeriod: 0 } }] : [],
      ),
    ),
  })

const isRecord = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null

/** The queue's own chatter stays out of the log; failures are written by the jobs themselves. */
const quiet = new Logger(() => (level, message) => {
  if (level === 'error')
    process.stderr.write(`${JSON.stringify({ level: 'error', job: message.slice(0, 300) })}\n`)
})
