import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { gatherStatistics, openEstate } from '../src/estate.ts'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { packageRoot } from '../src/platform/root.ts'
import { authenticateIn } from '../src/modules/accounts/index.ts'
import { fill, provinceScale } from '../src/seed/demo.ts'
import { casesOf } from './cases.ts'
import { type Statement, floorServer } from './floor.ts'
import { measureImport } from './import.ts'
import { measure } from './measure.ts'

const print = (...cells: (string | number)[]) =>
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(12))).join('')}\n`,
  )

const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-bench-'))
process.stdout.write(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
)

const estate = await openEstate(
  readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }),
  { fill: false },
)
const filling = performance.now()
await fill(estate.house, provinceScale)
await gatherStatistics(estate.ownerUrl)
process.stdout.write(
  `seed --scale province: ${((performance.now() - filling) / 1000).toFixed(1)} s (target 60)\n\n`,
)

const seen: Statement[] = []
const db = openDatabase(estate.url, {
  onStatement: (text, values) => seen.push({ text, values: [...values] }),
})
const house: House = { ...estate.house, db, authenticate: authenticateIn(db) }
const app = await buildApp(house)
const site = await app.listen({ port: 0, host: '127.0.0.1' })

print('', 'median ms', 'p95 ms', 'per s', 'floor ms', 'floor per s', 'ratio', 'target')
for (const one of await casesOf(house, site)) {
  seen.length = 0
  const first = one.ask(1_000_000)
  const reply = await fetch(first.url, first.init)
  if (!reply.ok) {
    print(one.name, `answered ${reply.status}`)
    continue
  }
  const statements = seen.slice()
  const ours = await measure(one.ask, one.rounds)
  const floor = await floorServer(estate.url, statements, one.fresh)
  const bare = await measure(() => ({ url: `${floor.address}/floor`, init: {} }), one.rounds)
  await floor.close()
  print(
    one.name,
    ours.median.toFixed(1),
    ours.p95.toFixed(1),
    ours.perSecond,
    bare.median.toFixed(1),
    bare.perSecond,
    `${Math.round((ours.perSecond / bare.perSecond) * 100)} %`,
    one.target,
  )
}
await app.close()
await db.destroy()

const imported = await measureImport(estate.house)
process.stdout.write(
  `\nimport ${imported.rows} rows, ${imported.bad} bad: ${imported.seconds.toFixed(1)} s, +${Math.round(imported.addedMegabytes)} MB (targets 60 s, 200 MB)\n`,
)
await estate.close()

const began = performance.now()
const again = await openEstate(readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on' }), { fill: false })
process.stdout.write(
  `start-up on filled data: ${((performance.now() - began) / 1000).toFixed(1)} s (target 5)\n`,
)
await again.close()
process.stdout.write(
  `\n${execFileSync(process.execPath, [join(packageRoot(), 'scripts', 'web-weight.mjs')]).toString()}`,
)
rmSync(dataDir, { recursive: true, force: true })
