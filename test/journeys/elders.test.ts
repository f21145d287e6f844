import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'minqiao-elders-'))
const photo = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#789' } })
    .jpeg()
    .toFile(path)
  return path
}
const fiveHundred = '老码头到卫生院那段路，路灯坏了五盏，晚上看病的老人摸黑走。'.repeat(20).slice(0, 500)

describe.skipIf(!browserPath)('quick, by ear, by keyboard', () => {
  const { open } = journey()

  for (const script of [true, false])
    test(`from the code to the receipt within 60 s, ${script ? 'with' : 'without'} script; five hundred characters and two photos within 2 min`, async () => {
      const page = await open({ size: phone, script })
      const plain = await timed(async () => {
        await page.goto('/c/430102/say')
        await page.getByLabel('什么事').fill('桥头的护栏松了')
        await page.getByText('不留电话，我凭编号自己查').click()
        await page.getByRole('button', { name: '提交，拿编号' }).click()
        await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
      })
      const whole = await timed(async () => {
        await page.goto('/c/430102/say')
        await page.getByLabel('什么事').fill(fiveHundred)
        await page.getByLabel(/照片/).setInputFiles([await photo('一.jpg'), await photo('二.jpg')])
        await page.getByText('不留电话，我凭编号自己查').click()
        await page.getByRole('button', { name: '提交，拿编号' }).click()
        await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
      })
      await page.getByText(/最晚 \d+月\d+日/).waitFor() // the first answer has its day on the receipt
      process.stdout.write(
        `code to receipt ${plain.toFixed(1)} s, with 500 characters and 2 photos ${whole.toFixed(1)} s\n`,
      )
      expect([plain <= 60, whole <= 120]).toEqual([true, true])
    })

  test('by the keyboard alone: the item, its receipt, its progress', async () => {
    const page = await open({ size: phone })
    await page.goto('/c/430102/say')
    await tabTo(page, '什么事')
    await page.keyboard.type('街口的红绿灯不亮')
    await tabTo(page, '发短信到我的手机')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByLabel('不留电话，我凭编号自己查').isChecked()).toBe(true)
    await tabTo(page, '提交，拿编号')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
    await tabTo(page, '查进度')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '收到了，正在看' }).waitFor()
    await tabTo(page, '长辈版')
    await page.keyboard.press('Enter')
    await page.locator('html.elder').waitFor()
  })

  test('长辈版 is remembered on the next pages, the member face among them, and without script', async () => {
    const page = await open({ size: phone, script: false })
    await page.goto('/')
    await page.getByRole('link', { name: '长辈版' }).click()
    for (const path of ['/track', '/m/sign-in', '/no-such-page']) {
      await page.goto(path)
      expect([path, await page.locator('html.elder').count()]).toEqual([path, 1])
    }
  })

  test('a phone without a voice says so; one with a voice reads and stops', async () => {
    const page = await open({ size: phone })
    const said: string[] = []
    await page.exposeFunction('heard', (words: string) => void said.push(words))
    const button = page.locator('#read-aloud')
    await page.addInitScript(`
      window.voiceWorks = location.search.includes('voice=1')
      const voice = { cancel() {}, speak(said) { if (window.voiceWorks) { heard(said.text); said.onstart && said.onstart() } } }
      Object.defineProperty(window, 'speechSynthesis', { value: voice })`)
    await page.goto('/c/430102')
    await button.click()
    await page.getByText('这部手机不能朗读').waitFor({ timeout: 5_000 })
    expect(said).toEqual([])
    await page.goto('/c/430102?voice=1')
    await button.click()
    await expect.poll(() => said.length).toBeGreaterThan(2)
    await page.waitForTimeout(3_500)
    expect(await button.innerText()).toContain('停下')
    await button.click()
    expect(await button.innerText()).toContain('朗读')
  })
})

const timed = async (work: () => Promise<void>): Promise<number> => {
  const began = Date.now()
  await work()
  return (Date.now() - began) / 1_000
}

/** Tab until what has this name has the focus. */
const tabTo = async (page: Page, name: string) => {
  for (let tries = 0; tries < 80; tries += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const box = document.activeElement
      const label =
        box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement ? box.labels?.[0] : null
      return `${label?.textContent ?? ''}${box instanceof HTMLTextAreaElement ? '' : (box?.textContent ?? '')}`
    })
    if (here.includes(name)) return
  }
  throw new Error(`${name} cannot be reached by Tab`)
}
