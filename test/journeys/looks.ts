import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  where: string[]
}

/** WCAG 2.2 A and AA as far as axe can tell. */
export const findings = async (page: Page): Promise<Finding[]> => {
  await page.evaluate(axeSource)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((result) => result.violations.map((one) => ({ id: one.id, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)) })))`,
  )
  return Array.isArray(found) ? found : [{ id: 'axe gave no result', where: [] }]
}

export const sidewaysScroll = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Text at 200 %: the root size is doubled, as a browser's or a phone's setting does. */
export const doubleText = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
}

/** Every text that is shown smaller than so many px, with its size. */
export const smallerText = (page: Page, px: number): Promise<string[]> =>
  page.evaluate((least) => {
    const seen: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const box = node.parentElement
      if (!box || !node.textContent?.trim() || !box.checkVisibility()) continue
      if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(box.tagName)) continue
      const size = Number.parseFloat(getComputedStyle(box).fontSize)
      if (size < least) seen.push(`${size} px: ${node.textContent.trim().slice(0, 30)}`)
    }
    return seen
  }, px)

/** Controls that a thumb must hit, smaller than so many px high: buttons, fields, radio labels, links that stand alone. */
export const smallerTargets = (page: Page, px: number): Promise<string[]> =>
  page.evaluate((least) => {
    const boxes = document.querySelectorAll<HTMLElement>(
      'button, .btn, input.in, textarea.in, select.in, label.pick, .rate label',
    )
    return [...boxes]
      .filter((box) => box.checkVisibility() && box.getBoundingClientRect().height < least - 0.5)
      .map((box) => `${Math.round(box.getBoundingClientRect().height)} px: ${box.outerHTML.slice(0, 80)}`)
  }, px)
