import type { RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'

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

/** A kind of record that something can be said of: a 批示 on it, say. */
export interface Subject {
  record: string
  pathOf: (id: string) => string
  describe: (tx: Tx, ids: string[]) => Promise<Map<string, Matter>>
  /** who reads the record in full, inside its own 政协; `id` is its column */
  visibleTo: (actor: Actor, id: RawBuilder<string>) => RawBuilder<boolean>
  /** records whose title, words or number match what was typed; left out: none are searched */
  matches?: (search: string, id: RawBuilder<string>) => RawBuilder<boolean>
}

/** What a kind of record gives so that it can be assigned and answered; named in modules.ts, in plain view. */
export interface Assignable extends Subject {
  /** Moves the record by its own steps, in the same transaction. */
  assigned: (tx: Tx, actor: Actor, id: string) => Promise<void>
  recalled: (tx: Tx, actor: Actor, id: string) => Promise<void>
  /** A reply went out and no department is left that has not answered. */
  answered: (tx: Tx, actor: Actor, id: string, replyId: string) => Promise<void>
}

/** The records that can be assigned and answered, as modules.ts names them. */
export type Assignables = readonly Assignable[]

/** What a kind of record gives. Throws NotFound for a kind that is not named. */
export const assignableOf = <S extends Subject>(all: readonly S[], record: string): S => {
  const found = all.find((one) => one.record === record)
  if (!found) throw new NotFound()
  return found
}

/** One record of any kind. */
export interface RecordOf {
  recordType: string
  recordId: string
}

/** Describes many records of any kind, by id: one question for each kind. */
export const describeAll = async (
  tx: Tx,
  all: readonly Subject[],
  records: readonly RecordOf[],
): Promise<Map<string, Matter>> => {
  const described = new Map<string, Matter>()
  for (const one of all) {
    const ids = [
      ...new Set(records.filter((row) => row.recordType === one.record).map((row) => row.recordId)),
    ]
    if (ids.length === 0) continue
    for (const [id, matter] of await one.describe(tx, ids)) described.set(id, matter)
  }
  return described
}

/** Whether the actor reads the record that a row is about; `type` and `id` are the row's columns. */
export const seesRecord = (
  actor: Actor,
  all: readonly Subject[],
  type: RawBuilder<string>,
  id: RawBuilder<string>,
): RawBuilder<boolean> =>
  all.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        all.map((one) => sql`(${type} = ${one.record} and ${one.visibleTo(actor, id)})`),
        sql` or `,
      )})`
