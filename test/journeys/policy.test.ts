import { v7 as newId } from 'uuid'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { staffRoutes } from '../../src/web/staff-routes.tsx'
import { browserPath, journey, settled } from './browser.ts'
import { watch } from './policy-watch.ts'

/** Pages without a record in their address are watched where every page is opened: everywhere.test.ts. */
describe.skipIf(!browserPath)('the content policy of the staff face', () => {
  const { openAs } = journey()

  test('opening any page of a record breaks no rule of the policy', { timeout: 300_000 }, async () => {
    const page = await openAs('office', '430102')
    const found = await watch(page)
    const routes = staffRoutes.filter(({ path }) => path.includes(':'))
    const paths = await Promise.all(routes.map(({ path }) => filledIn(page, path)))
    expect(paths.filter((path) => path.includes(':'))).toEqual([])
    for (const path of paths) await open(page, path)
    expect(found).toEqual([])
  })

  test('choosing from a list found by typing breaks none either', async () => {
    const page = await openAs('office', '430102')
    const found = await watch(page)
    await open(page, await filledIn(page, '/venues/:id'))
    await page.getByRole('link', { name: '召集人与归口' }).click()
    await page.getByRole('button', { name: '换召集人' }).first().click()
    await page
      .getByRole('combobox')
      .first()
      .fill(await surnameOf(page))
    await page.locator('.ant-select-item').first().waitFor()
    await page.getByRole('combobox').first().press('ArrowDown')
    expect(found).toEqual([])
  })

  test('a style written into the page is seen', async () => {
    const page = await openAs('office', '430102')
    const found = await watch(page)
    await open(page, '/')
    await page.evaluate(() => {
      document.head.append(
        Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }),
      )
      const box = document.createElement('div')
      box.innerHTML = '<p style="color: red">红</p>'
      document.body.append(box)
    })
    await expect
      .poll(() => found.map((one) => one.split(' ')[0]))
      .toEqual(['style-src-elem', 'style-src-attr'])
  })
})

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`/staff${path}`)
  await page.locator('h1, .trouble').first().waitFor()
  await settled(page)
}

/** The path with records of the demo in it; one that nobody has where the demo has none. */
const filledIn = async (page: Page, path: string): Promise<string> => {
  const [, noun = ''] = path.split('/')
  const known: Record<string, string> = {
    ':campaignId': await firstOf(page, 'campaigns'),
    ':unitId': await officeOf(page),
    ':documentId': newId(),
    ':id': await firstOf(page, noun),
  }
  return path.replace(/:\w+/g, (name) => known[name] ?? name)
}

const firstOf = (page: Page, noun: string): Promise<string> =>
  page.evaluate(
    async ([path, none]) => {
      const reply = await fetch(path, { headers: { 'x-face': 'staff' } })
      if (!reply.ok) return none
      const list: { rows?: { id: string }[] } = await reply.json()
      return list.rows?.[0]?.id ?? none
    },
    [`/api/${noun}`, newId()] as const,
  )

/** The surname of somebody in the directory. */
const surnameOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const reply = await fetch('/api/members?page=1&size=1', { headers: { 'x-face': 'staff' } })
    const list: { rows: { name: string }[] } = await reply.json()
    return list.rows[0]?.name.slice(0, 1) ?? ''
  })

const officeOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const reply = await fetch('/api/me', { headers: { 'x-face': 'staff' } })
    const me: { grants: { role: string; unitId: string }[] } = await reply.json()
    return me.grants.find(({ role }) => role === 'office')?.unitId ?? ''
  })
