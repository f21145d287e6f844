import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** One migration file that has been applied or waits. */
export interface Migration {
  name: string
  text: string
}

export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/**
 * Applies what waits, each file in its own transaction, one process at a time, then renews the application role's rights.
 * Answers the names applied, in order. A file changed after it was applied stops with its name.
 */
export const migrate = async (
  ownerUrl: string,
  folder: string,
  appRole: string | null,
): Promise<string[]> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('minqiao migrate'))")
    await client.query(
      'create table if not exists schema_migrations (name text primary key, text_digest text not null, applied_at timestamptz not null default now())',
    )
    const applied = await apply(client, readMigrations(folder))
    if (appRole) await grantRights(client, appRole)
    return applied
  } finally {
    await client.end()
  }
}

const apply = async (client: pg.Client, migrations: Migration[]): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; text_digest: string }>(
    'select name, text_digest from schema_migrations',
  )
  const known = new Map(rows.map((row) => [row.name, row.text_digest]))
  const applied: string[] = []
  for (const { name, text } of migrations) {
    const digest = (await client.query<{ d: string }>('select md5($1) d', [text])).rows[0]?.d ?? ''
    const before = known.get(name)
    if (before === digest) continue
    if (before) throw new Error(`迁移 ${name} 应用之后又被改过，请另写一个新的迁移`)
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    await client.query(text)
    await client.query('insert into schema_migrations (name, text_digest) values ($1, $2)', [name, digest])
    await client.query('commit')
    applied.push(name)
  }
  return applied
}

const logs = ['steps', 'audit', 'duties', 'seals', 'sealed_rows']

const grantRights = async (client: pg.Client, appRole: string) => {
  const role = client.escapeIdentifier(appRole)
  await client.query(`grant usage on schema public to ${role}`)
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${role}`)
  await client.query(`grant usage, select on all sequences in schema public to ${role}`)
  await client.query(`revoke update, delete, truncate on ${logs.join(', ')} from ${role}`)
  await client.query(`revoke insert, update, delete on schema_migrations from ${role}`)
  await grantQueue(client, role)
}

/** The queue's tables are the owner's, under row security without policies: the application works on all of them. */
const grantQueue = async (client: pg.Client, role: string) => {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'graphile_worker' and rowsecurity",
  )
  for (const { name } of rows) await client.query(`alter table ${name} disable row level security`)
  const { rowCount } = await client.query("select from pg_namespace where nspname = 'graphile_worker'")
  if (rowCount === 0) return
  await client.query(`grant usage on schema graphile_worker to ${role}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${role}`,
  )
  await client.query(`grant usage, select on all sequences in schema graphile_worker to ${role}`)
}
