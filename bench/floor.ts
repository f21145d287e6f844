import fastify from 'fastify'
import pg from 'pg'

/** One statement as the platform sent it. */
export interface Statement {
  text: string
  values: unknown[]
}

/** Statements that are not the endpoint's own work but the contract's: audit, idempotency, the session. */
const isOverhead = ({ text }: Statement): boolean => /\b(sessions|audit|idempotency)\b/.test(text)

/**
 * A bare handler that sends the same statements in the same transaction and answers the last rows as JSON: no contract,
 * policy, Zod, session, audit or idempotency. `fresh` gives other values for writes, which can't be sent twice.
 */
export const floorServer = async (
  url: string,
  statements: Statement[],
  fresh: ((value: unknown, round: number) => unknown) | null,
): Promise<{ address: string; close: () => Promise<void> }> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    options: '-c jit=off -c timezone=Asia/Shanghai',
  })
  const own = statements.filter((statement) => !isOverhead(statement))
  const named = own.map((statement, index) => ({ ...statement, name: `f${index}` }))
  const app = fastify()
  let round = 0
  app.all('/floor', async () => {
    round += 1
    const now = round
    const client = await pool.connect()
    try {
      let last: unknown = null
      for (const { name, text, values } of named)
        last = (
          await client.query({
            ...(values.length > 0 ? { name } : {}),
            text,
            values: fresh ? values.map((value) => fresh(value, now)) : values,
          })
        ).rows
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
