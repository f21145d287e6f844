import { createHash } from 'node:crypto'
import type pg from 'pg'

/** A table as a backup sees it. */
export interface Table {
  name: string
  /** columns that hold something of their own, with their types */
  columns: { name: string; type: string }[]
  /** primary key columns; the whole row where there is none */
  order: string[]
}

/** Not in a backup: the schema's own list, who is signed in, codes that work once, counters of tries. */
const leftOut = ['schema_migrations', 'sessions', 'one_time_codes', 'rate_counters', 'sign_in_tries']
/** Messages that wait are not sent again by a restored copy. */
const only: Record<string, string> = { outbox: 'handed_over_at is not null' }

/** Every value as text that depends on no setting of the session. */
export const plainText =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0"

export const listTables = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select json_agg(a.attname order by array_position(i.indkey::int[], a.attnum::int))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '[]') as order
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
     order by c.relname`,
    [leftOut],
  )
  return rows
}

const name = (word: string) => `"${word.replaceAll('"', '""')}"`

const selectOf = (table: Table): string => {
  const line = `json_build_array(${table.columns.map((column) => `${name(column.name)}::text`).join(', ')})::text`
  const order =
    table.order.length > 0 ? table.order.map((key) => orderOf(table, key)).join(', ') : `${line} collate "C"`
  const filter = only[table.name]
  return `select ${line} as line from ${name(table.name)} ${filter ? `where ${filter}` : ''} order by ${order}`
}

/** Text in the order of its bytes, which is the same on every server. */
const orderOf = (table: Table, key: string): string =>
  table.columns.find((column) => column.name === key)?.type === 'text'
    ? `${name(key)} collate "C"`
    : name(key)

const batch = 2_000

/** The rows as lines (a JSON list of texts each), in key order, some thousand at a time. Needs an open transaction. */
export async function* linesOf(client: pg.Client, table: Table): AsyncGenerator<string[]> {
  await client.query(`declare backup_rows no scroll cursor for ${selectOf(table)}`)
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batch} from backup_rows`)
    if (rows.length === 0) break
    yield rows.map((row) => row.line)
  }
  await client.query('close backup_rows')
}

/** Rows and digest of a table's content: what must be equal on both sides of a backup. */
export interface Content {
  name: string
  rows: number
  digest: string
}

export const contentOf = async (client: pg.Client, table: Table): Promise<Content> => {
  const hash = createHash('sha256')
  let count = 0
  for await (const lines of linesOf(client, table)) {
    count += lines.length
    hash.update(textOf(lines))
  }
  return { name: table.name, rows: count, digest: hash.digest('hex') }
}

export const textOf = (lines: string[]): string => lines.map((line) => `${line}\n`).join('')

/** Contents of all tables, as they stand: for comparing two databases. */
export const contentsOf = async (client: pg.Client): Promise<Content[]> => {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(plainText)
    const contents: Content[] = []
    for (const table of await listTables(client)) contents.push(await contentOf(client, table))
    return contents
  } finally {
    await client.query('rollback')
  }
}

/** Puts lines back; each value goes in as its text. */
export const insertLines = async (client: pg.Client, table: Table, lines: string[]): Promise<void> => {
  const columns = table.columns.map((column) => name(column.name)).join(', ')
  const values = table.columns.map((column, index) => `(r ->> ${index})::${column.type}`).join(', ')
  await client.query(
    `insert into ${name(table.name)} (${columns}) overriding system value
     select ${values} from json_array_elements($1::json) with ordinality as t (r, n) order by n`,
    [`[${lines.join(',')}]`],
  )
}

/** Sets each identity past the highest number that was put back. */
export const setIdentities = async (client: pg.Client, tables: Table[]): Promise<void> => {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`,
  )
  for (const { table, column } of rows.filter((row) => tables.some((one) => one.name === row.table)))
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), (select coalesce(max(${name(column)}), 0) + 1 from ${name(table)}), false)`,
      [table, column],
    )
}
