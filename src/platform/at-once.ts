import { type Database, type Tx, sql } from './db.ts'

/** Second connections that one process takes for this at a time: the pool is for requests. */
const mostAside = 2
let takenAside = 0

/**
 * Two works of one reading at the same time: `aside` on a second connection that sees exactly what this transaction sees, `here`
 * on its own. One after the other where no `db` is given, or no second connection is to be had. The transaction is repeatable
 * read and has written nothing, since the other connection would not see it.
 */
export const atOnce = async <A, B>(
  tx: Tx,
  db: Database | undefined,
  aside: (tx: Tx) => Promise<A>,
  here: (tx: Tx) => Promise<B>,
): Promise<[A, B]> => {
  if (!db || takenAside >= mostAside) return [await aside(tx), await here(tx)]
  takenAside += 1
  try {
    const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(tx)
    return await Promise.all([inSnapshot(db, rows[0]?.id ?? '', aside), here(tx)])
  } finally {
    takenAside -= 1
  }
}

const inSnapshot = <T>(db: Database, snapshot: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set transaction snapshot ${sql.lit(snapshot)}`.execute(tx)
      return work(tx)
    })
