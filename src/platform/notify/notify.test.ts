import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../../test/house.ts'
import { readConfig } from '../config.ts'
import { sql } from '../db.ts'
import type { House } from '../house.ts'
import { type FakeProvider, startFakeProvider } from './fake.ts'
import { afterQuietHours, handOverDue, notify } from './index.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('messages', () => {
  let place: SmallProvince
  let person: string
  let provider: FakeProvider
  let wired: House
  const now = new Date('2026-09-21T10:00:00+08:00')
  const night = new Date('2026-09-21T22:30:00+08:00')
  const message = (cause: string, more: { text?: 'matter' } = {}) => ({
    personId: person,
    committeeId: place.county,
    cause,
    title: '活动改到了 9 月 25 日',
    body: '其他不变。',
    path: '/m/activities/1',
    ...more,
  })
  const handOverAt = (which: House, at: Date) => handOverDue({ ...which, clock: () => at })
  const waiting = async () =>
    (
      await sql<{ id: string; notBefore: string }>`
      select id, not_before as "notBefore" from outbox where handed_over_at is null order by created_at, id`.execute(
        db,
      )
    ).rows

  beforeAll(async () => {
    place = await makeProvince(db)
    person = await makeMember(db, place.county)
    await sql`update people set phone_sealed = ${house.keyring.seal('19900000001')} where id = ${person}`.execute(
      db,
    )
    provider = await startFakeProvider()
    const config = readConfig({
      MINQIAO_SMS_URL: provider.url,
      MINQIAO_SMS_SIGNATURE: '【临湖政协】',
      MINQIAO_DEMO: 'off',
    })
    wired = { ...house, config }
  })
  afterAll(() => provider.stop())

  test('one cause tells a person once, however often it is told', async () => {
    expect([
      await notify(db, message('activities:1'), now),
      await notify(db, message('activities:1'), now),
    ]).toEqual([true, false])
    const client = await clientOf(await testApp(house), person, 'member')
    const list = await client.get('/api/notices?unread=1')
    expect(list.json()).toMatchObject({ total: 1, rows: [{ title: '活动改到了 9 月 25 日', readAt: null }] })
    const { rows } = await sql<{ id: string }>`select id from notices where person_id = ${person}`.execute(db)
    expect((await client.post(`/api/notices/${rows[0]?.id}/read`)).status).toBe(200)
    expect((await client.get('/api/notices?unread=1')).json()).toMatchObject({ total: 0 })
    expect((await client.get('/api/me')).json()).toMatchObject({ unreadCount: 0 })
  })

  test('somebody else’s message can be neither seen nor marked', async () => {
    const other = await clientOf(await testApp(house), await makeMember(db, place.county, '别人'), 'member')
    const { rows } = await sql<{ id: string }>`select id from notices where person_id = ${person}`.execute(db)
    expect((await other.get('/api/notices')).json()).toMatchObject({ total: 0 })
    expect((await other.post(`/api/notices/${rows[0]?.id}/read`)).status).toBe(404)
  })

  test('nobody’s phone rings from 21:00 to 8:00', () => {
    const at = (time: string) => afterQuietHours(new Date(`2026-09-21T${time}+08:00`)).toISOString()
    expect([at('20:59:59'), at('21:00:00'), at('02:00:00'), at('08:00:00')]).toEqual([
      '2026-09-21T12:59:59.000Z',
      '2026-09-22T00:00:00.000Z',
      '2026-09-21T00:00:00.000Z',
      '2026-09-21T00:00:00.000Z',
    ])
  })

  test('an SMS told at night waits until eight and goes out under our reference', async () => {
    await notify(db, message('activities:2', { text: 'matter' }), night)
    const [row] = await waiting()
    expect(row?.notBefore).toBe('2026-09-22T00:00:00.000Z')
    await handOverAt(wired, night)
    expect(provider.taken).toEqual([])
    await handOverAt(wired, new Date('2026-09-22T08:00:00+08:00'))
    expect(provider.taken).toEqual([
      { phone: '19900000001', text: '【临湖政协】活动改到了 9 月 25 日。请登录查看。', reference: row?.id },
    ])
  })

  test('what the provider refuses stays in line with its code, and the repeat bears the same reference', async () => {
    await notify(db, message('activities:3', { text: 'matter' }), now)
    const [row] = await waiting()
    provider.fail(1)
    await handOverAt(wired, now)
    const { rows } =
      await sql`select attempts, last_error, handed_over_at from outbox where id = ${row?.id}`.execute(db)
    expect(rows).toEqual([{ attempts: 1, last_error: 'http-503', handed_over_at: null }])
    const before = provider.asked()
    await handOverAt(wired, now)
    expect(provider.asked()).toBe(before)
    await handOverAt(wired, new Date(now.getTime() + 2_000))
    await handOverAt(wired, new Date(now.getTime() + 60_000))
    expect(provider.taken.filter(({ reference }) => reference === row?.id)).toHaveLength(1)
    expect(await waiting()).toEqual([])
  })

  test('without a provider nothing is sent and nothing is tried over and over', async () => {
    const none = { ...house, config: { ...house.config, demo: false, sms: null } }
    await notify(db, message('activities:4', { text: 'matter' }), now)
    const [row] = await waiting()
    await handOverAt(none, now)
    const { rows } = await sql`select last_error from outbox where id = ${row?.id}`.execute(db)
    expect(rows).toEqual([{ last_error: 'no-channel' }])
  })

  test('to whom no phone is recorded, the inbox alone is told', async () => {
    const silent = await makeMember(db, place.county, '没有手机')
    const before = await waiting()
    await notify(db, { ...message('activities:5', { text: 'matter' }), personId: silent }, now)
    expect(await waiting()).toEqual(before)
  })

  test('handing over is put in line in the teller’s own transaction', async () => {
    const id = newId()
    await db
      .transaction()
      .execute(async (tx) => {
        await notify(tx, message(`rolled:${id}`, { text: 'matter' }), now)
        throw new Error('no')
      })
      .catch(() => undefined)
    const { rows } = await sql`select count(*) as n from notices where cause = ${`rolled:${id}`}`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })
})
