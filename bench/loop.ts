import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from '../src/app.ts'
import { gatherStatistics, openEstate } from '../src/estate.ts'
import { authenticateIn, openSession } from '../src/modules/accounts/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase, sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { fillDemo } from '../src/seed/demo.ts'
import { closeClients, reading, send } from './client.ts'
import { type Statement, floorServer, isOverhead } from './floor.ts'
import { measureIntake } from './intake.ts'
import { type Measured, measure, middle, middleOf } from './measure.ts'
import { fillOpinions } from './opinions.ts'

/**
 * npm run bench -- loop [--data FOLDER] [--items N] [--seconds N]: the opinion loop at design size, each reading beside its
 * floor, then the public form under rising rates.
 */
const { values: asked } = parseArgs({
  options: {
    data: { type: 'string' },
    items: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '60' },
    rates: { type: 'string', default: '500,400,300,250,200,150,100' },
    only: { type: 'string', default: '' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

const dataDir = asked.data ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-loop-'))
say(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)
const config = readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' })
const estate = await openEstate(config, { fill: false })
await fillDemo(estate.house)
const began = performance.now()
const filled = await fillOpinions(estate.house, Number(asked.items))
say(
  `${filled} items of one county, in ${((performance.now() - began) / 1000).toFixed(0)} s; load ${loadavg()[0]?.toFixed(1)}`,
)
await gatherStatistics(estate.ownerUrl)

const seen: Statement[] = []
const db = openDatabase(estate.url, {
  onStatement: (text, values, milliseconds) => seen.push({ text, values: [...values], milliseconds }),
})
const house: House = { ...estate.house, db, authenticate: authenticateIn(db) }
const app = await buildApp(house)
const site = await app.listen({ port: 0, host: '127.0.0.1' })

const { rows } = await sql<{ id: string }>`
  select g.person_id as id from grants g join units u on u.id = g.unit_id
  where u.code = '430102' and g.role = 'office' order by g.person_id limit 1`.execute(db)
const session = await openSession(db, rows[0]?.id ?? '', 'staff', 'bench', house.clock())
const cookie = `mq_staff=${session}`
const readings: [name: string, path: string, target: number][] = [
  ['queue page of 20', '/api/opinions?tab=waiting&page=1&size=20', 100],
  ['queue page 500', '/api/opinions?tab=waiting&page=500&size=20', 100],
  ['all, newest first', '/api/opinions?tab=all&page=1&size=20', 100],
  ['search 路灯', '/api/opinions?tab=all&search=%E8%B7%AF%E7%81%AF', 150],
  [
    'search 老码头 配电箱',
    '/api/opinions?tab=all&search=%E8%80%81%E7%A0%81%E5%A4%B4%20%E9%85%8D%E7%94%B5%E7%AE%B1',
    150,
  ],
  [
    'likeness while typing',
    `/api/opinions/like?words=${encodeURIComponent('老码头到卫生院那段路，路灯坏了五盏，晚上看病的老人摸黑走')}`,
    150,
  ],
]
say(
  `\n${'reading'.padEnd(30)}${'median ms'.padStart(11)}${'p95 ms'.padStart(10)}${'floor ms'.padStart(10)}${'of floor'.padStart(10)}   target ms`,
)
for (const [name, path, target] of readings.filter(([one]) => one.includes(asked.only))) {
  seen.length = 0
  await send(reading(`${site}${path}`, cookie))
  const floor = await floorServer(
    estate.url,
    seen.filter((one) => !isOverhead(one)),
    null,
  )
  const shape = { rounds: 30, clients: 2 }
  const runs: Measured[] = []
  const floors: Measured[] = []
  for (let run = 0; run < 3; run += 1) {
    runs.push(await measure(() => send(reading(`${site}${path}`, cookie)), shape))
    floors.push(await measure(() => send(reading(`${floor.address}/floor`, '')), shape))
  }
  await floor.close()
  const [ours, theirs] = [middleOf(runs), middleOf(floors)]
  const share = middle(runs.map((run, at) => run.perSecond / (floors[at]?.perSecond ?? 1)))
  say(
    `${name.padEnd(28)}${ours.median.toFixed(1).padStart(11)}${ours.p95.toFixed(1).padStart(10)}${theirs.median.toFixed(1).padStart(10)}${`${Math.round(share * 100)} %`.padStart(10)}   ${target}`,
  )
}
await app.close()
await db.destroy()
closeClients()
await estate.close()

if (!asked.only) {
  say(
    `\nintake through the public form, ${asked.seconds} s at each rate, from 250 loopback addresses over all codes`,
  )
  for (const rate of asked.rates.split(',').map(Number)) {
    const taken = await measureIntake(dataDir, rate, Number(asked.seconds))
    say(
      `${String(rate).padStart(5)}/s asked: ${taken.stored} stored (${Math.round(taken.stored / Number(asked.seconds))}/s), ${taken.turnedAway.crowd} turned away with Retry-After by the crowd, ${taken.turnedAway.policy} by the policy, ${taken.failed} otherwise${taken.otherwise && ` (${taken.otherwise})`}; median ${taken.median.toFixed(0)} ms, p95 ${taken.p95.toFixed(0)} ms; lost ${taken.lost}, doubled ${taken.doubled}; load ${loadavg()[0]?.toFixed(1)}`,
    )
    if (taken.turnedAway.crowd === 0 && taken.turnedAway.policy === 0 && taken.p95 <= 800) break
  }
}
if (!asked.data) rmSync(dataDir, { recursive: true, force: true })
