import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type FormClient, formClient } from '../../../test/forms.ts'
import { clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { createAdministrator, endSessionsOf, signInLink } from './index.ts'
import { codeAt } from './second-factor.ts'

const { db } = testDatabase()
const house = testHouse(db)
const password = 'bridge-over-2026'
const wrong = '登录名、密码或动态码不对'

describe('staff sign-in', () => {
  let app: App
  let place: SmallProvince
  let browser: FormClient
  let secret = ''

  const later = (minutes: number) =>
    house.setClock(new Date(house.clock().getTime() + minutes * 60_000).toISOString())
  const signIn = (
    who: FormClient,
    fields: Partial<Record<'login' | 'password' | 'code' | 'next', string>> = {},
  ) => who.send('/sign-in', { login: 'wenxm', password, code: codeAt(secret, house.clock()), ...fields })

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    browser = formClient(app)
  })

  test('the first system administrator gets a set-up link once, and no password', async () => {
    const path = await createAdministrator(db, house, 'system', '温小满', 'WenXM')
    await expect(createAdministrator(db, house, 'system', '别人', 'other')).rejects.toThrow('已经有了')
    const page = await browser.open(path)
    secret = /密钥：<span class="num">([A-Z2-7 ]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? ''
    const weak = await browser.send(path, {
      password: 'short',
      again: 'short',
      code: codeAt(secret, house.clock()),
    })
    expect([weak.status, weak.text.includes('密码至少 10 位')]).toEqual([400, true])
    const unequal = await browser.send(path, { password, again: 'x', code: codeAt(secret, house.clock()) })
    expect([unequal.status, unequal.text.includes('两次填的密码不一样')]).toEqual([400, true])
    const done = await browser.send(path, { password, again: password, code: codeAt(secret, house.clock()) })
    expect([done.status, done.location]).toEqual([303, '/staff'])
    const me = await clientWith(app, browser.cookie()).get('/api/me')
    expect(me.json()).toMatchObject({ name: '温小满', grants: [{ role: 'system', roleLabel: '系统管理员' }] })
    expect((await browser.open(path)).status).toBe(404)
  })

  test('a code works once: the same six digits do not sign in a second time', async () => {
    const again = await signIn(browser)
    expect([again.status, again.text.includes(wrong)]).toEqual([400, true])
    later(1)
    const next = await signIn(browser, { next: '/staff/todos' })
    expect([next.status, next.location]).toEqual([303, '/staff/todos'])
  })

  test('signing in again gives a new token, and the old one is dead', async () => {
    const before = browser.cookie()
    later(1)
    await signIn(browser)
    expect((await clientWith(app, before).get('/api/me')).status).toBe(401)
    expect((await clientWith(app, browser.cookie()).get('/api/me')).status).toBe(200)
  })

  test('what comes back goes to this site alone', async () => {
    for (const next of [
      '//evil.example/x',
      'https://evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      later(1)
      expect((await signIn(browser, { next })).location).toBe('/staff')
    }
  })

  test('an unknown login and a wrong password get the same page', async () => {
    const page = (text: string) => text.replace(/value="[^"]*"/g, '')
    const unknown = await signIn(formClient(app), { login: 'nobody', code: '000000' })
    const bad = await signIn(formClient(app), { password: 'not-this-one-1', code: '000000' })
    expect([unknown.status, page(unknown.text)]).toEqual([bad.status, page(bad.text)])
    expect(unknown.text).toContain(wrong)
  })

  test('five failures lock for ten minutes, told in words, for a known login and an unknown one', async () => {
    later(20)
    const tries = async (login: string) => {
      const pages: Awaited<ReturnType<typeof signIn>>[] = []
      for (let n = 0; n < 5; n += 1)
        pages.push(await signIn(formClient(app), { login, password: 'not-this-one-1' }))
      return pages.at(-1)?.text ?? ''
    }
    for (const login of ['wenxm', 'somebody-else'])
      expect(await tries(login)).toContain('连着 5 次没对上，先锁 10 分钟')
    later(9)
    expect((await signIn(browser)).text).toContain('先锁 10 分钟')
    later(2)
    expect((await signIn(browser)).status).toBe(303)
  })

  test('twenty tries at once count as twenty: the right password among them does not pass a lock', async () => {
    later(5)
    await Promise.all(
      Array.from({ length: 8 }, () => signIn(formClient(app), { password: 'not-this-one-1' })),
    )
    expect((await signIn(browser)).text).toContain('先锁 10 分钟')
    later(11)
    expect((await signIn(browser)).status).toBe(303)
  })

  test('fifteen idle minutes or twelve hours end the session, with 401 in JSON', async () => {
    const client = clientWith(app, browser.cookie())
    later(14)
    expect((await client.get('/api/me')).status).toBe(200)
    later(16)
    const ended = await client.get('/api/me')
    expect([ended.status, ended.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }])
    await signIn(browser)
    const long = clientWith(app, browser.cookie())
    for (let hour = 0; hour < 47; hour += 1) {
      later(15 - 0.5)
      await long.get('/api/me')
    }
    expect((await long.get('/api/me')).status).toBe(200)
    later(14)
    later(14)
    expect((await long.get('/api/me')).status).toBe(401)
  })

  test('a board that refreshes itself keeps nobody signed in', async () => {
    later(5)
    await signIn(browser)
    const poll = (idleSeconds: number) =>
      app.inject({
        url: '/api/me',
        headers: { cookie: browser.cookie(), 'x-face': 'staff', 'x-idle-seconds': String(idleSeconds) },
      })
    const answers: number[] = []
    for (const minutes of [5, 10, 14, 15]) {
      later(minutes === 5 ? 5 : minutes === 10 ? 5 : minutes === 14 ? 4 : 1)
      answers.push((await poll(minutes * 60)).statusCode)
    }
    expect(answers).toEqual([200, 200, 200, 401])
  })

  test('signing out kills the token, not the cookie alone', async () => {
    later(5)
    await signIn(browser)
    const cookie = browser.cookie()
    expect((await browser.send('/sign-out', {})).location).toBe('/sign-in')
    expect((await clientWith(app, cookie).get('/api/me')).status).toBe(401)
  })

  test('a post from another site is refused, whatever the browser says of itself', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
      { 'sec-fetch-site': 'same-site' },
    ]
    const statuses = await Promise.all(
      foreign.map(
        async (headers) =>
          (await browser.send('/sign-in', { login: 'wenxm', password, code: '1' }, headers)).status,
      ),
    )
    expect(statuses).toEqual([403, 403, 403, 403])
    const own = await browser.send('/sign-in', {}, { origin: 'null', 'sec-fetch-site': 'same-origin' })
    expect(own.status).toBe(400)
  })

  test('what is left out is said field by field, and the login stays while the password does not', async () => {
    const page = await browser.send('/sign-in', { login: 'wenxm', password: '', code: '' })
    expect(page.text).toContain('请填密码')
    expect(page.text).toContain('请填动态码')
    expect(page.text).toContain('value="wenxm"')
    expect((await signIn(browser, { password: 'secret-word-77', code: '1' })).text).not.toContain(
      'secret-word-77',
    )
  })

  test('each sign-in and each failure of a known login leaves its audit row', async () => {
    later(30)
    await sql`select 1`.execute(db)
    const { rows: before } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from audit`.execute(
      db,
    )
    await signIn(formClient(app), { password: 'not-this-one-1' })
    await signIn(formClient(app), { login: 'nobody-at-all' })
    later(1)
    await signIn(browser)
    const { rows } = await sql`
      select a.endpoint, a.outcome, a.status, p.name from audit a join people p on p.id = a.actor_person_id
      where a.id > ${before[0]?.id ?? 0} order by a.id`.execute(db)
    expect(rows).toEqual([
      { endpoint: 'accounts.signIn', outcome: 'refused', status: 401, name: '温小满' },
      { endpoint: 'accounts.signIn', outcome: 'done', status: 200, name: '温小满' },
    ])
  })

  test('a demo link says who it is, changes nothing when opened, and works once', async () => {
    const person = await makeStaff(db, place.county, 'office', '蔡一禾')
    const path = await signInLink(db, house, person, 'staff')
    const visitor = formClient(app)
    expect((await visitor.open(path)).text).toContain('以蔡一禾的身份登录')
    expect((await clientWith(app, visitor.cookie()).get('/api/me')).status).toBe(401)
    expect((await visitor.send(path, {}, {})).location).toBe('/staff')
    expect((await clientWith(app, visitor.cookie()).get('/api/me')).json()).toMatchObject({ name: '蔡一禾' })
    expect((await formClient(app).send(path, {})).status).toBe(404)
  })

  test('outside the demo there are no links', async () => {
    const real = { ...house, config: { ...house.config, demo: false } }
    const person = await makeStaff(db, place.county)
    await expect(signInLink(db, real, person, 'staff')).rejects.toThrow('只在演示里有')
    const path = await signInLink(db, house, person, 'staff')
    const realApp = await testApp(real)
    expect((await formClient(realApp).open(path)).status).toBe(404)
    expect((await formClient(realApp).send(path, {})).status).toBe(404)
    expect((await formClient(realApp).open('/demo/sms')).status).toBe(404)
  })

  test('a page that needs a session leads to sign-in and back', async () => {
    const page = await formClient(app).open('/print/slips/0190b1a4-0000-7000-8000-000000000000')
    expect([page.status, page.location]).toEqual([
      303,
      '/sign-in?next=%2Fprint%2Fslips%2F0190b1a4-0000-7000-8000-000000000000',
    ])
  })

  test('a face that names itself is not answered with the other face’s session', async () => {
    const person = await makeStaff(db, place.county)
    const member = await clientOf(app, person, 'member')
    expect((await clientWith(app, member.cookie, 'staff').get('/api/me')).status).toBe(401)
    await endSessionsOf(db, person, house.clock())
    expect((await member.get('/api/me')).status).toBe(401)
  })
})
