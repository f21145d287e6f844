/** Long runs: a record whose end is a to-do, worked on in the background, with progress and 停下. */
export { type NewRun, startRun } from './commands.ts'
export { mostAtOnce } from './contract.ts'
export { listExport, refuseLong } from './list-export.ts'
export { runJobs, runsModule } from './module.ts'
export { type Progress, type RunOutcome, type RunWorker, type RunningRun, workOn } from './work.ts'
