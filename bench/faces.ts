import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { type Browser, type Page, chromium } from 'playwright-core'
import { buildApp } from '../src/app.ts'
import { openEstate } from '../src/estate.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import { middle } from './measure.ts'

/**
 * npm run bench -- faces [--data FOLDER] [--runs N]: the public intake page and a studio's page as a slow phone in a poor network
 * meets them, each time with an empty cache: 4 × slower processor, 1.6 Mb/s down, 750 kb/s up, 150 ms there and back.
 */
const { values: asked } = parseArgs({
  options: { data: { type: 'string' }, runs: { type: 'string', default: '7' } },
})
const slow = { cpu: 4, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const targets = { lcp: 2_000, cls: 0.1, inp: 200, kb: 100 }
const say = (line: string) => process.stdout.write(`${line}\n`)

/** What one visit measured: milliseconds, the score of shifts, and all that was loaded, in kB, packed by gzip. */
interface Visit {
  lcp: number
  cls: number
  inp: number
  kb: number
}

/** Keeps what the browser notes on its own while the page lives: largest paint, shifts, and how long each press took. */
const observe = () => {
  const noted = { lcp: 0, cls: 0, inp: 0 }
  Reflect.set(window, 'noted', noted)
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    })
  watch('largest-contentful-paint', (entry) => (noted.lcp = entry.startTime))
  watch('layout-shift', (entry) => {
    if ('value' in entry && typeof entry.value === 'number' && !Reflect.get(entry, 'hadRecentInput'))
      noted.cls += entry.value
  })
  watch('event', (entry) => (noted.inp = Math.max(noted.inp, entry.duration)), { durationThreshold: 16 })
}

const visit = async (
  browser: Browser,
  address: string,
  use: (page: Page) => Promise<void>,
): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  const { cpu, ...network } = slow
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', { offline: false, ...network })
  await line.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  await page.addInitScript(observe)
  const sizes: Promise<number>[] = []
  page.on('response', (reply) => {
    if (!reply.url().startsWith('data:'))
      sizes.push(
        reply.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      )
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.waitForTimeout(500)
  const { lcp } = await noted(page)
  const kb = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000
  await use(page)
  await page.waitForTimeout(500)
  const { cls, inp } = await noted(page)
  await context.close()
  return { lcp, cls, inp, kb }
}

const noted = (page: Page): Promise<{ lcp: number; cls: number; inp: number }> =>
  page.evaluate('window.noted')

const browserPath = process.env.MINQIAO_BROWSER
if (!browserPath) throw new Error('没有浏览器：请装 chromium，或用 MINQIAO_BROWSER 指明在哪里')
const dataDir = asked.data ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-faces-'))
const estate = await openEstate(
  readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }),
)
const app = await buildApp(estate.house)
const site = await app.listen({ port: 0, host: '127.0.0.1' })
const { rows } = await sql<{ token: string }>`
  select v.token from venues v join units u on u.id = v.id
  order by exists (select from posts p where p.venue_id = v.id and p.state = 'published') desc,
    exists (select from duty_slot_venues s where s.venue_id = v.id) desc, u.code limit 1`.execute(
  estate.house.db,
)
const token = rows[0]?.token ?? ''
const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

const pages: [name: string, path: string, use: (page: Page) => Promise<void>][] = [
  [
    'intake',
    `/o/${token}`,
    async (page) => {
      await page.getByLabel('什么事').tap()
      await page.keyboard.type('老街的路灯坏了五盏', { delay: 40 })
      await page.getByText('发短信到我的手机').tap()
      await page.getByLabel('手机号').tap()
      await page.keyboard.type('19900000147', { delay: 40 })
    },
  ],
  [
    'studio',
    `/s/${token}`,
    async (page) => {
      await page.getByRole('button', { name: '朗读' }).tap()
      await page.getByRole('heading', { level: 1 }).tap()
      for (let n = 0; n < 8; n += 1) await page.keyboard.press('Tab')
    },
  ],
]

say(
  `${cpus()[0]?.model ?? ''} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, Chromium ${browser.version()}; load ${loadavg()[0]?.toFixed(1)}`,
)
say(
  `middle (worst) of ${asked.runs} visits with an empty cache: 4 × slower processor, 1.6 Mb/s, 150 ms there and back\n`,
)
for (const [name, path, use] of pages) {
  await visit(browser, `${site}${path}`, use) // the server's own caches are warm, as in a day's work
  const visits: Visit[] = []
  for (let run = 0; run < Number(asked.runs); run += 1)
    visits.push(await visit(browser, `${site}${path}`, use))
  const figure = (of: keyof Visit, digits: number, unit: string) => {
    const values = visits.map((one) => one[of])
    const over = middle(values) > targets[of] ? '  OVER' : ''
    return `${middle(values).toFixed(digits)} (${Math.max(...values).toFixed(digits)})${unit} of ${targets[of]}${over}`
  }
  say(
    `${name.padEnd(8)} LCP ${figure('lcp', 0, ' ms')}; CLS ${figure('cls', 3, '')}; INP ${figure('inp', 0, ' ms')}; in all ${figure('kb', 1, ' kB gz')}`,
  )
}
say(`load afterwards ${loadavg()[0]?.toFixed(1)}`)
await browser.close()
await app.close()
await estate.close()
if (!asked.data) rmSync(dataDir, { recursive: true, force: true })
