import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import pg from 'pg'
import type { House } from '../house.ts'
import { type ArchiveWriter, type Member, writeArchive } from './archive.ts'
import { type Manifest, format } from './manifest.ts'
import { type Content, type Table, linesOf, listTables, plainText, textOf } from './tables.ts'

const press = promisify(gzip)
/** Text of one piece of a table before it is pressed: what memory holds at a time. */
const pieceBytes = 4 * 1024 * 1024

/** Says whether a keyring opens what was sealed under another, without giving the key away. */
export const keyCheckOf = (house: Pick<House, 'keyring'>): string =>
  house.keyring.hmac('backup', 'minqiao').toString('hex')

export const schemaOf = async (client: pg.Client): Promise<Manifest['schema']> => {
  const { rows } = await client.query<Manifest['schema'][number]>(
    'select name, text_digest as digest from schema_migrations order by name',
  )
  return rows
}

/**
 * Writes everything into one file: each table in one snapshot, streamed, then the files that records name, then the
 * manifest. Keys, sessions, one-time codes and messages that wait are not in it. The file is there whole or not at all.
 */
export const backup = async (
  house: Pick<House, 'keyring' | 'files' | 'clock'>,
  ownerUrl: string,
  path: string,
): Promise<Manifest> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const archive = await writeArchive(path)
    try {
      await client.query('begin isolation level repeatable read read only')
      await client.query(plainText)
      const manifest = await fill(house, client, archive)
      await archive.finish()
      return manifest
    } catch (error) {
      await archive.abandon()
      throw error
    }
  } finally {
    await client.end()
  }
}

const fill = async (
  house: Pick<House, 'keyring' | 'files' | 'clock'>,
  client: pg.Client,
  archive: ArchiveWriter,
): Promise<Manifest> => {
  const members: Member[] = []
  const tables: Content[] = []
  for (const table of await listTables(client)) tables.push(await addTable(client, archive, table, members))
  const { rows: heads } = await client.query<{ no: number; digest: string }>(
    "select no, encode(digest, 'hex') as digest from seals order by no desc limit 1",
  )
  const missing = await addFiles(house, client, archive, members)
  const manifest: Manifest = {
    format,
    createdAt: house.clock().toISOString(),
    schema: await schemaOf(client),
    keyCheck: keyCheckOf(house),
    head: heads[0] ?? null,
    tables,
    missing,
    members,
  }
  const text = Buffer.from(JSON.stringify(manifest))
  const { sha256 } = await archive.add('manifest.json', text)
  await archive.add('manifest.sha256', Buffer.from(sha256))
  return manifest
}

const addTable = async (
  client: pg.Client,
  archive: ArchiveWriter,
  table: Table,
  members: Member[],
): Promise<Content> => {
  const hash = createHash('sha256')
  let [rows, held, pieces] = [0, '', 0]
  const flush = async () => {
    if (held === '') return
    pieces += 1
    const name = `tables/${table.name}/${String(pieces).padStart(6, '0')}.jsonl.gz`
    members.push(await archive.add(name, await press(held, { level: 3 })))
    held = ''
  }
  for await (const lines of linesOf(client, table)) {
    const text = textOf(lines)
    hash.update(text)
    rows += lines.length
    held += text
    if (held.length >= pieceBytes) await flush()
  }
  await flush()
  return { name: table.name, rows, digest: hash.digest('hex') }
}

const addFiles = async (
  house: Pick<House, 'files'>,
  client: pg.Client,
  archive: ArchiveWriter,
  members: Member[],
): Promise<string[]> => {
  const { rows } = await client.query<{ sha256: string }>(
    `select sha256 from files union select thumbnail_sha256 from files where thumbnail_sha256 is not null order by 1`,
  )
  const missing: string[] = []
  for (const { sha256 } of rows) {
    if (!(await house.files.exists(sha256))) {
      missing.push(sha256)
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of house.files.open(sha256)) pieces.push(Buffer.from(piece))
    const member = await archive.add(`files/${sha256}`, Buffer.concat(pieces))
    if (member.sha256 !== sha256) throw new Error(`文件 ${sha256} 在存放处已经损坏，备份没有做成`)
    members.push(member)
  }
  return missing
}
