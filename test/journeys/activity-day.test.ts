import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserPath, journey } from './browser.ts'

describe.skipIf(!browserPath)('an activity day seen from the province and from a county', () => {
  const { openAs } = journey()
  let province: Page
  let day = ''

  beforeAll(async () => {
    province = await openAs('office', '43')
    await province.goto('/staff/campaigns')
    await province.getByRole('link', { name: /^\d{4} 年委员活动日$/ }).click()
    await province.getByRole('region', { name: '一句话汇总' }).waitFor()
    day = new URL(province.url()).pathname
  })

  test('the board opens with a sentence, in division order, and a figure of persons opens to studios without names', async () => {
    const names = await province.locator('.data-table tbody th').allTextContents()
    expect(names.slice(0, 4)).toEqual(['全省', '长沙市', '株洲市', '湘潭市'])
    await province
      .getByRole('button', { name: /^长沙市：/ })
      .nth(5)
      .click()
    await province.getByRole('dialog', { name: '入驻委员工作室的委员' }).waitFor()
    await province.getByText('姓名由本级政协自己看').waitFor()
    await province.keyboard.press('Escape')
  })

  test('one press reminds a row, and the place says so', async () => {
    const row = province.getByRole('row', { name: /^长沙市/ })
    await row.getByRole('button', { name: /^提醒/ }).click()
    await row.getByText(/已提醒|发出/).waitFor()
  })

  test('down to one county and one studio by their names', async () => {
    await province.goto(day)
    await province.getByRole('link', { name: '长沙市', exact: true }).click()
    await province.getByRole('link', { name: '芙蓉区', exact: true }).click()
    await province.getByRole('link', { name: /东塘委员工作室/ }).click()
    await province.getByText('入驻委员的姓名由芙蓉区政协自己看').waitFor()
  })

  test('a county writes its summary and sends it up; the city reads it then, and not before', async () => {
    const county = await openAs('office', '430102')
    const city = await openAs('office', '4301')
    await county.goto(`${day}/documents`)
    await county.getByRole('listitem').filter({ hasText: '芙蓉区活动总结' }).getByRole('button').click()
    await county.waitForURL(/documents\/[0-9a-f-]{36}$/)
    const address = new URL(county.url()).pathname
    await county.getByLabel('正文').waitFor()
    await city.goto(address)
    await city.getByText('这一页没有，或您看不到').waitFor()
    await county.getByLabel('正文').fill('两家工作室，二十八位委员，收集意见三十条。')
    await county.getByRole('button', { name: '存下来' }).click()
    await county.getByRole('button', { name: '报送' }).click()
    await county.getByRole('button', { name: '报送' }).click()
    await county.getByText('已报送').first().waitFor()
    await city.goto(address)
    await city.getByRole('heading', { name: '芙蓉区活动总结' }).waitFor()
  })
})
