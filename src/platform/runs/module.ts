import { serve } from '../http.ts'
import type { Job } from '../jobs.ts'
import type { Module } from '../module.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import { forgetOldSheets } from './forget.ts'
import { runProcess } from './process.ts'
import * as queries from './queries.ts'
import { type RunWorker, reviveSilentRuns, workOn } from './work.ts'

/** Serves the runs of every slice, and works on them. */
export const runsModule = (slices: readonly Module[]): Module => ({
  name: 'runs',
  processes: [runProcess],
  jobs: runJobs(slices.flatMap(({ runs }) => runs ?? [])),
  routes: (app) => {
    serve(app, api.listRuns, ({ tx, actor, query }) => queries.listRuns(tx, actor, query))
    serve(app, api.getRun, ({ tx, actor, params }) => queries.getRun(tx, actor, params.id))
    serve(app, api.cancelRun, ({ tx, actor, params }) => commands.cancelRun(tx, actor, params.id))
    serve(app, api.lookAtRun, ({ tx, actor, params }) => commands.lookAtRun(tx, actor, params.id))
    serve(app, api.getRunFile, ({ tx, actor, params, house }) =>
      queries.getRunFile(tx, actor, house, params.id),
    )
  },
})

/** The jobs behind runs: one works, one puts back in line what a killed process left, one forgets old sheets each night. */
export const runJobs = (workers: readonly RunWorker[]): Job[] => [
  { name: commands.runJob, work: (house, payload) => workOn(house, workers, String(payload['id'])) },
  { name: 'runs.revive', work: (house) => reviveSilentRuns(house), cron: '* * * * *' },
  { name: 'runs.forget', work: (house) => forgetOldSheets(house), cron: '30 18 * * *' },
]
