import { v7 as newId } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { getTextChoices } from '../../modules/accounts/contract.ts'
import { sql } from '../db.ts'
import type { App } from '../house.ts'
import { type Told, notify, notifyMany } from './index.ts'
import { tellAgainJob } from './tell-again.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('what was told to many', () => {
  let place: SmallProvince
  let app: App
  let officer: string
  let ding: string
  let bu: string
  let guest: string
  let telling: string
  const clients: Record<'office' | 'other' | 'ding', Client | null> = {
    office: null,
    other: null,
    ding: null,
  }
  const as = (who: keyof typeof clients): Client => {
    const client = clients[who]
    if (!client) throw new Error(who)
    return client
  }
  /** Staff sessions end after 15 idle minutes: whoever comes later signs in anew. */
  const at = async (instant: string) => {
    house.setClock(instant)
    clients.office = await clientOf(app, officer)
  }
  const texted = async () =>
    (
      await sql<{
        person: string
      }>`select person_id as person from texted order by on_day, person_id`.execute(db)
    ).rows.map((row) => row.person)
  const again = () => as('office').post(`/api/tellings/${telling}/again`)
  const seen = async () => (await as('office').get(`/api/tellings/${telling}`)).json()

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    officer = await makeStaff(db, place.county)
    ding = await makeMember(db, place.county, '丁一')
    bu = await makeMember(db, place.county, '卜二')
    guest = await makeMember(db, place.otherCounty, '来宾')
    for (const id of [ding, bu, guest])
      await sql`update people set phone_sealed = ${house.keyring.seal('19900000001')} where id = ${id}`.execute(
        db,
      )
  })

  beforeEach(async () => {
    await at('2026-09-21T10:00:00+08:00')
    clients.other = await clientOf(app, await makeStaff(db, place.otherCounty))
    clients.ding = await clientOf(app, ding, 'member')
    for (const table of ['texted', 'outbox', 'text_choices', 'notices', 'told_again', 'tellings'])
      await sql`delete from ${sql.table(table)}`.execute(db)
    const cause = `test:${newId()}`
    const told = {
      by: await actorOf(db, officer, house.clock()),
      committeeId: place.county,
      cause,
      kind: 'activity',
      title: '活动改期',
    } satisfies Told
    await notifyMany(
      db,
      [ding, bu, guest].map((personId) => ({
        personId,
        committeeId: place.county,
        cause,
        title: '活动改期',
        body: '改到 9 月 25 日。',
        path: '/m/activities/1',
      })),
      house.clock(),
      told,
    )
    const { rows } = await sql<{ id: string }>`select id from tellings where cause = ${cause}`.execute(db)
    telling = rows[0]?.id ?? ''
  })

  test('its teller sees who has not read it: by name at home, by strokes, elsewhere only how many', async () => {
    expect(await seen()).toMatchObject({
      title: '活动改期',
      total: 3,
      unread: 3,
      names: ['丁一', '卜二'],
      others: [{ count: 1 }],
    })
    expect(JSON.stringify(await seen())).not.toContain('来宾')
    const { rows } = await sql<{ id: string }>`
      select id from notices where telling_id = ${telling} and person_id = ${ding}`.execute(db)
    await as('ding').post(`/api/notices/${rows[0]?.id}/read`)
    expect(await seen()).toMatchObject({ unread: 2, names: ['卜二'] })
    expect((await as('office').get('/api/tellings')).json()).toMatchObject({
      rows: [{ id: telling, unread: 2 }],
    })
  })

  test('another office neither sees it nor tells it again, nor does who was told', async () => {
    const statuses = await Promise.all(
      (['other', 'ding'] as const).flatMap((who) => [
        as(who).get(`/api/tellings/${telling}`),
        as(who).post(`/api/tellings/${telling}/again`),
      ]),
    )
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect((await as('other').get('/api/tellings')).json()).toMatchObject({ total: 0 })
  })

  test('told again it goes to who has not read it and wants such texts, once a day, and to the top of their inbox', async () => {
    await sql`insert into text_choices (person_id, kind, off_at) values (${bu}, 'activity', now())`.execute(
      db,
    )
    await notify(
      db,
      { personId: ding, committeeId: place.county, cause: newId(), title: '后来的', body: '' },
      new Date(house.clock().getTime() + 60_000),
    )
    house.setClock('2026-09-21T10:05:00+08:00')
    expect([(await again()).json(), await texted()]).toEqual([
      { personCount: 3, sendAt: '2026-09-21T02:05:00.000Z' },
      [ding, guest].toSorted(),
    ])
    expect((await as('ding').get('/api/notices')).json()).toMatchObject({
      rows: [{ title: '活动改期', toldAgainAt: '2026-09-21T02:05:00.000Z' }, { title: '后来的' }],
    })
    const second = await again()
    expect([second.status, second.json()]).toMatchObject([
      409,
      { error: { message: '今天已经提醒过，明天 8:00 后可再提醒。' } },
    ])
    await at('2026-09-22T08:00:00+08:00')
    expect((await again()).status).toBe(200)
    expect(await texted()).toHaveLength(4)
  })

  test('pressed at night it goes out at eight, to who has not read it by then', async () => {
    await at('2026-09-21T22:30:00+08:00')
    expect((await again()).json()).toEqual({ personCount: 3, sendAt: '2026-09-22T00:00:00.000Z' })
    expect([(await again()).status, await texted()]).toEqual([409, []])
    await sql`update notices set read_at = now() where telling_id = ${telling} and person_id <> ${bu}`.execute(
      db,
    )
    await at('2026-09-22T08:00:00+08:00')
    await tellAgainJob.work(house, { tellingId: telling, onDay: '2026-09-22' })
    await tellAgainJob.work(house, { tellingId: telling, onDay: '2026-09-22' })
    expect(await texted()).toEqual([bu])
    expect((await again()).status).toBe(409)
  })

  test('read by all, there is nobody to tell again', async () => {
    await sql`update notices set read_at = now() where telling_id = ${telling}`.execute(db)
    const reply = await again()
    expect([reply.status, reply.json()]).toMatchObject([
      409,
      { error: { message: '都看过了，不用再提醒。' } },
    ])
  })

  test('each kind of text is on until switched off, and off is kept by every way of telling', async () => {
    const kinds = async () =>
      getTextChoices.reply
        .parse((await as('ding').get('/api/notices/texts')).json())
        .kinds.map((one) => [one.kind, one.isOn])
    expect(await kinds()).toEqual([
      ['activity', true],
      ['reminder', true],
      ['matter', true],
    ])
    await as('ding').send('PUT', '/api/notices/texts', { kind: 'matter', isOn: false })
    expect(await kinds()).toEqual([
      ['activity', true],
      ['reminder', true],
      ['matter', false],
    ])
    const told = (kind: 'matter' | 'reminder') =>
      notify(
        db,
        { personId: ding, committeeId: place.county, cause: newId(), title: '交办', body: '', text: kind },
        house.clock(),
      )
    await told('matter')
    const waiting = async () =>
      (await sql<{ n: number }>`select count(*) as n from outbox`.execute(db)).rows[0]?.n
    expect(await waiting()).toBe(0)
    await told('reminder')
    expect(await waiting()).toBe(1)
    await as('ding').send('PUT', '/api/notices/texts', { kind: 'matter', isOn: true })
    await told('matter')
    expect(await waiting()).toBe(2)
  })
})
