import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone } from './browser.ts'

describe.skipIf(!browserPath)('opinions at the desk and on the road', () => {
  const { openAs } = journey()

  test('a member off line writes down what was heard on a visit; back on line it reaches the list, once', async () => {
    const member = await openAs('member', '430102', phone)
    await member.goto('/m/record')
    await member.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await member.getByLabel('做了什么').waitFor()
    await member.waitForTimeout(1_000)
    await member.context().setOffline(true)
    await member.getByLabel('做了什么').fill('走访杨家山村')
    await member.getByLabel(/听到的意见/).fill('水塘边没有护栏𠮷\n村道的弯太急䶮')
    await member.getByRole('button', { name: '存下来，有网再传' }).click()
    await member.getByText('没有网络，照常记').waitFor()
    await member.reload()
    await member.getByText('没有网络，照常记').waitFor()
    await member.context().setOffline(false)
    await expect.poll(async () => (await heard(member)).length, { timeout: 40_000 }).toBe(2)
    expect(await heard(member)).toEqual(['村道的弯太急䶮', '水塘边没有护栏𠮷'])
    await member.reload()
    await member.waitForTimeout(1_000)
    expect(await heard(member)).toHaveLength(2)
  })

  test(
    'a clerk types thirty letters by the keyboard alone; a double press and a reload lose nothing and double nothing',
    { timeout: 180_000 },
    async () => {
      const desk = await openAs('office', '430102')
      const keys = keyboard(desk)
      await desk.goto('/staff/opinions/letters')
      await desk.getByLabel('说了什么').waitFor()
      const began = Date.now()
      const words = (n: number) => `第${n}封信里说：街口的路灯不亮。`
      await keys.into(desk.getByLabel('说了什么'))
      for (let n = 1; n <= 30; n += 1) {
        await keys.type(words(n))
        if (n === 7) await reloadWith(desk, words(n))
        await keys.send(n === 5)
        await desk.getByText(`刚才记下的 ${n < 7 ? n : n - 6} 条`).waitFor()
        await keys.into(desk.getByLabel('说了什么'))
      }
      const seconds = (Date.now() - began) / 1_000
      expect(await typedIn(desk)).toBe(30)
      expect(keys.perLetter(30)).toBeLessThanOrEqual(12)
      expect(seconds).toBeLessThan(120)
      process.stdout.write(
        `thirty letters: ${keys.perLetter(30).toFixed(1)} presses beside the words of each, ${seconds.toFixed(0)} s\n`,
      )
    },
  )

  test('a department sees what was handed to it, who spoke nowhere, and nothing else', async () => {
    const department = await openAs('department', '430102')
    await department.goto('/staff/assignments')
    await department.getByRole('heading', { level: 1, name: '交给我们办的事' }).waitFor()
    await department.getByRole('link').filter({ hasText: /。|，/ }).first().waitFor()
    const links = await department.locator('nav a').allTextContents()
    expect(links.filter((name) => /群众意见|委员$|统计表|社情民意|批示|工作室/.test(name))).toEqual([])
    expect(
      await statuses(department, [
        '/api/opinions',
        '/api/opinions/export',
        '/api/intake-codes',
        '/api/directives',
        '/api/members',
        '/api/venues',
      ]),
    ).toEqual([403, 403, 403, 403, 403, 403])
  })

  test('a leader has the figures and the 批示 at a glance and no step to take', async () => {
    const leader = await openAs('leader', '430102')
    await leader.goto('/staff/opinions?tab=all')
    await leader.getByText(/共 \d+ 条/).waitFor()
    await leader.locator('main article, main section').first().waitFor()
    expect(
      await leader.getByRole('button', { name: /^(受理|不受理|作废|并入同类|交部门办理)$/ }).count(),
    ).toBe(0)
    await leader.goto('/staff/directives')
    await leader.getByText('请城管局专题研究，月底前解决。').first().waitFor()
    expect(await leader.getByRole('button', { name: /落实|撤回/ }).count()).toBe(0)
    await leader.goto('/staff/assignments')
    await leader.getByText('在办').first().waitFor()
    const [id] = await idsOf(leader, '/api/opinions?tab=waiting&size=1')
    expect(await write(leader, `/api/opinions/${id}/steps`, { step: 'accept' })).toBe(403)
  })
})

/** Keys pressed beside the words themselves. */
const keyboard = (page: Page) => {
  let pressed = 0
  const press = async (key: string) => {
    pressed += 1
    await page.keyboard.press(key)
  }
  return {
    perLetter: (letters: number) => pressed / letters,
    type: (words: string) => page.keyboard.insertText(words),
    /** Tab until the field has the focus; none where the page has put it there already. */
    into: async (field: ReturnType<Page['getByLabel']>) => {
      for (let tries = 0; tries < 60; tries += 1) {
        if (await field.evaluate((box) => box === document.activeElement)) return
        await press('Tab')
      }
      throw new Error('the field cannot be reached by Tab')
    },
    /** Ctrl+Enter in the words sends the letter. */
    send: async (twice: boolean) => {
      await press('Control+Enter')
      if (twice) await press('Control+Enter')
    },
  }
}

/** A reload in mid-letter: the draft comes back. */
const reloadWith = async (page: Page, words: string) => {
  await page.waitForTimeout(5_500)
  await page.reload()
  await page.getByLabel('说了什么').waitFor()
  expect(await page.getByLabel('说了什么').inputValue()).toBe(words)
  await page.getByLabel('说了什么').focus()
}

const rowsAt = (page: Page, path: string, face: string) =>
  page.evaluate(
    async ([url = '', as = '']) => {
      const reply = await fetch(url, { headers: { 'x-face': as } })
      const list: { rows?: { id: string; words: string }[] } = await reply.json()
      return list.rows ?? []
    },
    [path, face],
  )

const idsOf = async (page: Page, path: string) => (await rowsAt(page, path, 'staff')).map((row) => row.id)

const heard = async (member: Page): Promise<string[]> =>
  (await rowsAt(member, '/api/opinions?size=50', 'member'))
    .map((row) => row.words)
    .filter((words) => /水塘边没有护栏|村道的弯太急/.test(words))
    .toSorted()

const typedIn = async (desk: Page): Promise<number> =>
  (await rowsAt(desk, '/api/opinions?channel=letter&search=街口的路灯不亮&size=100', 'staff')).length

const statuses = (page: Page, paths: string[]): Promise<number[]> =>
  page.evaluate(
    (all) =>
      Promise.all(all.map(async (path) => (await fetch(path, { headers: { 'x-face': 'staff' } })).status)),
    paths,
  )

const write = (page: Page, path: string, body: object): Promise<number> =>
  page.evaluate(
    async ([url, text]) =>
      (
        await fetch(url, {
          method: 'POST',
          headers: {
            'x-face': 'staff',
            'content-type': 'application/json',
            'idempotency-key': `journey-${Math.random()}`,
          },
          body: text,
        })
      ).status,
    [path, JSON.stringify(body)] as const,
  )
