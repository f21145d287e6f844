import type { RawBuilder } from 'kysely'
import type { Tx } from '../src/platform/db.ts'

/** The one row that a test asks for; throws when there is none. */
export const findRow = async <Row>(tx: Tx, asked: RawBuilder<unknown>): Promise<Row> => {
  const { rows } = await asked.$castTo<Row>().execute(tx)
  const [row] = rows
  if (!row) throw new Error('the test expected a row')
  return row
}

/** The words of one field of a reply; throws when it is not there. */
export const fieldOf = (reply: unknown, name: string): string => {
  const value: unknown = typeof reply === 'object' && reply !== null ? Reflect.get(reply, name) : undefined
  if (typeof value !== 'string') throw new Error(`the reply has no ${name}: ${JSON.stringify(reply)}`)
  return value
}
