import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, type Page, type Request, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'

const run = promisify(execFile)

export const browserPath = process.env.MINQIAO_BROWSER

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Journey {
  /** opens a page with a fresh profile; `script: false` turns JavaScript off */
  open: (options?: { size?: typeof desk; script?: boolean; elder?: boolean }) => Promise<Page>
  /** opens a page signed in by a one-time link */
  openAs: (role: string, unit: string, size?: typeof desk) => Promise<Page>
  site: () => string
}

/** A browser for the test file; contexts are closed at its end. */
export const journey = (): Journey => {
  let browser: Browser | null = null
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    if (!browserPath) return
    browser = await chromium.launch({
      executablePath: browserPath,
      env: { ...process.env, LC_ALL: 'C.UTF-8' }, // names of files are Chinese, whatever the machine speaks
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
  })
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const page of contexts.flatMap((context) => context.pages()))
      process.stdout.write(`${page.url()} asked:\n${under.get(page)?.answers.join('\n') ?? ''}\n`)
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
  })
  const open: Journey['open'] = async (options = {}) => {
    if (!browser) throw new Error('there is no browser')
    const context = await browser.newContext({
      viewport: options.size ?? desk,
      javaScriptEnabled: options.script ?? true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      baseURL: inject('site'),
    })
    contexts.push(context)
    if (options.elder) await context.addCookies([{ name: 'elder', value: '1', url: inject('site') }])
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    watchRequests(page)
    return page
  }
  return {
    open,
    site: () => inject('site'),
    openAs: async (role, unit, size) => {
      const page = await open({ size: size ?? desk })
      await page.goto(await signInLink(role, unit))
      await page.getByRole('button', { name: /登录|进入/ }).click()
      await page.waitForURL(/\/(staff|m)/)
      return page
    },
  }
}

interface Asked {
  /** still under way */
  open: Set<Request>
  /** when that last changed */
  at: number
  /** the last answers of the API, printed when the test fails: an address may hold a person's id, never a person's words */
  answers: string[]
}

const under = new WeakMap<Page, Asked>()
const mostAnswers = 60
/** what an open page asks again and again */
const everySecond = new Set(['/api/me', '/api/todos'])

const watchRequests = (page: Page): void => {
  const waits: Asked = { open: new Set<Request>(), at: Date.now(), answers: [] }
  under.set(page, waits)
  const ends = (request: Request) => {
    waits.open.delete(request)
    waits.at = Date.now()
  }
  const keep = (request: Request, answer: string) => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/api/') || (everySecond.has(pathname) && answer === '200')) return
    waits.answers.push(`${new Date().toISOString()} ${request.method()} ${pathname} ${answer}`)
    if (waits.answers.length > mostAnswers) waits.answers.shift()
  }
  page.on('response', (response) => keep(response.request(), String(response.status())))
  page.on('requestfailed', (request) => keep(request, request.failure()?.errorText ?? 'failed'))
  page.on('request', (request) => {
    waits.open.add(request)
    waits.at = Date.now()
  })
  page.on('requestfinished', ends)
  page.on('requestfailed', ends)
}

const stillMs = 150

/**
 * Loaded, nothing asked for or under way for a while, and the page's own work done: sooner than the browser's half second of an
 * idle network, and later where the machine is slow.
 */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load')
  const waits = under.get(page)
  if (!waits) throw new Error('a page that was not opened by this journey')
  const until = Date.now() + 30_000
  for (let at = 0; at !== waits.at; await idle(page)) {
    at = await still(waits, until)
  }
}

/** When the last request ended, once none is under way and none has begun for a while. */
const still = async (waits: Asked, until: number): Promise<number> => {
  while (waits.open.size > 0 || Date.now() - waits.at < stillMs) {
    if (Date.now() > until)
      throw new Error(`still waiting for ${[...waits.open].map((one) => one.url()).join(' ')}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return waits.at
}

/** When the page has nothing to compute; a page without script never says so. */
const idle = (page: Page): Promise<unknown> =>
  Promise.race([
    page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve))),
    new Promise((resolve) => setTimeout(resolve, 2_000)),
  ])

/** A one-time link as a script gets it. */
export const signInLink = async (role: string, unit: string): Promise<string> => {
  const cli = join(import.meta.dirname, '..', '..', 'bin', 'minqiao.mjs')
  const { stdout } = await run(process.execPath, [cli, 'sign-in-link', '--as', role, '--unit', unit], {
    env: { ...process.env, MINQIAO_DATA: inject('dataDir'), MINQIAO_DEMO: 'on' },
  })
  return stdout.trim()
}
