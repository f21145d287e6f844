import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'

describe.skipIf(!browserPath)('the doors of the platform', () => {
  const { open, openAs } = journey()

  test('a citizen reads a studio page on a phone without script', async () => {
    const page = await open({ size: phone, script: false })
    await page.goto('/')
    await page.getByRole('link', { name: '长沙市' }).click()
    await page
      .getByRole('link', { name: /委员工作室/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /委员工作室/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  test('province staff sign in by a one-time link and see the campaign', async () => {
    const page = await openAs('office', '43')
    await page.getByRole('link', { name: '委员活动日' }).click()
    await page.getByRole('link', { name: /年委员活动日/ }).click()
    await page.getByRole('heading', { level: 1, name: /年委员活动日/ }).waitFor()
  })

  test('a member signs in on the phone and sees today', async () => {
    const page = await openAs('member', '430102', phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/m')
  })
})
