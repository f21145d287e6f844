import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserPath, journey, phone, signInLink } from './browser.ts'

const minute = 60_000

describe.skipIf(!browserPath)('an activity from plan to ledger', () => {
  const { openAs, site } = journey()
  let desk: Page
  let id = ''

  beforeAll(async () => {
    desk = await openAs('convener', '430102')
  })

  test('a convener writes a plan, attests the discipline rules and settles it', async () => {
    await desk.goto('/staff/activities/new')
    await desk.getByLabel('活动日').selectOption({ index: 1 })
    await desk.getByLabel('活动名称').fill('在东塘听大家说')
    await desk.getByLabel('开始').fill(localTime(-10 * minute))
    await desk.getByLabel('结束').fill(localTime(120 * minute))
    await desk.getByLabel('地点').fill('社区文化站')
    await desk.getByRole('checkbox').first().check()
    await desk.getByRole('button', { name: '存成草稿' }).click()
    await desk.waitForURL(/activities\/[0-9a-f-]{36}$/)
    id = new URL(desk.url()).pathname.split('/').pop() ?? ''
    await desk.getByText('还没有确认纪律要求（中央八项规定及其实施细则精神）').waitFor()
    await desk.getByRole('button', { name: '我确认照此办理' }).click()
    await desk.getByRole('button', { name: '定下方案' }).click()
    await desk.getByText('还没有记到场。').waitFor()
  })

  test('five names are ticked by the keyboard alone, and one press records them', async () => {
    await desk.goto(`/staff/activities/${id}/roll`)
    const find = desk.getByRole('searchbox', { name: /首字母/ })
    await find.waitFor()
    const names = await desk.locator('table.roll tbody th').allTextContents()
    for (const name of names.slice(0, 5)) {
      await find.fill(name)
      await find.press('Enter')
    }
    const press = desk.getByRole('button', { name: '记下 5 人到场' })
    await press.focus()
    await press.press('Enter')
    await desk.getByText('记下了，现在到场 5 人。').waitFor()
  })

  test('somebody on leave is ticked only after one question, and “all” leaves them out', async () => {
    const away = await onLeave(desk, id)
    await desk.goto(`/staff/activities/${id}/roll`)
    await desk.getByRole('button', { name: '没到的全勾上，请假的除外' }).click()
    expect(await desk.getByRole('checkbox', { name: `${away}到场` }).isChecked()).toBe(false)
    await desk.getByRole('button', { name: '全不勾' }).click()
    await desk.getByRole('checkbox', { name: `${away}到场` }).check()
    await desk.getByRole('button', { name: '记下 1 人到场' }).click()
    await desk.getByText(`${away}请了假，也勾上了。人来了就仍记到场，请假不再算。`).waitFor()
    await desk.getByRole('button', { name: '回去再看看' }).click()
    await desk.getByRole('button', { name: '记下 1 人到场' }).click()
    await desk.getByRole('button', { name: '仍记到场，共 1 人' }).click()
    await desk.getByText('记下了，现在到场 6 人。其中 1 人请过假，仍记到场。').waitFor()
  })

  test('off line a member checks in and writes down an own activity; the network back, all arrives and leaves the phone', async () => {
    const member = await openAs('member', '430102', phone)
    await member.goto('/m')
    await member.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await member.goto(`/m/check-in/${id}`)
    await member.getByRole('heading', { name: '在东塘听大家说' }).waitFor()
    await member.goto('/m/record')
    await member.getByLabel('做了什么').waitFor()
    await member.waitForTimeout(1_000)
    const code = await codeOnScreen(desk, id)
    await member.context().setOffline(true)

    await member.goto(`/m/check-in/${id}`)
    await member.getByLabel('现场的 6 位数字').fill(code)
    await member.getByRole('button', { name: '签到' }).click()
    await member.getByText('待上传，已存在这部手机').waitFor()

    await member.goto('/m/record')
    await member.getByLabel('做了什么').fill('到白鹤村果园走访，听种植户说难处')
    await member.getByLabel(/听到的意见/).fill('1. 冷库电价贵\n2、路灯不亮')
    await member.getByText('会记成 2 条').waitFor()
    await member.getByRole('button', { name: '存下来，有网再传' }).click()
    await member.getByText('没有网络，照常记').waitFor()
    expect(await queued(member)).toBe(3)

    await member.reload()
    await member.getByText('没有网络，照常记').waitFor()
    expect(await queued(member)).toBe(3)

    await member.context().setOffline(false)
    await expect.poll(() => queued(member), { timeout: 30_000 }).toBe(0)
    await member.goto('/m/duties')
    await member.getByText('自行开展履职活动').first().waitFor()

    await desk.goto(`/staff/activities/${id}`)
    await desk.getByText('还有 1 条补传待核对').waitFor()
  })

  test('the network that returns while a try is failing is used at once, not at the next turn', async () => {
    const member = await openAs('member', '430102', phone)
    await member.goto('/m/record')
    await member.getByLabel('做了什么').waitFor()
    let tries = 0
    await member.context().route('**/api/own-activities', async (route) => {
      tries += 1
      if (tries > 1) return route.continue()
      await member.evaluate(() => window.dispatchEvent(new Event('online')))
      await route.abort('internetdisconnected')
    })
    await member.getByLabel('做了什么').fill('和果农一起看了冷库')
    await member.getByRole('button', { name: /存下来/ }).click()
    await expect.poll(() => tries, { timeout: 10_000 }).toBe(2)
    await expect.poll(() => queued(member), { timeout: 5_000 }).toBe(0)
  })

  test('what one person recorded is never sent by another’s sign-in; it waits for its own', async () => {
    const member = await openAs('member', '430102', phone)
    await member.goto('/m/record')
    await member.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await member.getByLabel('做了什么').waitFor()
    await member.waitForTimeout(1_000)
    await member.context().setOffline(true)
    await member.getByLabel('做了什么').fill('给小学生讲防溺水')
    await member.getByRole('button', { name: /存下来/ }).click()
    await expect.poll(() => queued(member)).toBe(1)

    await member.context().clearCookies()
    await member.context().setOffline(false)
    await signIn(member, await signInLink('member', '430103'))
    await member.goto('/m')
    await member.getByText('这部手机上还有别的委员的 1 条记录没上传').waitFor()
    await member.waitForTimeout(2_000)
    expect(await queued(member)).toBe(1)

    await member.context().clearCookies()
    await signIn(member, await signInLink('member', '430102'))
    await member.goto(`${site()}/m`)
    await expect.poll(() => queued(member), { timeout: 30_000 }).toBe(0)
  })
})

