import type { RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'

/** What handlers and reviewers may read of a record: never who spoke, nor how to reach them. */
export interface Matter {
  committeeId: string
  venueId: string | null
  /** receipt number, where there is one */
  number: string | null
  title: string
  words: string
  category: string | null
  pictureIds: string[]
  /** member who answers, or null */
  handlerId: string | null
}

/** What a kind of record gives so that it can be assigned and answered; named in modules.ts, in plain view. */
export interface Assignable {
  record: string
  pathOf: (id: string) => string
  describe: (tx: Tx, ids: string[]) => Promise<Map<string, Matter>>
  /** who may see the record; `id` is its column */
  visibleTo: (actor: Actor, id: RawBuilder<string>) => RawBuilder<boolean>
  /** Moves the record by its own steps, in the same transaction. */
  assigned: (tx: Tx, actor: Actor, id: string) => Promise<void>
  recalled: (tx: Tx, actor: Actor, id: string) => Promise<void>
  answered: (tx: Tx, actor: Actor, id: string, replyId: string) => Promise<void>
}
