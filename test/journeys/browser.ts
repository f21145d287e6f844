import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'

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

/** A one-time link as a script gets it. */
export const signInLink = async (role: string, unit: string): Promise<string> => {
  const cli = join(import.meta.dirname, '..', '..', 'bin', 'minqiao.mjs')
  const { stdout } = await run(process.execPath, [cli, 'sign-in-link', '--as', role, '--unit', unit], {
    env: { ...process.env, MINQIAO_DATA: inject('dataDir'), MINQIAO_DEMO: 'on' },
  })
  return stdout.trim()
}
