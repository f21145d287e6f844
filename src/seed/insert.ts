import { type Tx, sql } from '../platform/db.ts'

type Row = Record<string, unknown>

/**
 * Inserts many rows of one table, each column typed by the table itself, 5,000 rows a statement. Seeds alone write other
 * modules' tables: a province that hangs together is one story. (docs/decisions/0006)
 */
export const insertRows = async (tx: Tx, table: string, rows: readonly Row[]): Promise<void> => {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  for (let from = 0; from < rows.length; from += 5_000) {
    const chunk = JSON.stringify(rows.slice(from, from + 5_000))
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${chunk}::json)`.execute(tx)
  }
}
