import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importColumns } from '../../src/modules/members/importing/columns.ts'
import { writeErrorSheet } from '../../src/platform/spreadsheet/index.ts'
import { browserPath, journey } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'minqiao-journey-'))
const given = Array.from('安柏晨岱恩帆谷禾嘉珂岚明宁鹏琪然山彤文溪')

/** Three hundred members as a clerk fills them in; every thirtieth has a sector that is in no list. */
const threeHundred = async (): Promise<string> => {
  const rows = Array.from({ length: 300 }, (_, at) => ({
    line: at + 1,
    values: {
      name: `欧阳${given[at % 20]}${given[Math.floor(at / 20)]}`,
      phone: `1994000${String(at).padStart(4, '0')}`,
      sector: at % 30 === 7 ? '养蜂界' : '教育界',
      from: '2022年1月1日',
    },
  }))
  const none = {
    sectors: [],
    parties: [],
    posts: [],
    specialCommittees: [],
    groups: [],
    terms: [],
    endedAs: [],
  }
  const path = join(folder, '委员.xlsx')
  const content = await writeErrorSheet({
    title: '委员',
    columns: importColumns({ committeeId: '', committeeName: '', ...none }),
    notes: [],
    rows,
    errors: rows.map(({ line }) => ({ line, key: null, words: '试', stops: false })),
  })
  writeFileSync(path, content)
  return path
}

describe.skipIf(!browserPath)('members', () => {
  const { openAs } = journey()

  test(
    'a county office imports three hundred, sends the sheet again without doubles, and ends a seat',
    { timeout: 180_000 },
    async () => {
      const page = await openAs('office', '430181')
      const sheet = await threeHundred()
      const check = async () => {
        await page.goto('/staff/members/import')
        await page.locator('input[type=file]').setInputFiles(sheet)
        await page.getByRole('button', { name: '传上来核对' }).click()
        await page.getByText('没有“养蜂界”这个界别 10 行').waitFor({ timeout: 30_000 })
      }
      await check()
      await page.getByText('先选有问题的行怎么办').waitFor()
      await page.getByLabel(/跳过有问题的行/).check()
      await page.getByRole('button', { name: '导入', exact: true }).click()
      await page.getByText(/新增 290 位，要改 10 行/).waitFor({ timeout: 60_000 })
      await page.getByRole('link', { name: '下载要改的行' }).waitFor()
      await check()
      await page.getByText('没有变化 290 位').waitFor()

      await page.goto('/staff/members?search=oyaa')
      await page.getByRole('link', { name: '欧阳安安' }).click()
      await page.getByText('199****0000').waitFor()
      await page.getByRole('button', { name: /改或结束/ }).click()
      await page.getByLabel(/任职结束/).fill('2021-06-01')
      await page.getByRole('button', { name: '存下来' }).click()
      await page.getByText('结束日期要晚于开始日期。结束日期是不再任职的第一天。').first().waitFor()
      await page.getByLabel(/任职结束/).fill('2024-06-01')
      await page.getByLabel(/因为什么结束/).selectOption({ label: '请辞' })
      await page.getByRole('button', { name: '存下来' }).click()
      await page.getByText('今天不在任').waitFor()
      await page.goto('/staff/members?search=欧阳安安&standing=ended')
      await page.getByText('请辞').first().waitFor()
    },
  )

  test(
    'two clerks on one member: the second sees what stands, and may still save',
    { timeout: 120_000 },
    async () => {
      const [one, two] = [await openAs('office', '430103'), await openAs('office', '430103')]
      await one.goto('/staff/members')
      const href = await one.locator('tbody a').first().getAttribute('href')
      for (const page of [one, two]) {
        await page.goto(href ?? '')
        await page.getByRole('button', { name: '改姓名、手机号' }).click()
      }
      const save = (page: typeof one) => page.getByRole('button', { name: '存下来' }).click()
      await one.getByLabel('姓名').fill('欧阳先到')
      await save(one)
      await one.getByRole('heading', { level: 1, name: '欧阳先到' }).waitFor()
      await two.getByLabel('姓名').fill('欧阳后到')
      await save(two)
      await two.getByText('您打开之后，别人改过。', { exact: false }).first().waitFor()
      expect(await two.getByLabel('姓名').inputValue()).toBe('欧阳后到')
      expect(await two.getByText('欧阳先到').count()).toBeGreaterThanOrEqual(1)
      await save(two)
      await two.getByRole('heading', { level: 1, name: '欧阳后到' }).waitFor()
    },
  )
})
