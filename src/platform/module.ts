import type { Tx } from './db.ts'
import type { App, House } from './house.ts'
import type { Job } from './jobs.ts'
import type { FileRule } from './file-rule.ts'
import type { Verification } from './log-seal/index.ts'
import type { Process } from './process.ts'
import type { Sealed } from './rotation.ts'
import type { RunWorker } from './runs/work.ts'
import type { Together } from './take-together.ts'

/** What a slice gives to app.ts: nothing else of it is reached from outside but its door. */
export interface Module {
  name: string
  /** mounts its endpoints and server-rendered pages */
  routes?: (app: App) => void
  /** for docs/processes.md and the generated walk over states and steps */
  processes?: Process<string, string, never>[]
  /** how it takes those steps of its processes that several to-dos may be answered by in one press */
  together?: Together[]
  jobs?: Job[]
  /** works on its long runs */
  runs?: RunWorker[]
  /** who may read the files of its records */
  files?: FileRule[]
  /** its columns that hold sealed text: a rotation of the key seals them anew */
  sealed?: Sealed[]
  /** what `minqiao verify` recomputes of it */
  verifications?: Verification[]
  /** fills its part of the demo province; modules are called in order */
  seed?: (tx: Tx, house: House) => Promise<void>
}
