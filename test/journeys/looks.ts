import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  where: string[]
}

/** WCAG 2.2 A and AA as far as axe can tell: of the whole page, not of what happens to stand behind the bar at its foot. */
export const findings = async (page: Page): Promise<Finding[]> => {
  const seen = page.viewportSize()
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  if (seen) await page.setViewportSize({ width: seen.width, height: Math.max(seen.height, whole) })
  const found = await violations(page)
  if (seen) await page.setViewportSize(seen)
  return found
}

const violations = async (page: Page): Promise<Finding[]> => {
  await page.evaluate(axeSource)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((result) => result.violations.map((one) => ({ id: one.id, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)) })))`,
  )
  return Array.isArray(found) ? found : [{ id: 'axe gave no result', where: [] }]
}

export const sidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Text at so many per cent: the root size is changed, as a browser's or a phone's setting does. */
export const textAt = async (page: Page, percent: number): Promise<void> => {
  await page.evaluate((size) => document.documentElement.style.setProperty('font-size', `${size}%`), percent)
}

/** Text at 200 %: the root size is doubled, as a browser's or a phone's setting does. */
export const doubleText = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
}
