import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { join } from 'node:path'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { buildApp } from '../src/app.ts'
import { openEstate } from '../src/estate.ts'
import { openSession } from '../src/modules/accounts/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { fill, provinceScale } from '../src/seed/demo.ts'
import { hasReader, photographed, readCodes } from '../test/photograph.ts'
import { closeClients, reading, send } from './client.ts'

/**
 * npm run bench -- posters [--data FOLDER] [--read N]: the posters of all studios of a province, each 政协's by its own print
 * page as an office opens it, beside the drawing of the bare codes; N of them are then photographed badly and read.
 * Target: 3,000 within 5 minutes, all that are read are read rightly. (quality U12)
 */
const { values: asked } = parseArgs({
  options: { data: { type: 'string' }, read: { type: 'string', default: '60' } },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const secondsSince = (began: number) => (performance.now() - began) / 1000

const dataDir = asked.data ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-posters-'))
say(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
)
const estate = await openEstate(
  readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }),
  { fill: false },
)
await fill(estate.house, provinceScale)
const app = await buildApp(estate.house)
const site = await app.listen({ port: 0, host: '127.0.0.1' })

interface Office {
  name: string
  personId: string
  venues: number
}

const officesOf = async (house: House): Promise<Office[]> => {
  const { rows } = await sql<Office>`
    select distinct on (u.code) u.short_name as name, g.person_id as "personId",
      (select count(*) from venues v where v.committee_id = u.id and v.state = 'open') as venues
    from units u join grants g on g.unit_id = u.id and g.role = 'office'
    where u.kind = 'committee' order by u.code, g.person_id`.execute(house.db)
  return rows.filter(({ venues }) => venues > 0)
}

const offices = await officesOf(estate.house)
const cookies: string[] = []
for (const { personId } of offices)
  cookies.push(
    `mq_staff=${await openSession(estate.house.db, personId, 'staff', 'bench', estate.house.clock())}`,
  )

const pages: { took: number; posters: string[] }[] = []
let bytes = 0
const began = performance.now()
for (const [at, cookie] of cookies.entries()) {
  const opened = performance.now()
  const page = await send(reading(`${site}/print/venues`, cookie))
  const posters = page.match(/<svg [\s\S]*?<\/svg>/g) ?? []
  if (posters.length !== offices[at]?.venues)
    throw new Error(`${offices[at]?.name}: ${posters.length} posters of ${offices[at]?.venues} studios`)
  pages.push({ took: secondsSince(opened), posters })
  bytes += Buffer.byteLength(page)
}
const took = secondsSince(began)
const posters = pages.flatMap((page) => page.posters)
const longest = Math.max(...pages.map((page) => page.took))

/** The address in letters, which may take two lines. */
const addressOn = (poster: string): string =>
  [...poster.matchAll(/font-size="4\.6">([^<]*)</g)].map(([, line]) => line).join('')
const addresses = posters.map(addressOn)
const drawing = performance.now()
for (const address of addresses) QRCode.create(address, { errorCorrectionLevel: 'Q' })
const bare = secondsSince(drawing)

say(
  `${posters.length} posters on ${pages.length} print pages (${(bytes / 1e6).toFixed(0)} MB): ${took.toFixed(1)} s, ${Math.round(posters.length / took)} a second (target ${posters.length} in 300 s); longest page ${longest.toFixed(2)} s; load ${loadavg()[0]?.toFixed(1)}`,
)
say(`floor, the bare codes by qrcode: ${bare.toFixed(1)} s, ${Math.round((100 * bare) / took)} % of it`)

if (hasReader) {
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] }) // the platform reads no SVG; here they are its own
  const wanted = Math.min(Number(asked.read), posters.length)
  const chosen = Array.from(
    { length: wanted },
    (_, at) => posters[Math.floor((at * posters.length) / wanted)] ?? '',
  )
  const pictures: Buffer[] = []
  for (const poster of chosen) pictures.push(await photographed(poster, { blur: 0.3, tilt: 15, jpeg: 30 }))
  const right = readCodes(pictures).filter((read, at) => read === addressOn(chosen[at] ?? '')).length
  say(`read after a blur of 30 % of a module, 15° and JPEG at 30: ${right} of ${wanted} (target all)`)
  if (right < wanted) process.exitCode = 1
} else say('zbarimg is not installed: the reading is left out')

await app.close()
closeClients()
await estate.close()
if (!asked.data) rmSync(dataDir, { recursive: true, force: true })
if (took > 300) process.exitCode = 1
