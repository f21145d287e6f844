import { type Database, type Tx, sql } from '../../src/platform/db.ts'

/** A database that can be held on one transaction for a while: what the application does in it is undone afterwards. */
export interface Held {
  db: Database
  /** Runs the work with every query of the application inside one transaction, then rolls it back. */
  undone: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

class Undone extends Error {}

/** The application's own transactions become savepoints while the database is held. */
export const holdable = (db: Database): Held => {
  let current: Tx | null = null
  let savepoints = 0
  const nested = (tx: Tx) => {
    const builder = {
      setIsolationLevel: () => builder,
      setAccessMode: () => builder,
      execute: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
        savepoints += 1
        const name = sql.raw(`walk_${savepoints}`)
        await sql`savepoint ${name}`.execute(tx)
        try {
          const answer = await work(tx)
          await sql`release savepoint ${name}`.execute(tx)
          return answer
        } catch (error) {
          await sql`rollback to savepoint ${name}`.execute(tx)
          throw error
        }
      },
    }
    return builder
  }
  const proxy = new Proxy(db, {
    get: (_target, key) => {
      if (current && key === 'transaction') {
        const tx = current
        return () => nested(tx)
      }
      const value: unknown = Reflect.get(current ?? db, key, current ?? db)
      return typeof value === 'function' ? value.bind(current ?? db) : value
    },
  })
  const undone = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const kept: T[] = []
    try {
      await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          current = tx
          kept.push(await work(tx))
          throw new Undone()
        })
    } catch (error) {
      if (!(error instanceof Undone)) throw error
    } finally {
      current = null
    }
    const [answer] = kept
    if (answer === undefined) throw new Error('the work gave nothing')
    return answer
  }
  return { db: proxy, undone }
}
