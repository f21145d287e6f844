import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { importColumns } from '../../src/modules/venues/importing/columns.ts'
import { writeErrorSheet } from '../../src/platform/spreadsheet/index.ts'
import { browserPath, journey, phone } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'minqiao-journey-'))

/** Forty studios as an office fills them in; one names a member who is not there. */
const fortyStudios = async (): Promise<string> => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    line: at + 1,
    values: {
      name: `新街${at + 1}委员工作室`,
      address: `新街 ${at + 1} 号`,
      opensOn: '2025-03-01',
      residents: at === 5 ? '9999' : null,
    },
  }))
  const errors = rows.map(({ line }) => ({ line, key: null, words: '试', stops: false }))
  const path = join(folder, '工作室.xlsx')
  const sheet = { title: '工作室', columns: importColumns([]), notes: [], rows, errors }
  writeFileSync(path, await writeErrorSheet(sheet))
  return path
}

const photo = async (): Promise<string> => {
  const path = join(folder, '现场.jpg')
  await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#789' } })
    .jpeg()
    .toFile(path)
  return path
}

describe.skipIf(!browserPath)('studios and their 动态', () => {
  const { open, openAs } = journey()

  test('a county office imports forty studios, the bad row comes back, and prints their posters', async () => {
    const page = await openAs('office', '430103')
    await page.goto('/staff/venues/import')
    await page.locator('input[type=file]').setInputFiles(await fortyStudios())
    await page.getByRole('button', { name: '传上来核对' }).click()
    await page.getByText('入驻委员里没有编号 9999 的在任委员').waitFor()
    await page.getByLabel(/跳过有问题的行/).check()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/新增 39 家/).waitFor({ timeout: 30_000 })
    await page.goto('/staff/venues?search=新街')
    await page.getByText('共 39 家').waitFor()
    await page.goto('/print/venues')
    expect(await page.locator('svg').count()).toBeGreaterThanOrEqual(39)
  })

  test(
    'a 动态 goes up from a phone, is reviewed, and is read without script',
    { timeout: 120_000 },
    async () => {
      const author = await openAs('member', '430102', phone)
      await author.goto('/m/studio')
      await author.getByRole('link', { name: '写一条动态' }).first().click()
      await author.getByLabel('标题').fill('老码头的一上午')
      await author.getByRole('textbox', { name: '文字' }).fill('问得最多的是路灯、渡口和学生接送。')
      const evil = join(folder, '图.svg')
      writeFileSync(evil, '<svg xmlns="http://www.w3.org/2000/svg"/>')
      await author.locator('input[type=file]').setInputFiles([await photo(), evil])
      await author.getByText(/图\.svg：这是网页或矢量图/).waitFor()
      await author.getByLabel('第 1 张的说明').fill('大树下')
      await author.getByText(/存好了/).waitFor()
      await author.getByRole('button', { name: '提交，等办公室审核' }).click()
      await author.getByText('等审核').waitFor()

      const office = await openAs('office', '430102')
      await office.goto('/staff/posts?state=submitted')
      await office.getByRole('link', { name: '老码头的一上午' }).click()
      await office.getByRole('button', { name: '通过，发布' }).click()
      const at = await office.getByRole('link', { name: '看公开页' }).getAttribute('href')

      const citizen = await open({ size: phone, script: false })
      await citizen.goto(at ?? '')
      await citizen.getByRole('heading', { level: 1, name: '老码头的一上午' }).waitFor()
      expect(await citizen.getByRole('img', { name: '大树下' }).count()).toBe(1)
      await citizen.getByRole('link', { name: /委员工作室/ }).click()
      await citizen.getByRole('heading', { name: '在这里的委员' }).waitFor()
    },
  )
})
