import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makePerson,
  makeProvince,
  makeStaff,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { formClient } from '../../../test/forms.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { fieldOf, findRow } from '../../../test/rows.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { grantRole } from './index.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('accounts and roles of one 政协', () => {
  let app: App
  let place: SmallProvince
  let system: Client
  let security: Client
  let auditor: Client
  let office: Client
  let securityId: string

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    system = await fresh(await makeStaff(db, place.county, 'system', '陶小川'))
    securityId = await makeStaff(db, place.county, 'security', '孟小山')
    security = await clientOf(app, securityId)
    auditor = await clientOf(app, await makeStaff(db, place.county, 'audit', '石小岸'))
    office = await clientOf(app, await makeStaff(db, place.county, 'office', '温小满'))
  })

  /** A session that has just given a fresh code. */
  const fresh = async (personId: string): Promise<Client> => {
    const client = await clientOf(app, personId)
    const asked = (await client.post('/api/me/contacts/code')).json()
    await client.post('/api/me/contacts', { code: fieldOf(asked, 'demoCode') })
    return client
  }
  const grant = (client: Client, personId: string, role: string, unitId = place.county) =>
    client.post(`/api/accounts/${personId}/grants`, { unitId, role, from: '2026-09-21' })

  test('a colleague gets an account from the office, a link once, and roles from the system administrator', async () => {
    const id = newId()
    const account = { id, committeeId: place.county, name: '简小帆', login: 'JianXF' }
    expect((await office.post('/api/accounts', account)).json()).toEqual({ id })
    const taken = await office.post('/api/accounts', { ...account, id: newId(), login: 'jianxf' })
    expect([taken.status, taken.json()]).toMatchObject([
      409,
      { error: { message: '登录名 jianxf 已经有人用了，请换一个。' } },
    ])
    const link = fieldOf((await office.post(`/api/accounts/${id}/set-up`)).json(), 'id')
    const path = fieldOf((await office.get(`/api/one-time-codes/${link}`)).json(), 'path')
    expect((await formClient(app).open(path)).text).toContain('简小帆，您的登录名是 <b>jianxf</b>')
    expect((await grant(system, id, 'office')).status).toBe(200)
    expect((await system.get(`/api/accounts/${id}`)).json()).toMatchObject({
      name: '简小帆',
      login: 'jianxf',
      isSetUp: false,
      grants: [{ role: 'office', roleLabel: '办公室工作人员', from: '2026-09-21', until: null }],
    })
    const again = fieldOf((await office.post(`/api/accounts/${id}/set-up`)).json(), 'id')
    expect(again).not.toBe(link)
    expect((await formClient(app).open(path)).status).toBe(404)
  })

  test('somebody recorded without a login gets one with the first link', async () => {
    const person = await makeStaff(db, place.county, 'leader', '没有登录名')
    const without = await office.post(`/api/accounts/${person}/set-up`)
    expect([without.status, without.json()]).toMatchObject([400, { error: { fields: [{ path: 'login' }] } }])
    const odd = await office.post(`/api/accounts/${person}/set-up`, { login: 'a b;c' })
    expect([odd.status, odd.json()]).toMatchObject([400, { error: { fields: [{ path: 'login' }] } }])
    expect((await office.post(`/api/accounts/${person}/set-up`, { login: 'MeiYou' })).status).toBe(200)
    expect((await office.get(`/api/accounts/${person}`)).json()).toMatchObject({
      login: 'meiyou',
      isSetUp: false,
    })
  })

  test('granting demands a fresh code, and words for what cannot be', async () => {
    const person = await makeStaff(db, place.county, 'office', '路小青')
    const stale = await clientOf(app, await makeStaff(db, place.county, 'system', '陶小河'))
    const refused = await grant(stale, person, 'leader')
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { error: { detail: { needs: 'fresh-code' } } },
    ])
    const odd = await grant(system, person, 'convener')
    expect([odd.status, odd.json()]).toMatchObject([400, { error: { fields: [{ path: 'role' }] } }])
    expect((await grant(office, person, 'leader')).status).toBe(403)
    expect((await grant(system, person, 'leader')).status).toBe(200)
    const twice = await grant(system, person, 'leader')
    expect([twice.status, twice.json()]).toMatchObject([
      409,
      { error: { message: '这段时间里已经有这个角色了。' } },
    ])
  })

  test('roles stop at their 政协: nobody grants, sees or disables across', async () => {
    const other = await makeStaff(db, place.otherCounty, 'office', '别县人')
    const unit = (
      await grant(system, await makeStaff(db, place.county, 'office'), 'leader', place.otherCounty)
    ).status
    const upper = await fresh(await makeStaff(db, place.province, 'system', '省里人'))
    const mine = await makeStaff(db, place.county, 'office', '县里人')
    expect([
      unit,
      (await grant(system, other, 'leader')).status,
      (await grant(upper, mine, 'leader')).status,
      (await upper.get(`/api/accounts/${mine}`)).status,
      (await security.post(`/api/accounts/${other}/disable`)).status,
      (
        await office.post('/api/accounts', {
          id: newId(),
          committeeId: place.city,
          name: '谁',
          login: 'shei',
        })
      ).status,
    ]).toEqual([404, 404, 404, 404, 404, 404])
    expect((await security.get('/api/accounts?search=别县人')).json()).toMatchObject({ total: 0 })
  })

  test('a role that is taken back is gone with the next request', async () => {
    const person = await makeStaff(db, place.county, 'office', '卢小舟')
    const client = await clientOf(app, person)
    expect((await client.get('/api/accounts')).status).toBe(200)
    const end = { unitId: place.county, role: 'office', on: '2026-09-21' }
    expect((await system.post(`/api/accounts/${person}/grants/end`, end)).status).toBe(200)
    expect((await client.get('/api/accounts')).status).toBe(403)
    expect((await system.post(`/api/accounts/${person}/grants/end`, end)).status).toBe(404)
  })

  test('a disabled account is out at once on every phone and computer, and back when enabled', async () => {
    const person = await makeStaff(db, place.county, 'office', '岑小雨')
    const desk = await clientOf(app, person)
    const phone = await clientOf(app, person, 'member')
    expect((await security.post(`/api/accounts/${person}/disable`)).status).toBe(200)
    expect([(await desk.get('/api/me')).status, (await phone.get('/api/me')).status]).toEqual([401, 401])
    expect((await security.post(`/api/accounts/${person}/disable`)).status).toBe(409)
    expect((await security.post(`/api/accounts/${person}/enable`)).status).toBe(200)
    expect((await desk.get('/api/me')).status).toBe(401)
    expect((await (await clientOf(app, person)).get('/api/me')).status).toBe(200)
    expect((await system.post(`/api/accounts/${person}/disable`)).status).toBe(403)
  })

  test('the security administrator signs people out and unlocks, but not oneself', async () => {
    const person = await makeStaff(db, place.county, 'office', '严小枝')
    const client = await clientOf(app, person)
    expect((await security.get(`/api/accounts/${person}`)).json()).toMatchObject({ openSessions: 1 })
    expect((await security.post(`/api/accounts/${person}/sign-out`)).status).toBe(200)
    expect((await client.get('/api/me')).status).toBe(401)
    await sql`insert into sign_in_tries (login_digest, person_id, failures, locked_until, tried_at)
      values ('\\x01', ${person}, 5, '2026-09-21T09:10:00+08:00', ${house.clock()})`.execute(db)
    expect((await security.get('/api/accounts?state=locked')).json()).toMatchObject({
      total: 1,
      rows: [{ personId: person }],
    })
    expect((await security.post(`/api/accounts/${person}/unlock`)).status).toBe(200)
    expect((await security.get('/api/accounts?state=locked')).json()).toMatchObject({ total: 0 })
    const self = await Promise.all(
      ['disable', 'sign-out', 'unlock', 'set-up'].map(
        async (step) => (await security.post(`/api/accounts/${securityId}/${step}`)).status,
      ),
    )
    expect(self).toEqual([409, 409, 403, 409])
  })

  test('who has lost password or phone gets a new link from another administrator, never from the office', async () => {
    const person = await makePerson(db, place.county, '庄小溪')
    await sql`update accounts set login = 'zhuangxx', password_hash = 'x', totp_sealed = ${house.keyring.seal('x')}
      where person_id = ${person}`.execute(db)
    const refused = await office.post(`/api/accounts/${person}/set-up`)
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { error: { message: '忘了密码或换了手机，由系统管理员或安全管理员办' } },
    ])
    expect((await security.post(`/api/accounts/${person}/set-up`)).status).toBe(200)
  })

  test('the audit administrator reads the log and nothing else; the others do not read it', async () => {
    const log = await auditor.get('/api/audit?outcome=refused')
    expect(log.status).toBe(200)
    expect((await auditor.get('/api/accounts')).status).toBe(403)
    const others = await Promise.all(
      [system, security, office].map(async (one) => (await one.get('/api/audit')).status),
    )
    expect(others).toEqual([403, 403, 403])
    const since = await findRow<{ endpoint: string; status: number }>(
      db,
      sql`select endpoint, status from audit where endpoint = 'audit.list' and outcome = 'read' order by id desc limit 1`,
    )
    expect(since).toEqual({ endpoint: 'audit.list', status: 200 })
  })

  test('the log says in words what was asked, by whom, and hides other 政协’s people', async () => {
    const person = await makeStaff(db, place.county, 'office', '留痕人')
    await (await clientOf(app, person)).get('/api/audit')
    const stranger = await makeStaff(db, place.otherCounty, 'office', '外县人')
    await (await clientOf(app, stranger)).get('/api/audit')
    expect((await auditor.get('/api/audit?search=留痕人')).json()).toMatchObject({
      total: 1,
      rows: [
        {
          personName: '留痕人',
          endpoint: 'audit.list',
          label: '审计记录：本级政协的人办了什么、看了什么、被拒绝了什么，新的在前',
          outcome: 'refused',
          status: 403,
        },
      ],
    })
    expect((await auditor.get('/api/audit?search=外县人')).json()).toMatchObject({ total: 0 })
    expect((await auditor.get(`/api/audit?from=2026-09-22&until=2026-09-21`)).status).toBe(400)
    expect((await security.get('/api/sign-ins')).status).toBe(200)
  })

  test('me says roles with the names of units, seats, and what the site calls itself', async () => {
    await sql`insert into settings (committee_id, key, valid, value) values
      (${place.county}, 'site', '[2026-01-01,)', '{"name": "临湖政协履职在线", "contact": "0700-0000000"}')`.execute(
      db,
    )
    const both = await makeMember(db, place.county, '周小禾')
    await grantRole(db, {
      personId: both,
      unitId: place.county,
      role: 'office',
      valid: '[2026-01-01,)',
      grantedBy: null,
    })
    expect((await (await clientOf(app, both)).get('/api/me')).json()).toMatchObject({
      name: '周小禾',
      demo: true,
      grants: [{ role: 'office', unitName: '临湖县', committeeName: '政协临湖县委员会' }],
      seats: [{ committeeName: '政协临湖县委员会', post: 'member' }],
      todoCount: 0,
      contactsOpen: false,
      site: { name: '临湖政协履职在线', contact: '0700-0000000', footer: [] },
    })
    expect((await clientWith(app, '').get('/api/me')).status).toBe(401)
  })
})
