import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type SmallProvince, makeProvince, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type FormClient, formClient } from '../../../test/forms.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { plainNetwork } from './networks.ts'
import { hashPassword } from './passwords.ts'
import { codeAt } from './second-factor.ts'

const { db } = testDatabase()
const house = testHouse(db)
const secret = 'NOBODYHASTHISSECRETATALLANYWHEREX'.slice(0, 32)
const first = 'bridge-over-2026'
const second = 'another-bridge-2027'

describe('rules of signing in', () => {
  let app: App
  let place: SmallProvince
  let clerk: string
  let guard: string
  let security: Client

  const later = (minutes: number) =>
    house.setClock(new Date(house.clock().getTime() + minutes * 60_000).toISOString())
  const giveLogin = async (personId: string, login: string) =>
    sql`update accounts set login = ${login}, password_hash = ${await hashPassword(first)},
      password_set_at = ${house.clock()}, totp_sealed = ${house.keyring.seal(secret)} where person_id = ${personId}`.execute(
      db,
    )
  const signIn = async (login: string, password: string) => {
    later(1)
    const browser = formClient(app)
    const page = await browser.send('/sign-in', { login, password, code: codeAt(secret, house.clock()) })
    return { browser, page }
  }
  const desk = (browser: FormClient) => clientWith(app, browser.cookie())
  const enterGuard = async () => {
    later(1)
    security = await clientOf(app, guard)
    await sql`update sessions set contacts_until = ${new Date(house.clock().getTime() + 600_000)} where person_id = ${guard}`.execute(
      db,
    )
  }
  const add = (rule: { role: string; network: string; expiresOn?: string | null }) =>
    security.post('/api/address-rules', {
      id: randomUUID(),
      committeeId: place.county,
      note: '机关大楼',
      expiresOn: null,
      ...rule,
    })
  const from = (address: string, cookie: string) =>
    app.inject({
      url: '/api/accounts',
      remoteAddress: address,
      headers: { host: 'localhost', cookie, 'x-face': 'staff' },
    })
  const rules = async () => Object((await security.get('/api/sign-in-rules')).json())

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    clerk = await makeStaff(db, place.county)
    guard = await makeStaff(db, place.county, 'security')
    await giveLogin(clerk, 'clerk')
  })

  test('one changes the own password with the old one and a code; every other session ends, and the log has it', async () => {
    const { browser } = await signIn('clerk', first)
    const elsewhere = (await signIn('clerk', first)).browser
    later(1)
    const change = (fields: Record<string, string>) =>
      browser.send('/password', {
        old: first,
        password: second,
        again: second,
        code: codeAt(secret, house.clock()),
        ...fields,
      })
    for (const [fields, words] of [
      [{ old: 'not-this-one-1' }, '原来的密码不对'],
      [{ again: 'x' }, '两次填的密码不一样'],
      [{ password: first, again: first }, '新密码和原来的一样'],
      [{ password: 'short', again: 'short' }, '密码至少 10 位'],
      [{ code: '000000' }, '动态码不对'],
    ] as const) {
      const page = await change(fields)
      expect([page.status, page.text.includes(words), page.text.includes(first)]).toEqual([400, true, false])
    }
    const before = browser.cookie()
    const done = await change({})
    expect([done.status, done.text.includes('密码改好了')]).toEqual([200, true])
    const statuses = await Promise.all(
      [desk(browser), desk(elsewhere), clientWith(app, before)].map(
        async (who) => (await who.get('/api/me')).status,
      ),
    )
    expect(statuses).toEqual([200, 401, 401])
    expect((await signIn('clerk', first)).page.status).toBe(400)
    expect((await signIn('clerk', second)).page.location).toBe('/staff')
    const { rows } =
      await sql`select outcome from audit where endpoint = 'accounts.changePassword' and actor_person_id = ${clerk}`.execute(
        db,
      )
    expect(rows).toEqual([{ outcome: 'done' }])
  })

  test('the second factor is not asked for again where this session has just given it', async () => {
    const { browser } = await signIn('clerk', second)
    await sql`update sessions set contacts_until = ${new Date(house.clock().getTime() + 60_000)} where person_id = ${clerk}`.execute(
      db,
    )
    const done = await browser.send('/password', { old: second, password: first, again: first })
    expect([done.status, done.text.includes('密码改好了')]).toEqual([200, true])
  })

  test('as shipped nobody is forced; a period set by the security administrator leads sign-in to the change', async () => {
    later(400 * 24 * 60)
    expect((await signIn('clerk', first)).page.location).toBe('/staff')
    await enterGuard()
    expect((await rules()).passwordDays).toBe(null)
    const set = await security.send('PUT', '/api/sign-in-rules/password-period', {
      committeeId: place.county,
      days: 90,
    })
    expect([set.status, (await rules()).passwordDays]).toEqual([200, 90])
    const { browser, page } = await signIn('clerk', first)
    expect(page.location).toBe('/password')
    expect((await browser.open('/password')).text).toContain('您的密码到了该换的时候')
    expect(Object((await desk(browser).get('/api/me')).json()).passwordDue).toBe(true)
    expect([
      (await desk(browser).get('/api/todos')).status,
      (await desk(browser).get('/api/members')).status,
    ]).toEqual([401, 401])
    later(1)
    await browser.send('/password', {
      old: first,
      password: second,
      again: second,
      code: codeAt(secret, house.clock()),
    })
    expect([
      (await desk(browser).get('/api/members')).status,
      (await signIn('clerk', second)).page.location,
    ]).toEqual([200, '/staff'])
  })

  test('a role is used from its networks only: at sign-in, and by a session that is open already', async () => {
    const { browser } = await signIn('clerk', second)
    await enterGuard()
    expect((await add({ role: 'office', network: '10.8.0.0/16' })).status).toBe(200)
    expect((await from('10.8.3.4', browser.cookie())).statusCode).toBe(200)
    expect((await from('::ffff:10.8.3.4', browser.cookie())).statusCode).toBe(200)
    expect((await from('203.0.113.7', browser.cookie())).statusCode).toBe(401)
    const refused = (await signIn('clerk', second)).page
    expect([refused.status, refused.text.includes('您的角色只能在规定的网络里使用')]).toEqual([400, true])
    const wrong = (await signIn('clerk', 'not-this-one-1')).page
    expect(wrong.text.includes('登录名、密码或动态码不对')).toBe(true)
  })

  test('a network of a visit ends on its day; with none living the role is free again', async () => {
    await enterGuard()
    const day = house.clock().toISOString().slice(0, 10)
    const soon = new Date(house.clock().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
    expect((await add({ role: 'office', network: '127.0.0.1', expiresOn: day })).status).toBe(400)
    expect((await add({ role: 'office', network: '127.0.0.1', expiresOn: soon })).status).toBe(200)
    const { browser } = await signIn('clerk', second)
    expect((await from('127.0.0.1', browser.cookie())).statusCode).toBe(200)
    later(4 * 24 * 60)
    expect((await signIn('clerk', second)).page.text).toContain('您的角色只能在规定的网络里使用')
    await enterGuard()
    const { rules: listed } = await rules()
    expect(listed).toMatchObject([
      { network: '10.8.0.0/16', isLiving: true },
      { network: '127.0.0.1/32', isLiving: false },
    ])
    for (const { id } of listed) await security.send('DELETE', `/api/address-rules/${id}`)
    expect((await signIn('clerk', second)).page.location).toBe('/staff')
  })

  test('nobody locks the own door from outside, now or later', async () => {
    await enterGuard()
    const away = await add({ role: 'security', network: '10.8.0.0/16' })
    expect([away.status, Object(away.json()).error.message]).toEqual([
      409,
      '您自己也是安全管理员，现在在 127.0.0.1。这样一改，您就登不上来了。请先把您所在的网络加进去，期限不短于别的。',
    ])
    expect((await add({ role: 'security', network: '127.0.0.1', expiresOn: '2099-01-01' })).status).toBe(200)
    expect((await add({ role: 'security', network: '10.8.0.0/16' })).status).toBe(409)
    expect((await add({ role: 'security', network: '127.0.0.0/8' })).status).toBe(200)
    expect((await add({ role: 'security', network: '10.8.0.0/16' })).status).toBe(200)
    const { rules: listed } = await rules()
    const lasting = listed.find((rule: { network: string }) => rule.network === '127.0.0.0/8')
    expect((await security.send('DELETE', `/api/address-rules/${lasting.id}`)).status).toBe(409)
    expect((await rules()).rules.length).toBe(3)
  })

  test('it takes a fresh code, and a network that can be read', async () => {
    await enterGuard()
    expect((await add({ role: 'office', network: '机关大楼' })).status).toBe(400)
    await sql`update sessions set contacts_until = null where person_id = ${guard}`.execute(db)
    const unproven = await add({ role: 'office', network: '10.8.0.0/16' })
    expect([unproven.status, Object(unproven.json()).error.detail]).toEqual([409, { needs: 'fresh-code' }])
  })

  test('networks are read as they are typed', () => {
    expect(
      [
        '10.8.0.0/16',
        ' 203.0.113.7 ',
        '１０.8.0.0／16',
        '2001:DB8::/32',
        '::ffff:10.0.0.1',
        '10.8.0.0/0',
        '10.8.0/16',
        '1.2.3.256',
        'x',
      ].map(plainNetwork),
    ).toEqual([
      '10.8.0.0/16',
      '203.0.113.7/32',
      '10.8.0.0/16',
      '2001:db8::/32',
      '10.0.0.1/32',
      null,
      null,
      null,
      null,
    ])
  })
})
