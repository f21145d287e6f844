import type { Page } from 'playwright-core'
import { ran } from '../scripts.ts'

/** Writes down dialogs and what the policy of a page had to stop. */
export const watch = (page: Page, face: string, found: string[]): void => {
  page.on('dialog', (dialog) => {
    found.push(`${face} ${page.url()}: a dialog`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    const said = message.text()
    const isKit = said.includes("directive 'style-src") // the desk's tables measure scroll bars with a style of the kit's
    if (/Content Security Policy/i.test(said) && !isKit) found.push(`${face} ${page.url()}: ${said}`)
  })
}

/** Whether a payload has run on this page, or stands in a link that a press would run. */
export const ranOn = async (page: Page): Promise<string[]> => {
  const found: string[] = await page.evaluate((mark) => {
    const links = [...document.querySelectorAll('a[href], form[action], iframe, object, embed')]
      .map((box) => box.getAttribute('href') ?? box.getAttribute('action') ?? box.tagName)
      .filter((to) => /^\s*(javascript|data|vbscript):|^(IFRAME|OBJECT|EMBED)$/i.test(to))
      .filter((to) => !to.includes('React has blocked'))
    return [...(Reflect.has(window, mark) ? ['ran'] : []), ...links]
  }, ran)
  return found
}
