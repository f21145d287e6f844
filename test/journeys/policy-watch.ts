import type { Page } from 'playwright-core'

declare global {
  interface Window {
    policyBroken: (what: string) => void
  }
}

/** Writes down what the policy has to stop on this page from its next opening on. */
export const watch = async (page: Page): Promise<string[]> => {
  const found: string[] = []
  await page.exposeFunction('policyBroken', (what: string) => void found.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyBroken(
        `${event.effectiveDirective} on ${location.pathname}: ${event.sourceFile} ${event.sample}`,
      )
    })
  })
  return found
}
