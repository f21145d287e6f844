import { setTimeout as pause } from 'node:timers/promises'
import { looksAgainMs } from './crypto.ts'
import { type Database, sql } from './db.ts'
import type { House } from './house.ts'

/** Columns of one table that hold sealed text, and the uuid that names its rows. */
export interface Sealed {
  table: string
  id: string
  columns: readonly string[]
}

type Sealer = Pick<House, 'db' | 'keyring'>

/**
 * Seals all of it under the current key, a few hundred rows at a time, while the platform serves: rows that somebody holds are
 * left for the next round. Ends when nothing under an earlier key is left after every process has looked at the key file again.
 * Answers how many rows were sealed anew; throws when some are left after a hundred rounds. May be run again at any time.
 */
export const resealAll = async (house: Sealer, sealed: readonly Sealed[]): Promise<number> => {
  let rows = 0
  for (let round = 0; round < mostRounds; round += 1) {
    // who has not seen the new key yet, this process too, may still be sealing under the old one
    await pause(looksAgainMs + 200)
    const before = rows
    for (const one of sealed) rows += await resealTable(house, one)
    if (rows === before && (await countStale(house, sealed)) === 0) return rows
  }
  throw new Error(`还有 ${await countStale(house, sealed)} 行是旧密钥加密的，请过一会儿再运行一次`)
}

/** Rows that are not sealed under the current key. */
export const countStale = async (house: Sealer, sealed: readonly Sealed[]): Promise<number> => {
  let count = 0
  for (const one of sealed) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${sql.table(one.table)} where ${staleIn(one, house.keyring.head())}`.execute(
      house.db,
    )
    count += rows[0]?.n ?? 0
  }
  return count
}

const mostRounds = 100
const batchRows = 300

const staleIn = ({ columns }: Sealed, head: Buffer) =>
  sql.join(
    columns.map((column) => sql`substring(${sql.ref(column)} from 1 for ${head.length}) <> ${head}`),
    sql` or `,
  )

/** One pass over a table by its key. */
const resealTable = async (house: Sealer, one: Sealed): Promise<number> => {
  let rows = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const batch = await resealBatch(house.db, house, one, last)
    rows += batch.length
    const end = batch.at(-1)
    if (end === undefined || batch.length < batchRows) return rows
    last = end
  }
}

/** Seals the next rows anew and answers their ids. */
const resealBatch = (db: Database, { keyring }: Sealer, one: Sealed, after: string): Promise<string[]> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<Record<string, Buffer | null> & { id: string }>`
      select ${sql.ref(one.id)}::text as id, ${sql.join(one.columns.map((column) => sql.ref(column)))}
      from ${sql.table(one.table)} where ${sql.ref(one.id)} > ${after}::uuid and (${staleIn(one, keyring.head())})
      order by ${sql.ref(one.id)} limit ${batchRows} for update skip locked`.execute(tx)
    if (rows.length === 0) return []
    const anew = rows.map((row) => ({
      id: row.id,
      ...Object.fromEntries(
        one.columns.map((column) => {
          const held = row[column]
          return [column, held ? keyring.seal(keyring.open(held)).toString('hex') : null]
        }),
      ),
    }))
    const set = one.columns.map((column) => sql`${sql.ref(column)} = decode(r.${sql.ref(column)}, 'hex')`)
    const shape = one.columns.map((column) => sql`${sql.ref(column)} text`)
    await sql`
      update ${sql.table(one.table)} t set ${sql.join(set)}
      from json_to_recordset(${JSON.stringify(anew)}::json) r(id uuid, ${sql.join(shape)})
      where t.${sql.ref(one.id)} = r.id`.execute(tx)
    return rows.map((row) => row.id)
  })
