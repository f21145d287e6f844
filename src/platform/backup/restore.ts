import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import pg from 'pg'
import type { House } from '../house.ts'
import { keepHead } from '../log-seal/index.ts'
import { readArchive, wholeOf } from './archive.ts'
import { keyCheckOf, schemaOf } from './backup.ts'
import type { Manifest } from './manifest.ts'
import { type Table, contentOf, insertLines, listTables, plainText, setIdentities } from './tables.ts'

const unpress = promisify(gunzip)

/**
 * Puts a checked backup (see checkBackup) into an empty database of the same schema: files first, each under its digest,
 * then every table in one transaction that ends with comparing all digests. Throws one Chinese line, nothing changed,
 * when the database is not empty, of another schema, or the keys are not those of the backup.
 */
export const restore = async (
  house: Pick<House, 'keyring' | 'files' | 'clock' | 'config'>,
  ownerUrl: string,
  path: string,
  manifest: Manifest,
): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await refuseUnfit(house, client, manifest)
    await client.query('begin')
    await client.query(plainText)
    await client.query("set local lock_timeout = '10s'")
    await refuseFull(client)
    await putBack(house, client, path, manifest)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await renewHeads(house, manifest)
}

const refuseUnfit = async (house: Pick<House, 'keyring'>, client: pg.Client, manifest: Manifest) => {
  const ours = await schemaOf(client)
  const unknown = manifest.schema.find((one) => !ours.some((own) => own.name === one.name))
  if (unknown) throw new Error(`这份备份来自更新的版本（多出 ${unknown.name}）：请先升级程序，再恢复`)
  if (JSON.stringify(ours) !== JSON.stringify(manifest.schema))
    throw new Error('这份备份来自别的版本：请用写成它的那个版本恢复，再升级')
  if (manifest.keyCheck !== keyCheckOf(house))
    throw new Error('密钥与备份时的不是同一把：请先把原来的密钥文件（keys.json）放进数据文件夹，再恢复')
}

const refuseFull = async (client: pg.Client) => {
  for (const table of ['units', 'people', 'steps', 'audit', 'duties', 'seals']) {
    const { rowCount } = await client.query(`select from ${table} limit 1`)
    if (rowCount !== 0)
      throw new Error('数据库里已经有内容：请恢复到一个空的数据库（换一个 MINQIAO_DATA 或 DATABASE_URL）')
  }
}

const putBack = async (house: Pick<House, 'files'>, client: pg.Client, path: string, manifest: Manifest) => {
  const tables = await listTables(client)
  const keys = await foreignKeys(client)
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const table of tables) await client.query(`alter table "${table.name}" disable trigger user`)
  for (const table of tables) await client.query(`delete from "${table.name}"`)
  await putContent(house, client, path, new Map(tables.map((table) => [table.name, table])))
  for (const key of keys)
    await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  for (const table of tables) await client.query(`alter table "${table.name}" enable trigger user`)
  await setIdentities(client, tables)
  for (const stated of manifest.tables) {
    const table = tables.find((one) => one.name === stated.name)
    const content = table && (await contentOf(client, table))
    if (JSON.stringify(content) !== JSON.stringify(stated))
      throw new Error(`恢复后 ${stated.name} 与备份不一致，全部退回，数据库没有变`)
  }
}

const putContent = async (
  house: Pick<House, 'files'>,
  client: pg.Client,
  path: string,
  tables: Map<string, Table>,
) => {
  for await (const member of readArchive(path)) {
    const [kind, name = ''] = member.name.split('/')
    const content = await wholeOf(member)
    if (kind === 'files' && (await house.files.put(content)).sha256 !== name)
      throw new Error(`文件 ${name} 损坏，全部退回，数据库没有变`)
    const table = kind === 'tables' ? tables.get(name) : undefined
    if (!table) continue
    const lines = (await unpress(content)).toString('utf8').trimEnd().split('\n')
    for (let at = 0; at < lines.length; at += 2_000)
      await insertLines(client, table, lines.slice(at, at + 2_000))
  }
}

/** Foreign keys are put aside while tables fill in any order; adding them again checks every row. */
const foreignKeys = async (
  client: pg.Client,
): Promise<{ table: string; name: string; definition: string }[]> => {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  )
  return rows
}

/** Heads of what stood here before are laid aside; the restored head takes their place. */
const renewHeads = async (house: Pick<House, 'clock' | 'config'>, manifest: Manifest) => {
  const folder = join(house.config.dataDir, 'seals')
  if (existsSync(folder)) renameSync(folder, `${folder}-before-${house.clock().getTime()}`)
  if (manifest.head) await keepHead(house.config.dataDir, manifest.head, house.clock())
}
