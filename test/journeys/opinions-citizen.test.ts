import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'
import { doubleText, findings, sidewaysScroll } from './looks.ts'
import { targetFindings, textFindings } from './sizes.ts'

const narrow = { width: 320, height: 640 }

describe.skipIf(!browserPath)('from a scanned code to a rated answer', () => {
  const { open, openAs } = journey()
  let code = ''
  let convener: Page

  beforeAll(async () => {
    convener = await openAs('convener', '430102')
    code = `/o/${await ownToken(convener)}`
  })

  for (const size of [narrow, phone])
    test(`a citizen without script at ${size.width} px: scan, receipt, progress, a word on the answer`, async () => {
      const page = await open({ size, script: false })
      const hand = thumb(page)
      await page.goto(code)
      expect(await fits(page)).toBe(true)
      expect((await page.locator('.notfor').boundingBox())?.y ?? 9_999).toBeLessThan(size.height)
      const said = `桥头的护栏松了三根（${size.width}）`
      await hand.type('什么事', said)
      await hand.tap('不留电话，我凭编号自己查')
      await hand.press('提交，拿编号')
      await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
      expect(hand.count()).toEqual({ taps: 3, screens: 2 })
      expect(await fits(page)).toBe(true)
      const { number, code: secret } = await slipOf(page)

      await page.goto('/track')
      await page.getByLabel('编号').fill(number)
      await page.getByLabel('查询码').fill(secret)
      await page.getByRole('button', { name: '查进度' }).click()
      await page.getByRole('heading', { level: 1, name: '收到了，正在看' }).waitFor()
      expect(await fits(page)).toBe(true)

      await answer(convener, said, '护栏已经换新，请您去看看。')
      await page.reload()
      await page.getByRole('heading', { level: 1, name: '有答复了，等您说一句' }).waitFor()
      await page.getByText('护栏已经换新，请您去看看。').waitFor()
      await page.getByText('基本满意').click()
      await page.getByRole('button', { name: '提交评价' }).click()
      await page.getByRole('heading', { level: 1, name: '办结了' }).waitFor()
      await page.getByText('您的评价：基本满意').waitFor()
      expect(await fits(page)).toBe(true)
    })

  test('with a name and a phone it is two screens and six taps at most, and back shows what was sent, not an empty page', async () => {
    const page = await open({ size: phone, script: false })
    const hand = thumb(page)
    await page.goto(code)
    await hand.type('什么事', '渡口没有遮雨的地方')
    await hand.type('怎么称呼您', '𠮷䶮师傅')
    await hand.tap('发短信到我的手机')
    await hand.type('手机号', '199-0000-0147')
    await hand.press('提交，拿编号')
    const { number } = await slipOf(page)
    expect(hand.count()).toEqual({ taps: 5, screens: 2 })
    await page.reload()
    expect((await slipOf(page)).number).toBe(number)
  })

  test('a citizen in elder mode: letters of 18 px and more, targets of 60, nothing that axe finds, no sideways scroll at 200 %', async () => {
    const page = await open({ size: narrow, elder: true })
    const look = async (where: string) => {
      expect([
        where,
        await findings(page),
        await textFindings(page, 18),
        await targetFindings(page, 60),
      ]).toEqual([where, [], [], []])
      await doubleText(page)
      expect([where, await sidewaysScroll(page), await findings(page)]).toEqual([where, false, []])
    }
    const hand = thumb(page)
    await page.goto(code)
    await look('the form')
    await hand.type('什么事', '老街的井盖松了，走夜路怕摔')
    await hand.tap('不留电话，我凭编号自己查')
    await hand.press('提交，拿编号')
    await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
    expect(hand.count()).toEqual({ taps: 3, screens: 2 })
    await look('the receipt')
    await page.getByRole('link', { name: '查进度' }).click()
    await page.getByRole('heading', { level: 1, name: '收到了，正在看' }).waitFor()
    await look('the progress')
    await answer(convener, '老街的井盖松了', '井盖已经换好。')
    await page.reload()
    await page.getByText('您满意吗？').waitFor()
    await look('the answer')
    await page.getByText('满意', { exact: true }).click()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('heading', { level: 1, name: '办结了' }).waitFor()
    await page.goto('/track')
    await look('the way to look it up')
  })

  test('what is typed survives closing the page, the name and the phone are never kept, and the receipt clears it', async () => {
    const page = await open({ size: phone })
    await page.goto(code)
    await page.getByLabel('什么事').fill('菜场后门的灯坏了')
    await page.getByLabel('怎么称呼您').fill('独一无二的名字')
    await page.getByLabel('在哪里').fill('独一无二的地方')
    await page.getByLabel('发短信到我的手机').check()
    await page.getByLabel('手机号').fill('199-0000-0148')
    await page.waitForTimeout(5_500)
    const context = page.context()
    await page.close()

    const again = await context.newPage()
    await again.goto(code)
    expect(await again.getByLabel('什么事').inputValue()).toBe('菜场后门的灯坏了')
    const kept = () =>
      again.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
    expect(/独一无二|0000/.exec(await kept())).toBe(null)
    expect(await kept()).toContain('菜场后门的灯坏了')
    await again.getByLabel('不留电话，我凭编号自己查').check()
    await again.getByRole('button', { name: '提交，拿编号' }).click()
    await again.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
    expect(await kept()).not.toContain('菜场后门')
  })
})

/** The token on the poster of the studio that a convener runs. */
const ownToken = async (page: Page): Promise<string> => {
  const found = await page.evaluate(async () => {
    const headers = { 'x-face': 'staff' }
    const list: { rows: { id: string }[] } = await (await fetch('/api/venues?size=5', { headers })).json()
    const one: { token: string } = await (await fetch(`/api/venues/${list.rows[0]?.id}`, { headers })).json()
    return one.token
  })
  if (!/^[\w-]{8,}$/.test(found)) throw new Error(`no token: ${found}`)
  return found
}

/** A thumb that counts: a tap into a field, on a choice or on a button is one; a button leads to the next screen. */
const thumb = (page: Page) => {
  const count = { taps: 0, screens: 1 }
  return {
    count: () => count,
    type: async (label: string, words: string) => {
      count.taps += 1
      await page.getByLabel(label).fill(words)
    },
    tap: async (label: string) => {
      count.taps += 1
      await page.getByText(label).click()
    },
    press: async (name: string) => {
      count.taps += 1
      await page.getByRole('button', { name }).click()
      count.screens += 1
    },
  }
}

const fits = async (page: Page): Promise<boolean> => !(await sidewaysScroll(page))

const slipOf = async (page: Page): Promise<{ number: string; code: string }> => {
  const [number = '', code = ''] = await page.locator('main dd').allTextContents()
  return { number, code }
}

/** The convener accepts, writes and lets the answer out, on the desk. */
const answer = async (desk: Page, words: string, reply: string) => {
  await desk.goto(`/staff/opinions?tab=all&search=${encodeURIComponent(words.slice(0, 8))}`)
  const sure = desk.locator('.ask-words').getByRole('button').first()
  await desk.getByRole('button', { name: '受理', exact: true }).click()
  await desk.getByText('已受理，反映人看得到').waitFor()
  await desk.getByRole('button', { name: '自己写答复' }).click()
  await desk.locator('.reply-editor textarea').fill(reply)
  await desk.getByText('存好了，随时可以离开').waitFor()
  await desk.getByRole('button', { name: '核过发出' }).click()
  await sure.click()
  await desk.getByText('已发出', { exact: true }).waitFor()
}
