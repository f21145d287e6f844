import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { browserPath, journey, phone, settled } from './browser.ts'

const password = 'bridge-over-2026'

describe.skipIf(!browserPath)('signing in', () => {
  const { open, openAs, site } = journey()

  test('a colleague gets an account, a role after a fresh code, and signs in with a second factor, without script', async () => {
    const desk = await openAs('system', '43')
    await desk.goto('/staff/accounts/new')
    await desk.getByLabel('姓名').fill('陶小川')
    await desk.getByLabel('登录名').fill('taoxiaochuan')
    await desk.getByRole('button', { name: '开账号' }).click()
    await desk.getByRole('heading', { level: 1, name: '陶小川' }).waitFor()
    await desk.getByRole('button', { name: '授予或收回角色' }).click()
    await desk.getByRole('button', { name: '输一次新的验证码' }).click()
    const shown = await desk.getByText(/^演示：\d{6}$/).innerText()
    await desk.getByLabel('验证码').fill(shown.replace('演示：', ''))
    await desk.getByRole('button', { name: '确认' }).click()
    await desk.getByLabel('在哪个单位').click()
    await desk.getByTitle('政协湖南省委员会').click()
    await desk.getByLabel('什么角色').selectOption({ label: '办公室工作人员' })
    await desk.getByRole('button', { name: '授予', exact: true }).click()
    await desk.getByRole('rowheader', { name: '办公室工作人员' }).waitFor()
    await desk.getByRole('button', { name: '给一个启用链接' }).click()
    const address = await desk.getByText(/\/set-up\//).innerText()

    const own = await open({ size: phone, script: false })
    await own.goto(address)
    const secret =
      /密钥：([A-Z2-7 ]+)/.exec(await own.getByText('就在验证器里手工输入密钥').innerText())?.[1] ?? ''
    const authenticator = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
    const fill = async (code: string) => {
      await own.getByLabel('密码', { exact: true }).fill(password)
      await own.getByLabel('再填一遍').fill(password)
      await own.getByLabel('验证器现在显示的 6 位数字').fill(code)
      await own.getByRole('button', { name: '启用并登录' }).click()
    }
    await fill('000000')
    await own.getByText('动态码不对').waitFor()
    await fill(authenticator.generate())
    await own.waitForURL(/\/staff$/)

    await own.goto('/sign-in')
    await own.getByLabel('登录名').fill('taoxiaochuan')
    await own.getByLabel('密码').fill('not-this-one-1')
    await own.getByLabel('动态码').fill('000000')
    await own.getByRole('button', { name: '登录' }).click()
    await own.getByRole('heading', { name: /登录名、密码或动态码不对/ }).waitFor()
    expect(await own.getByLabel('登录名').inputValue()).toBe('taoxiaochuan')
  })

  test('a printed slip signs a member in on a phone without script, once, and signing out ends it', async () => {
    const desk = await openAs('office', '430102')
    await desk.goto('/staff/accounts/slips')
    const verb = '为还没登录过的委员各印一张'
    await desk.getByRole('button', { name: verb }).click()
    await desk.getByRole('group').getByRole('button', { name: verb }).click()
    await desk.getByRole('link', { name: '打开打印页' }).click()
    const code = await desk
      .getByText(/^\d{4} \d{4} \d{4} \d{4}$/)
      .first()
      .innerText()

    const own = await open({ size: phone, script: false })
    await own.goto(`/m/sign-in/slip?code=${code.replaceAll(' ', '')}`)
    await own.getByRole('button', { name: '登录' }).click()
    await own.waitForURL(/\/m$/)
    const me = async () =>
      (await own.request.get(`${site()}/api/me`, { headers: { 'x-face': 'member' } })).status()
    expect(await me()).toBe(200)

    const again = await open({ size: phone, script: false })
    await again.goto('/m/sign-in/slip')
    await again.getByLabel('激活码').fill(code)
    await again.getByRole('button', { name: '登录' }).click()
    await again.getByText('已经用过').waitFor()

    await own.goto('/m/sign-out')
    await own.getByRole('button', { name: '退出登录' }).click()
    await own.waitForURL(/\/m\/sign-in$/)
    expect(await me()).toBe(401)
  })

  test('after signing out the phone keeps nothing of anybody: no name, no list, by either way out', async () => {
    for (const way of ['/m/phones', '/m/sign-out']) {
      const own = await openAs('member', '430102', phone)
      for (const path of ['/m', '/m/duties', '/m/activities', '/m/opinions']) {
        await own.goto(path)
        await settled(own)
      }
      const kept = () =>
        own.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
      const { name }: { name: string } = await own.evaluate(async () =>
        (await fetch('/api/me', { headers: { 'x-face': 'member' } })).json(),
      )
      expect([way, name.length > 1, /minqiao:kept:/.test(await kept())]).toEqual([way, true, true])
      await own.goto(way)
      await own.getByRole('button', { name: '退出登录' }).click()
      await own.waitForURL(/\/m\/sign-in$/)
      expect([way, (await kept()).includes(name), /minqiao:kept/.test(await kept())]).toEqual([
        way,
        false,
        false,
      ])
    }
  })
})
