import { createHash } from 'node:crypto'
import { type Kysely, Kysely as KyselyDatabase, PostgresDialect, type Transaction, sql } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/types.ts'

export type Database = Kysely<DB>
/** What commands and queries get: one open transaction, or one statement's connection for a plain read. */
export type Tx = Kysely<DB> | Transaction<DB>
export { sql }

pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1700, Number)
pg.types.setTypeParser(1082, (day) => day)
pg.types.setTypeParser(1184, (instant) => new Date(instant).toISOString())

/** Told of each statement as it is sent: for benchmarks, which give the same ones to a bare handler. */
export type OnStatement = (text: string, values: readonly unknown[], milliseconds: number) => void

/** Opens a pool whose statements are named after their text, so that the server plans each once a connection. */
export const openDatabase = (
  url: string,
  options: { max?: number; statementTimeoutMs?: number; onStatement?: OnStatement } = {},
): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    connectionTimeoutMillis: 3_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 20_000,
    options: '-c jit=off -c timezone=Asia/Shanghai',
  })
  pool.on('error', () => undefined) // an idle connection died: the next request opens another
  pool.on('connect', (client) => {
    const plain = client.query.bind(client)
    Object.assign(client, { query: named(plain) })
  })
  const { onStatement } = options
  return new KyselyDatabase<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(onStatement
      ? {
          log: (event) =>
            event.level === 'query'
              ? onStatement(event.query.sql, event.query.parameters, event.queryDurationMillis)
              : undefined,
        }
      : {}),
  })
}

const names = new Map<string, string>()
const mostNames = 400

/** Kysely calls query(text, values): the same call with a statement name, for up to `mostNames` texts a process. */
const named =
  (plain: (...call: never[]) => unknown) =>
  (...call: unknown[]): unknown => {
    const [text, values] = call
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return plain(...(call as never[]))
    const name = nameOf(text)
    const rest = call.slice(2)
    return plain(...([name ? { name, text, values } : { text, values }, ...rest] as never[]))
  }

const nameOf = (text: string): string | null => {
  const known = names.get(text)
  if (known) return known
  if (names.size >= mostNames) return null
  const name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`
  names.set(text, name)
  return name
}
