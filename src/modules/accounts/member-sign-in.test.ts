import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type FormClient, formClient } from '../../../test/forms.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { codeOf } from './codes.ts'
import { endSessionsOf } from './index.ts'
import { fieldOf, findRow } from '../../../test/rows.ts'

const { db } = testDatabase()
const house = testHouse(db, '2026-02-01T09:00:00+08:00')

describe('member sign-in', () => {
  let app: App
  let place: SmallProvince
  let person: string
  let clerk: string

  const later = (minutes: number) =>
    house.setClock(new Date(house.clock().getTime() + minutes * 60_000).toISOString())
  const givePhone = (personId: string, phone: string) =>
    sql`update people set phone_sealed = ${house.keyring.seal(phone)}, phone_index = ${house.keyring.blindIndex(phone)}
      where id = ${personId}`.execute(db)
  const codeFor = async (personId: string) => {
    const { id } = await findRow<{ id: string }>(
      db,
      sql`select id from one_time_codes where person_id = ${personId} and kind = 'sms' order by created_at desc, id desc limit 1`,
    )
    return codeOf(house, { id, kind: 'sms' })
  }
  const ask = (who: FormClient, phone: string) => who.send('/m/sign-in', { phone })
  const give = (who: FormClient, phone: string, code: string, more: Record<string, string> = {}) =>
    who.send('/m/sign-in/code', { phone, code, ...more })
  const atDesk = (): Promise<Client> => clientOf(app, clerk)
  const whoIs = async (who: FormClient) =>
    (await clientWith(app, who.cookie(), 'member').get('/api/me')).json()

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    person = await makeMember(db, place.county, '周小禾')
    await givePhone(person, '19900000001')
    clerk = await makeStaff(db, place.county)
  })

  test('a phone code signs in for thirty rolling days, and back to where one was', async () => {
    const phone = formClient(app)
    const asked = await ask(phone, '199 0000 0001')
    expect([asked.status, asked.text.includes('验证码已经发出，5 分钟内有效')]).toEqual([200, true])
    const done = await give(phone, '19900000001', await codeFor(person), { next: '/m/record' })
    expect([done.status, done.location]).toEqual([303, '/m/record'])
    expect(await whoIs(phone)).toMatchObject({ name: '周小禾', face: 'member' })
    for (const days of [29, 29]) {
      later(days * 24 * 60)
      expect(await whoIs(phone)).toMatchObject({ name: '周小禾' })
    }
    later(31 * 24 * 60)
    expect(await whoIs(phone)).toMatchObject({ error: { code: 'unauthenticated' } })
  })

  test('an unknown phone gets the same page, and nothing is sent', async () => {
    later(24 * 60)
    const clean = (text: string, phone: string) =>
      text.replaceAll(phone, '').replace(/(value|nonce)="[^"]*"/g, '')
    const known = await ask(formClient(app), '19900000001')
    const { rows: before } = await sql`select count(*) as n from outbox`.execute(db)
    const unknown = await ask(formClient(app), '19900000099')
    const { rows: after } = await sql`select count(*) as n from outbox`.execute(db)
    expect([unknown.status, clean(unknown.text, '19900000099')]).toEqual([
      known.status,
      clean(known.text, '19900000001'),
    ])
    expect(after).toEqual(before)
    const tried = await give(formClient(app), '19900000099', '123456')
    expect([tried.status, tried.text.includes('验证码不对，或者已经过了 5 分钟')]).toEqual([400, true])
  })

  test('a code works once, for five minutes, and five tries', async () => {
    later(24 * 60)
    await ask(formClient(app), '19900000001')
    const first = await codeFor(person)
    expect((await give(formClient(app), '19900000001', first)).status).toBe(303)
    expect((await give(formClient(app), '19900000001', first)).status).toBe(400)
    later(2)
    await ask(formClient(app), '19900000001')
    const late = await codeFor(person)
    later(5)
    expect((await give(formClient(app), '19900000001', late)).status).toBe(400)
    await ask(formClient(app), '19900000001')
    const guessed = await codeFor(person)
    const wrong = guessed === '000000' ? '111111' : '000000'
    for (let n = 0; n < 5; n += 1) await give(formClient(app), '19900000001', wrong)
    expect((await give(formClient(app), '19900000001', guessed)).status).toBe(400)
  })

  test('a phone gets one code a minute, five an hour, ten a day, known or not', async () => {
    for (const phone of ['19900000001', '19900000098']) {
      later(48 * 60)
      expect((await ask(formClient(app), phone)).status).toBe(200)
      const again = await ask(formClient(app), phone)
      expect([again.status, again.text.includes('验证码刚发过，请过 60 秒再要')]).toEqual([429, true])
      const answers: number[] = []
      for (let n = 0; n < 30; n += 1) {
        later(n < 6 ? 2 : 61)
        answers.push((await ask(formClient(app), phone)).status)
      }
      expect(answers.slice(0, 6)).toEqual([200, 200, 200, 200, 429, 429])
      expect(answers.slice(6, 12)).toEqual([200, 200, 200, 200, 200, 429])
    }
  })

  test('no phone and no code stands in the outbox, the audit or the address of a page', async () => {
    later(48 * 60)
    const phone = formClient(app)
    const asked = await ask(phone, '19900000001')
    const code = await codeFor(person)
    await give(phone, '19900000001', code)
    const { rows } = await sql<{ text: string }>`
      select (select coalesce(string_agg(o::text, ' '), '') from outbox o) || (select coalesce(string_agg(a::text, ' '), '') from audit a)
        || (select coalesce(string_agg(c::text, ' '), '') from one_time_codes c)
        || (select coalesce(string_agg(r::text, ' '), '') from rate_counters r) as text`.execute(db)
    expect([
      rows[0]?.text.includes('19900000001'),
      rows[0]?.text.includes(` ${code}`),
      asked.location,
    ]).toEqual([false, false, null])
  })

  test('signing in on a second phone leaves the first signed in, so that what it has not sent can still go', async () => {
    later(48 * 60)
    await endSessionsOf(db, person, house.clock())
    const first = formClient(app, 'Mozilla/5.0 (Linux; Android 10) Mobile MicroMessenger')
    await ask(first, '19900000001')
    await give(first, '19900000001', await codeFor(person))
    later(2)
    const second = formClient(app)
    await ask(second, '19900000001')
    await give(second, '19900000001', await codeFor(person))
    expect([await whoIs(first), await whoIs(second)]).toMatchObject([
      { personId: person },
      { personId: person },
    ])
    const phones = clientWith(app, second.cookie(), 'member')
    expect((await phones.get('/api/me/sessions')).json()).toMatchObject({
      rows: [
        { device: '苹果手机，微信', isThis: true },
        { device: '安卓手机，微信', isThis: false },
      ],
    })
  })

  test('a phone can be ended from another one: the next request gets 401 in JSON', async () => {
    later(48 * 60)
    const first = formClient(app)
    await ask(first, '19900000001')
    await give(first, '19900000001', await codeFor(person))
    const other = await clientOf(app, person, 'member')
    const before = await findRow<{ id: string }>(
      db,
      sql`select id from sessions where person_id = ${person} and device = '苹果手机，微信' order by created_at desc limit 1`,
    )
    expect((await other.send('DELETE', `/api/me/sessions/${before.id}`)).status).toBe(200)
    expect(await whoIs(first)).toMatchObject({ error: { code: 'unauthenticated' } })
    const stranger = await clientOf(app, await makeMember(db, place.county, '别人'), 'member')
    const mine = await findRow<{ id: string }>(
      db,
      sql`select id from sessions where person_id = ${person} and revoked_at is null order by id desc limit 1`,
    )
    expect((await stranger.send('DELETE', `/api/me/sessions/${mine.id}`)).status).toBe(404)
  })

  test('where two 政协 have recorded the phone, one says which, and the code is not used up by asking', async () => {
    later(48 * 60)
    const twin = await makeMember(db, place.city, '周小禾')
    await givePhone(twin, '19900000002')
    const other = await makeMember(db, place.otherCounty, '周小禾')
    await givePhone(other, '19900000002')
    const phone = formClient(app)
    await ask(phone, '19900000002')
    const code = await codeFor(twin)
    const choice = await give(phone, '19900000002', code)
    expect([
      choice.status,
      choice.text.includes('您在两处都有登记'),
      choice.text.includes('政协湘北县委员会'),
    ]).toEqual([200, true, true])
    expect((await give(phone, '19900000002', code, { personId: person })).status).toBe(400)
    expect((await give(phone, '19900000002', code, { personId: other })).status).toBe(303)
    expect(await whoIs(phone)).toMatchObject({ personId: other })
  })

  test('a printed slip signs its member in once, and printing again ends the earlier one', async () => {
    const office = await atDesk()
    const member = await makeMember(db, place.county, '罗小渡')
    const print = async () => {
      const made = await office.post('/api/slips', {
        id: newId(),
        committeeId: place.county,
        personIds: [member],
      })
      expect(made.json()).toMatchObject({ count: 1 })
      const page = await office.get(fieldOf(made.json(), 'path'))
      return /(\d{4} \d{4} \d{4} \d{4})/.exec(page.text)?.[1] ?? ''
    }
    const first = await print()
    const second = await print()
    const phone = formClient(app)
    expect((await phone.send('/m/sign-in/slip', { code: first })).status).toBe(400)
    expect((await phone.open(`/m/sign-in/slip?code=${second.replaceAll(' ', '')}`)).text).toContain(
      `value="${second.replaceAll(' ', '')}"`,
    )
    expect((await phone.send('/m/sign-in/slip', { code: second })).location).toBe('/m')
    expect(await whoIs(phone)).toMatchObject({ name: '罗小渡' })
    expect((await formClient(app).send('/m/sign-in/slip', { code: second })).status).toBe(400)
  })

  test('slips of another 政协 can be neither made nor read', async () => {
    const office = await atDesk()
    const other = await clientOf(app, await makeStaff(db, place.otherCounty))
    const member = await makeMember(db, place.county, '段小麦')
    const id = newId()
    expect((await other.post('/api/slips', { id, committeeId: place.county })).status).toBe(404)
    const mine = await other.post('/api/slips', { id, committeeId: place.otherCounty, personIds: [member] })
    expect(mine.status).toBe(400)
    await office.post('/api/slips', { id, committeeId: place.county, personIds: [member] })
    expect((await other.get(`/print/slips/${id}`)).status).toBe(404)
  })

  test('a code read out by staff is recorded with who made it, shown to that person alone, and works once', async () => {
    const office = await atDesk()
    const member = await makeMember(db, place.county, '成小溪')
    const made = await office.post(`/api/people/${member}/read-out-code`)
    const id = fieldOf(made.json(), 'id')
    const shown = fieldOf((await office.get(`/api/one-time-codes/${id}`)).json(), 'code')
    const colleague = await clientOf(app, await makeStaff(db, place.county))
    expect((await colleague.get(`/api/one-time-codes/${id}`)).status).toBe(404)
    const phone = formClient(app)
    expect((await phone.send('/m/sign-in/slip', { code: shown })).location).toBe('/m')
    expect(await whoIs(phone)).toMatchObject({ name: '成小溪' })
    expect((await office.get(`/api/one-time-codes/${id}`)).json()).toMatchObject({ code: null, isUsed: true })
    const { rows } = await sql`
      select endpoint, record_id as "recordId", outcome from audit
      where endpoint in ('accounts.makeReadOutCode', 'accounts.readCode') and outcome <> 'refused' order by id limit 2`.execute(
      db,
    )
    expect(rows).toEqual([
      { endpoint: 'accounts.makeReadOutCode', recordId: member, outcome: 'done' },
      { endpoint: 'accounts.readCode', recordId: id, outcome: 'read' },
    ])
  })

  test('contacts are shown for ten minutes after a fresh code; a wrong one is counted, five at most', async () => {
    later(48 * 60)
    const me = await clientOf(app, person, 'member')
    const asked = (await me.post('/api/me/contacts/code')).json()
    expect(fieldOf(asked, 'by')).toBe('sms')
    expect((await me.post('/api/me/contacts', { code: '1' })).json()).toMatchObject({
      open: false,
      until: null,
    })
    expect((await me.post('/api/me/contacts', { code: fieldOf(asked, 'demoCode') })).json()).toMatchObject({
      open: true,
    })
    expect((await me.get('/api/me')).json()).toMatchObject({ contactsOpen: true })
    later(10)
    expect((await me.get('/api/me')).json()).toMatchObject({ contactsOpen: false })
    for (let n = 0; n < 5; n += 1) await me.post('/api/me/contacts', { code: `00000${n}` })
    expect((await me.post('/api/me/contacts', { code: '000009' })).status).toBe(429)
  })

  test('a disabled member gets no code, and the session ends with the next request', async () => {
    later(48 * 60)
    const member = await makeMember(db, place.county, '邹小船')
    await givePhone(member, '19900000005')
    const phone = formClient(app)
    await ask(phone, '19900000005')
    await give(phone, '19900000005', await codeFor(member))
    await sql`update accounts set state = 'disabled' where person_id = ${member}`.execute(db)
    expect(await whoIs(phone)).toMatchObject({ error: { code: 'unauthenticated' } })
    later(2)
    const { rows: before } = await sql`select count(*) as n from outbox`.execute(db)
    await ask(formClient(app), '19900000005')
    expect((await sql`select count(*) as n from outbox`.execute(db)).rows).toEqual(before)
  })

  test('the demo shows the short messages it would have sent, the phone masked', async () => {
    const page = await formClient(app).open('/demo/sms')
    expect([
      page.text.includes('199****0001'),
      page.text.includes('19900000001'),
      /验证码 \d{6}/.test(page.text),
    ]).toEqual([true, false, true])
  })
})
