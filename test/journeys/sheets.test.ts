import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'

describe.skipIf(!browserPath)('the sheet of the activity day, from the city to the seal', () => {
  const { open, openAs } = journey()
  let code = ''

  test('city staff open a figure, find its records, and file the sheet', async () => {
    const page = await openAs('office', '4301')
    await page.getByRole('link', { name: '统计表' }).click()
    await page.locator('main').getByRole('link', { name: '长沙市' }).last().click()
    await page.getByRole('heading', { level: 1, name: /统计表/ }).waitFor()
    await page.locator('main table tbody tr').first().locator('.fig').nth(3).click()
    await page.getByRole('heading', { name: '参加委员工作室集体活动的委员数' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '提交给政协湖南省委员会' }).click()
    await page.getByLabel('填表人').fill('演示填表人')
    await page.getByRole('textbox', { name: /^总结/ }).fill('本市各级工作室都在活动日开展了活动。')
    await page.getByRole('button', { name: '提交给政协湖南省委员会' }).click()
    await page.getByLabel('填表人').waitFor({ state: 'detached' })
  })

  test('province staff accept it from the to-do list, and it is sealed with a code', async () => {
    const page = await openAs('office', '43')
    await page.getByRole('link', { name: /待办/ }).first().click()
    await page
      .getByRole('link', { name: /长沙市/ })
      .first()
      .click()
    await page.getByRole('button', { name: '接受并封存' }).click()
    await page.getByText('接受后这张表就封存，谁也改不了').waitFor()
    await page.getByRole('button', { name: '接受并封存' }).last().click()
    const said = await page
      .getByText(/校验码/)
      .first()
      .textContent()
    code = (said ?? '')
      .replace(/^.*校验码\s*/s, '')
      .replace(/，.*$/s, '')
      .replace(/\s/g, '')
    expect(code).toMatch(/^[0-9A-F]{24}$/i)
  })

  test('anybody checks the printed code against the system without script', async () => {
    const page = await open({ size: phone, script: false })
    await page.goto(`/verify/${code}`)
    await page.getByText(/一致/).first().waitFor()
    expect(
      await page
        .getByText(/长沙市/)
        .first()
        .isVisible(),
    ).toBe(true)
  })
})
