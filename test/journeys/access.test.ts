import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'
import { doubleText, findings, sidewaysScroll } from './looks.ts'

const publicPages = ['/', '/sign-in', '/m/sign-in', '/privacy', '/complaints']

describe.skipIf(!browserPath)('everybody can use the public and the member face', () => {
  const { open, openAs } = journey()

  test('axe finds nothing on the public pages, a studio page among them', async () => {
    const page = await open({ size: phone })
    await page.goto('/')
    await page.getByRole('link', { name: '长沙市' }).click()
    const studio = await page
      .getByRole('link', { name: /委员工作室/ })
      .first()
      .getAttribute('href')
    for (const path of [...publicPages, studio ?? '/missing']) {
      await page.goto(path)
      expect([path, await findings(page)]).toEqual([path, []])
    }
  })

  test('axe finds nothing in elder mode, and nothing scrolls sideways at 320 px with text at 200 %', async () => {
    const page = await open({ size: { width: 320, height: 640 }, elder: true })
    for (const path of publicPages) {
      await page.goto(path)
      expect([path, await findings(page)]).toEqual([path, []])
      await doubleText(page)
      expect([path, await sidewaysScroll(page)]).toEqual([path, false])
    }
  })

  test('axe finds nothing on the member pages, and nothing scrolls sideways', async () => {
    const page = await openAs('member', '430102', phone)
    for (const path of [
      '/m',
      '/m/activities',
      '/m/record',
      '/m/leave',
      '/m/duties',
      '/m/studio',
      '/m/phones',
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect([path, await findings(page), await sidewaysScroll(page)]).toEqual([path, [], false])
    }
  })

  test('axe finds nothing of ours on the desk', async () => {
    const page = await openAs('office', '430102')
    const paths = [
      '/staff',
      '/staff/campaigns',
      '/staff/members',
      '/staff/venues',
      '/staff/activities',
      '/staff/opinions',
      '/staff/posts',
      '/staff/sheets',
    ]
    for (const path of paths) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      const ours = (await findings(page)).filter(
        (finding) => !finding.where.every((html) => html.includes('ant-')),
      )
      expect([path, ours]).toEqual([path, []])
    }
  })
})
