import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from '../src/app.ts'
import { gatherStatistics, openEstate } from '../src/estate.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { packageRoot } from '../src/platform/root.ts'
import { authenticateIn } from '../src/modules/accounts/index.ts'
import { fill, provinceScale } from '../src/seed/demo.ts'
import type { Case } from './case.ts'
import { casesOf } from './cases.ts'
import { closeClients, send } from './client.ts'
import { type Statement, floorServer, isOverhead } from './floor.ts'
import { measureImport } from './import.ts'
import { type Measured, measure, middle, middleOf } from './measure.ts'

/**
 * npm run bench [-- --data FOLDER] [--only WORDS] [--runs N]: figures beside their floor. With a folder the data is kept
 * there and used again; with words only cases whose name holds them are measured.
 */
const { values: asked } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '3' },
    statements: { type: 'boolean', default: false },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)
const print = (...cells: (string | number)[]) =>
  say(cells.map((cell, index) => (index === 0 ? padded(String(cell)) : String(cell).padStart(11))).join(''))
/** Chinese characters are two wide. */
const padded = (text: string) => text + ' '.repeat(Math.max(1, 30 - text.length - wideIn(text)))
const wideIn = (text: string) => text.replace(/[\0-\u2e7f]/g, '').length

const dataDir = asked.data ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-'))
say(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)

const estate = await openEstate(
  readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }),
  { fill: false },
)
const filling = performance.now()
if (await fill(estate.house, provinceScale))
  say(`seed --scale province: ${((performance.now() - filling) / 1000).toFixed(1)} s (target 60)`)
await gatherStatistics(estate.ownerUrl)

const seen: Statement[] = []
const db = openDatabase(estate.url, {
  onStatement: (text, values, milliseconds) => seen.push({ text, values: [...values], milliseconds }),
})
const house: House = { ...estate.house, db, authenticate: authenticateIn(db) }
const app = await buildApp(house)
const site = await app.listen({ port: 0, host: '127.0.0.1' })

/** Ours, the same statements bare, and those without session, audit and idempotency: in turn, several times. */
const compare = async (one: Case) => {
  seen.length = 0
  await send(one.ask(0))
  const all = seen.slice()
  let round = 0
  if (asked.statements) {
    const taken: number[][] = all.map(() => [])
    for (let run = 0; run < 40; run += 1) {
      seen.length = 0
      await send(one.ask((round += 1)))
      if (run > 15) seen.forEach(({ milliseconds }, at) => taken[at]?.push(milliseconds))
    }
    all.forEach(({ text }, at) =>
      say(
        `  | ${middle(taken[at] ?? [])
          .toFixed(2)
          .padStart(8)} ${text.replace(/\s+/g, ' ').trim().slice(0, 150)}`,
      ),
    )
  }
  const nextSwaps = one.swaps && (() => one.swaps?.((round += 1)) ?? [])
  const floor = await floorServer(estate.url, all, nextSwaps)
  const bare = await floorServer(
    estate.url,
    all.filter((statement) => !isOverhead(statement)),
    nextSwaps,
  )
  const bareAsk = (address: string) => () =>
    send({ method: 'GET', url: `${address}/floor`, headers: {}, body: '' })
  const ours: Measured[] = []
  const floors: Measured[] = []
  const ratios: number[] = []
  const bareRatios: number[] = []
  for (let run = 0; run < Number(asked.runs); run += 1) {
    const mine = await measure(() => send(one.ask((round += 1))), one)
    const same = await measure(bareAsk(floor.address), one)
    const less = await measure(bareAsk(bare.address), one)
    ours.push(mine)
    floors.push(same)
    ratios.push(mine.perSecond / same.perSecond)
    bareRatios.push(mine.perSecond / less.perSecond)
  }
  await floor.close()
  await bare.close()
  const [mine, same] = [middleOf(ours), middleOf(floors)]
  print(
    one.name,
    mine.median.toFixed(1),
    mine.p95.toFixed(1),
    Math.round(mine.perSecond * one.each),
    all.length,
    same.median.toFixed(1),
    Math.round(same.perSecond * one.each),
    percent(middle(ratios)),
    percent(middle(bareRatios)),
    `  ${one.target}`,
  )
}

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`

const wants = (name: string) => name.includes(asked.only)
const cases = (await casesOf(house, site)).filter((one) => wants(one.name))
say(
  `\nmiddle of ${asked.runs} runs, each beside its floor; load ${loadavg()[0]?.toFixed(1)}. floor: the same statements bare; bare: without session, audit and idempotency\n`,
)
print(
  '',
  'median ms',
  'p95 ms',
  'per s',
  'statements',
  'floor ms',
  'floor /s',
  'of floor',
  'of bare',
  '  target',
)
for (const one of cases) await compare(one)
await app.close()
await db.destroy()
closeClients()

if (wants('import')) {
  const imported = await measureImport(estate.house)
  say(
    `\nimport ${imported.rows} rows, ${imported.bad} bad: ${imported.seconds.toFixed(1)} s, +${Math.round(imported.addedMegabytes)} MB (targets 60 s, 200 MB)`,
  )
}
await estate.close()

if (wants('start-up')) {
  const began = performance.now()
  const again = await openEstate(readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on' }), { fill: false })
  say(`start-up on filled data: ${((performance.now() - began) / 1000).toFixed(1)} s (target 5)`)
  await again.close()
  say(`\n${execFileSync(process.execPath, [join(packageRoot(), 'scripts', 'web-weight.mjs')]).toString()}`)
}
if (!asked.data) rmSync(dataDir, { recursive: true, force: true })