/** Now and so much later, as the native control holds it. */
const localTime = (laterMs: number): string =>
  new Date(Date.now() + 8 * 60 * minute + laterMs).toISOString().slice(0, 16)

const signIn = async (page: Page, link: string) => {
  await page.goto(link)
  await page.getByRole('button', { name: /登录|进入/ }).click()
  await page.waitForURL(/\/m/)
}

const codeOnScreen = async (desk: Page, id: string): Promise<string> => {
  await desk.goto(`/staff/activities/${id}/code`)
  const digits = desk.locator('.shown-code .digits')
  await digits.waitFor()
  return ((await digits.textContent()) ?? '').replace(/\D/g, '')
}

/** How many records wait on this phone. */
const queued = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open('minqiao-queue', 1)
        open.onerror = () => reject(new Error('no queue'))
        open.onsuccess = () => {
          const count = open.result.transaction('items').objectStore('items').count()
          count.onsuccess = () => {
            open.result.close()
            resolve(count.result)
          }
        }
      }),
  )

/** The convener takes down a leave of the last who has not come, and grants it; answers the name. */
const onLeave = async (desk: Page, id: string): Promise<string> => {
  const { personId, name, campaignId } = await desk.evaluate(async (activity) => {
    const read = async (path: string) => (await fetch(path, { headers: { 'x-face': 'staff' } })).json()
    const roll = await read(`/api/activities/${activity}/roll`)
    const { campaignId } = await read(`/api/activities/${activity}`)
    const free = roll.rows.filter(
      (row: { attendance: unknown; onLeave: boolean }) => !row.attendance && !row.onLeave,
    )
    return { ...free.at(-1), campaignId }
  }, id)
  const leave = crypto.randomUUID()
  const post = (path: string, body: object) =>
    desk.evaluate(
      async ([url, key, text]) => {
        const headers = { 'x-face': 'staff', 'content-type': 'application/json', 'idempotency-key': key }
        const reply = await fetch(url, { method: 'POST', headers, body: text })
        return reply.ok ? '' : reply.text()
      },
      [path, crypto.randomUUID(), JSON.stringify(body)] as const,
    )
  const asked = { id: leave, campaignId, personId, reason: 'official', proxyReason: '来电话请假' }
  expect(await post('/api/leaves', asked)).toBe('')
  expect(await post(`/api/leaves/${leave}/steps`, { step: 'approve' })).toBe('')
  return name
}
