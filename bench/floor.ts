import fastify from 'fastify'
import pg from 'pg'

/** One statement as the platform sent it. */
export interface Statement {
  text: string
  values: unknown[]
  /** how long it took there, sending and reading */
  milliseconds: number
}

/** What stood for what in another request: each first value with the one to put in its place. */
export type Swaps = [from: string, to: string][]

/** Statements that are not the endpoint's own work but the contract's: audit, idempotency, the session. */
export const isOverhead = ({ text }: Statement): boolean => /\b(sessions|audit|idempotency)\b/.test(text)

/** A second connection's first words name a snapshot that is gone by now: the bare handler works on one connection. */
const isAlone = ({ text }: Statement): boolean => !/transaction snapshot|export_snapshot/.test(text)

/**
 * A bare handler that sends these statements on one connection, named as ours are, and answers the last rows as JSON: no
 * contract, policy or Zod. `next` gives each request's own values for writes, which can't be sent twice.
 */
export const floorServer = async (
  url: string,
  statements: Statement[],
  next: (() => Swaps) | null,
): Promise<{ address: string; close: () => Promise<void> }> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    options: '-c jit=off -c timezone=Asia/Shanghai',
  })
  const named = statements.filter(isAlone).map(({ text, values }, index) => ({
    text,
    values,
    ...(values.length > 0 ? { name: `f${index}` } : {}),
  }))
  const app = fastify()
  app.all('/floor', async () => {
    const put = next ? swapper(next()) : null
    const client = await pool.connect()
    try {
      let last: unknown[] = []
      for (const one of named) {
        const { rows } = await client.query(put ? { ...one, values: one.values.map(put) } : one)
        if (rows.length > 0) last = rows
      }
      return last
    } finally {
      client.release()
    }
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    address,
    close: async () => {
      await app.close()
      await pool.end()
    },
  }
}

/** Ids are swapped wherever they stand, inside JSON and arrays too. */
const swapper = (swaps: Swaps) => {
  const to = new Map(swaps)
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put)
    if (typeof value !== 'string' || value.length < 36) return value
    return to.get(value) ?? value.replace(anId, (id) => to.get(id) ?? id)
  }
  return put
}

const anId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
