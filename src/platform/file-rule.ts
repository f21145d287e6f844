import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'

/** Who may read the files of one type of record, beside the one who brought them. */
export interface FileRule {
  /** owner_type of the files */
  ownerType: string
  mayRead: (tx: Tx, actor: Actor, ownerId: string, purpose: string) => Promise<boolean>
}
