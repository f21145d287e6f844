import { v7 as newId } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActivity, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testHouse } from '../../../test/house.ts'
import { makeResidents, studioStage } from '../../../test/studio-stage.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { codeAt } from './codes.ts'
import * as api from './contract.ts'
import { slotOf } from './rules.ts'

const { db } = testDatabase()
const secret = Buffer.alloc(32, 7)
const at = (time: string) => `2026-09-21T${time}:00+08:00`
const codeAtTime = (time: string) => codeAt(secret, slotOf(new Date(at(time))))

describe('checking in by code', () => {
  const house = testHouse(db, at('09:10'))
  let app: App
  let place: SmallProvince
  let campaignId: string
  let venueId: string
  let convener: Client
  let people: string[]
  let activityId: string

  beforeAll(async () => {
    ;({ place, app, campaignId, venueId, convener } = await studioStage(db, house))
    people = await makeResidents(db, { countyId: place.county, venueId }, 30)
  })

  beforeEach(async () => {
    house.setClock(at('09:10'))
    activityId = await makeActivity(db, [venueId], { campaignId })
  })

  const person = (index: number): string => people[index] ?? ''
  const rowsOf = async () => {
    const { rows } = await sql<{ state: string; channel: string }>`
      select state, channel from attendances where activity_id = ${activityId} order by received_at, id`.execute(
      db,
    )
    return rows
  }
  const dutiesOf = async (personId: string) => {
    const { rows } = await sql<{ round: number; sign: number }>`
      select d.round, d.sign from duties d join attendances t on t.id = d.source_id
      where t.activity_id = ${activityId} and d.person_id = ${personId} order by d.id`.execute(db)
    return rows.map(({ round, sign }) => [round, sign])
  }

  test('a current code stands at once, a code of two slots ago is refused in a sentence', async () => {
    const mine = await clientOf(app, person(0), 'member')
    const good = await mine.post(`/api/activities/${activityId}/check-in`, {
      id: newId(),
      code: codeAtTime('09:10'),
      happenedAt: at('09:10'),
    })
    house.setClock('2026-09-21T09:11:05+08:00')
    const other = await clientOf(app, person(1), 'member')
    const expired = await other.post(`/api/activities/${activityId}/check-in`, {
      id: newId(),
      code: codeAtTime('09:10'),
      happenedAt: at('09:11'),
    })
    expect([good.json(), expired.status, expired.json()]).toMatchObject([
      { state: 'standing', words: '已到。' },
      409,
      { error: { message: '这个码过期了，或者输错了一位。请看现场正亮着的 6 位数字，再输一次。' } },
    ])
    expect(await dutiesOf(person(0))).toEqual([[1, 1]])
  })

  test('50 presses at once leave one standing row, the same good answer 50 times, and no 5xx', async () => {
    const mine = await clientOf(app, person(2), 'member')
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        mine.post(`/api/activities/${activityId}/check-in`, {
          id: newId(),
          code: codeAtTime('09:10'),
          happenedAt: at('09:10'),
        }),
      ),
    )
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.text}`)).size).toBe(1)
    expect([replies[0]?.status, (await rowsOf()).length, await dutiesOf(person(2))]).toEqual([
      200,
      1,
      [[1, 1]],
    ])
  })

  test('ten wrong codes make the next try wait', async () => {
    const mine = await clientOf(app, person(3), 'member')
    const statuses: number[] = []
    for (let index = 0; index < 11; index += 1) {
      const reply = await mine.post(`/api/activities/${activityId}/check-in`, {
        id: newId(),
        code: '000000',
        happenedAt: at('09:10'),
      })
      statuses.push(reply.status)
    }
    expect([statuses.slice(0, 10), statuses[10]]).toEqual([Array(10).fill(409), 429])
  })

  test('a code from the queue waits as 补传 until the convener accepts it, and a to-do says so', async () => {
    house.setClock(at('20:00'))
    const mine = await clientOf(app, person(4), 'member')
    const sent = await mine.post(`/api/activities/${activityId}/check-in`, {
      id: newId(),
      code: codeAtTime('10:00'),
      happenedAt: at('10:00'),
      queued: true,
    })
    expect([sent.json(), await dutiesOf(person(4))]).toMatchObject([
      { state: 'pending', words: '补传收到了，等召集人核对。' },
      [],
    ])
    const holder = await clientOf(app, await convenerOf())
    expect((await holder.get('/api/todos')).json()).toMatchObject({
      total: 1,
      rows: [{ kind: 'attendance.check' }],
    })
    const { id } = api.checkIn.reply.parse(sent.json())
    const accepted = await holder.post(`/api/attendances/${id}/steps`, { step: 'accept' })
    expect([
      accepted.json(),
      await dutiesOf(person(4)),
      (await holder.get('/api/todos')).json(),
    ]).toMatchObject([{ state: 'standing' }, [[1, 1]], { total: 0 }])
  })

  test('ticking a waiting 补传 accepts it, and refusing one demands words', async () => {
    house.setClock(at('20:00'))
    const ids: string[] = []
    for (const index of [5, 6]) {
      const mine = await clientOf(app, person(index), 'member')
      const sent = await mine.post(`/api/activities/${activityId}/check-in`, {
        id: newId(),
        code: codeAtTime('10:00'),
        happenedAt: at('10:00'),
        queued: true,
      })
      ids.push(api.checkIn.reply.parse(sent.json()).id)
    }
    const holder = await clientOf(app, await convenerOf())
    const ticked = await holder.post(`/api/activities/${activityId}/attendances`, {
      items: [{ id: newId(), personId: person(5) }],
    })
    const silent = await holder.post(`/api/attendances/${ids[1]}/steps`, { step: 'refuse' })
    const refused = await holder.post(`/api/attendances/${ids[1]}/steps`, {
      step: 'refuse',
      words: '当天没见到',
    })
    expect([
      ticked.json(),
      silent.status,
      refused.json(),
      await dutiesOf(person(5)),
      await dutiesOf(person(6)),
    ]).toMatchObject([
      { items: [{ outcome: 'accepted', id: ids[0] }] },
      400,
      { state: 'refused' },
      [[1, 1]],
      [],
    ])
  })

  test('the queue is refused after 24 hours, and for a code of an hour outside the activity', async () => {
    const mine = await clientOf(app, person(7), 'member')
    const outside = await mine.post(`/api/activities/${activityId}/check-in`, {
      id: newId(),
      code: codeAtTime('07:00'),
      happenedAt: at('07:00'),
      queued: true,
    })
    house.setClock('2026-09-22T10:00:30+08:00')
    const late = await mine.post(`/api/activities/${activityId}/check-in`, {
      id: newId(),
      code: codeAtTime('10:00'),
      happenedAt: at('10:00'),
      queued: true,
    })
    expect([outside.status, late.status, late.json()]).toMatchObject([
      409,
      409,
      { error: { message: '离签到已过 24 小时，补传收不了。请找召集人补记到场。' } },
    ])
  })

  test('the codes of the whole activity are fetched beforehand, one each 30 seconds', async () => {
    const reply = await convener.get(`/api/activities/${activityId}/codes`)
    const codes = api.getCodes.reply.parse(reply.json())
    expect([codes.codes.length, codes.codes[slotOf(new Date(at('10:00'))) - codes.firstSlot]]).toEqual([
      360,
      codeAtTime('10:00'),
    ])
  })

  const convenerOf = async () => {
    const { rows } = await sql<{
      id: string
    }>`select person_id as id from convenings where venue_id = ${venueId}`.execute(db)
    return rows[0]?.id ?? ''
  }
})
