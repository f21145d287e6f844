import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { type Estate, openEstate } from '../src/estate.ts'
import { backup, checkBackup, restore } from '../src/platform/backup/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { keptHeads, noMarks, sealOnce, verifySeals } from '../src/platform/log-seal/index.ts'
import { fill, provinceScale } from '../src/seed/demo.ts'
import { fillOpinions } from './opinions.ts'

/**
 * npm run bench -- restore [--data FOLDER] [--items N] [--files N]: the drill at full scale. A province with its opinions and
 * files is written to a backup, put into a fresh cluster, and its seals are recomputed there. (quality R15: within 30 minutes)
 */
const { values: asked } = parseArgs({
  options: {
    data: { type: 'string' },
    items: { type: 'string', default: '200000' },
    files: { type: 'string', default: '50000' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  const done = await work()
  say(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}`)
  return done
}
const open = (dataDir: string): Promise<Estate> =>
  openEstate(readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }), { fill: false })

/** Files of 4 to 60 kB that nothing can press, a hundred at a time, each the picture of an item. */
const fillFiles = async (house: House, wanted: number): Promise<void> => {
  const { rows: items } = await sql<{ id: string; committeeId: string }>`
    select id, committee_id as "committeeId" from opinions order by id limit ${wanted}`.execute(house.db)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from files`.execute(house.db)
  for (let at = rows[0]?.n ?? 0; at < wanted; at += 100) {
    const files = await Promise.all(
      Array.from({ length: Math.min(100, wanted - at) }, async (_, more) => {
        const item = items[(at + more) % items.length]
        const put = await house.files.put(randomBytes(4_096 + ((at + more) % 15) * 4_000))
        return { ...put, ...item, fileId: newId() }
      }),
    )
    await sql`
      insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, owner_type, owner_id, created_at)
      select "fileId", "committeeId", 'picture', '照片.jpg', 'image/jpeg', bytes, sha256, 'opinion', id, now()
      from json_to_recordset(${JSON.stringify(files)}::json)
        f("fileId" uuid, "committeeId" uuid, bytes bigint, sha256 text, id uuid)`.execute(house.db)
  }
}

const folder = asked.data ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-restore-'))
const [first, second, file] = [join(folder, 'first'), join(folder, 'second'), join(folder, 'backup')]
for (const made of [second, file]) rmSync(made, { recursive: true, force: true })
mkdirSync(second, { recursive: true, mode: 0o700 })
say(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)
const source = await open(first)
await timed('filled', async () => {
  await fill(source.house, provinceScale)
  await fillOpinions(source.house, Number(asked.items))
  await fillFiles(source.house, Number(asked.files))
  const marks = noMarks()
  while ((await sealOnce(source.house.db, marks, source.house.clock())).rows > 0);
})
const manifest = await timed('backup', () => backup(source.house, source.ownerUrl, file))
const rows = manifest.tables.reduce((total, table) => total + table.rows, 0)
const files = manifest.members.filter((member) => member.name.startsWith('files/')).length
say(
  `  ${manifest.tables.length} tables, ${rows} rows, ${files} files, ${(statSync(file).size / 2 ** 30).toFixed(2)} GiB; missing ${manifest.missing.length}`,
)
await source.close()

const began = performance.now()
await timed('backup checked', () => checkBackup(file))
copyFileSync(join(first, 'keys.json'), join(second, 'keys.json'))
const target = await timed('fresh cluster', () => open(second))
await timed('put back, every table compared', () => restore(target.house, target.ownerUrl, file, manifest))
const client = new pg.Client({ connectionString: target.ownerUrl })
await client.connect()
const verdict = await timed('seals recomputed', () => verifySeals(client, keptHeads(second)))
say(`  ${verdict.rows} rows in ${verdict.seals} seals: ${verdict.bad ?? 'as they were'}`)
await client.end()
await target.close()
say(`from the file to a proven house: ${((performance.now() - began) / 60_000).toFixed(1)} min (target 30)`)
if (!asked.data) rmSync(folder, { recursive: true, force: true })
process.exitCode = verdict.bad || manifest.missing.length > 0 ? 1 : 0
