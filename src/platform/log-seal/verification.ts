import type { Tx } from '../db.ts'

/** Something else that `minqiao verify` recomputes, such as sealed returns; answers what is wrong first, null when nothing. */
export interface Verification {
  name: string
  run: (tx: Tx) => Promise<string | null>
}
