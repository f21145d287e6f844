import type { KyselyPlugin } from 'kysely'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  convene,
  makeActivity,
  makeMember,
  makePerson,
  makeStaff,
  makeVenue,
  seat,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { actorOf, type Client, clientOf, testHouse } from '../../../test/house.ts'
import { makeResidents, studioStage } from '../../../test/studio-stage.ts'
import { uploadWith } from '../../../test/upload.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { recordAttendances } from './commands/attendance.ts'
import * as api from './contract.ts'

const { db } = testDatabase()
const at = (time: string) => `2026-09-21T${time}:00+08:00`

describe('attendance', () => {
  const house = testHouse(db, at('09:10'))
  let app: App
  let place: SmallProvince
  let campaignId: string
  let venueId: string
  let convener: Client
  let convenerId: string
  let people: string[]
  let activityId: string

  beforeAll(async () => {
    ;({ place, app, campaignId, venueId, convener, convenerId } = await studioStage(db, house))
    people = await makeResidents(db, { countyId: place.county, venueId }, 30)
  })

  beforeEach(async () => {
    house.setClock(at('09:10'))
    activityId = await makeActivity(db, [venueId], { campaignId })
  })

  const person = (index: number): string => people[index] ?? ''
  const tick = (ids: string[], more: object = {}) =>
    convener.post(`/api/activities/${activityId}/attendances`, {
      items: ids.map((personId) => ({ id: newId(), personId })),
      ...more,
    })
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

  test('thirty ticks are one press, thirty standing rows, thirty duties', async () => {
    const reply = await tick(people)
    expect(reply.json()).toMatchObject({ attended: 30 })
    const { rows } = await sql<{ n: number; d: number; s: number }>`
      select (select count(*) from attendances where activity_id = ${activityId} and state = 'standing') as n,
        (select count(*) from duties d join attendances t on t.id = d.source_id where t.activity_id = ${activityId} and d.campaign_id = ${campaignId}) as d,
        (select count(*) from steps s join attendances t on t.id = s.record_id where t.activity_id = ${activityId}) as s`.execute(
      db,
    )
    expect(rows).toEqual([{ n: 30, d: 30, s: 30 }])
  })

  test('thirty ticks take as many statements as one', async () => {
    const actor = await actorOf(db, convenerId, house.clock())
    const ticks = (ids: string[]) => ({
      items: ids.map((personId) => ({
        id: newId(),
        personId,
        role: 'attendee' as const,
        late: false,
        leftEarly: false,
      })),
      proxy: null,
    })
    const one = await statements((tx) => recordAttendances(tx, actor, activityId, ticks([person(0)])))
    const thirty = await statements((tx) => recordAttendances(tx, actor, activityId, ticks(people.slice(1))))
    expect(one).toBeGreaterThan(4)
    expect(thirty).toBe(one)
  })

  test('ticking the same list again leaves one row each and says so', async () => {
    await tick([person(0)])
    const again = await tick([person(0), person(1), newId()])
    const outcomes = api.recordAttendances.reply.parse(again.json()).items
    const by = new Map(outcomes.map((item) => [item.personId, [item.outcome, item.note]]))
    expect([
      by.get(person(0)),
      by.get(person(1)),
      outcomes.filter((item) => item.outcome === 'refused').length,
    ]).toEqual([['already', '已经记过到场'], ['recorded', null], 1])
    expect((await rowsOf()).length).toBe(2)
  })

  test('nobody is ticked before the day, nor on a draft', async () => {
    house.setClock('2026-09-20T23:59:00+08:00')
    const early = await clientOf(app, await makeStaff(db, place.county))
    const reply = await early.post(`/api/activities/${activityId}/attendances`, {
      items: [{ id: newId(), personId: person(0) }],
    })
    expect([reply.status, reply.json()]).toMatchObject([
      409,
      { error: { message: '还没到活动那天，9月21日再点名' } },
    ])
  })

  test('one reversal takes the attendance back with its duty, and a later attendance stands as a row of its own', async () => {
    const ticked = await tick([person(8)])
    const { items } = api.recordAttendances.reply.parse(ticked.json())
    const silent = await convener.post(`/api/attendances/${items[0]?.id}/steps`, { step: 'reverse' })
    await convener.post(`/api/attendances/${items[0]?.id}/steps`, { step: 'reverse', words: '勾错了' })
    await tick([person(8)])
    expect([
      silent.status,
      (await rowsOf()).map((row) => row.state).sort(),
      await dutiesOf(person(8)),
    ]).toEqual([
      400,
      ['reversed', 'standing'],
      [
        [1, 1],
        [1, -1],
        [1, 1],
      ],
    ])
  })

  test('an attendance while on approved leave stands and says so', async () => {
    await sql`
      insert into leaves (id, campaign_id, person_id, committee_id, reason, state, requested_at, recorded_by)
      values (${newId()}, ${campaignId}, ${person(9)}, ${place.county}, 'sick', 'approved', ${at('08:00')}, ${person(9)})`.execute(
      db,
    )
    const reply = await tick([person(9)])
    expect(reply.json()).toMatchObject({ items: [{ outcome: 'recorded', note: '请过假，来了就算到场' }] })
  })

  test('a member of another 政协 is found by 编号 or by name with 政协, and becomes a guest with a duty', async () => {
    const guestId = await makePerson(db, place.otherCounty, '罗七星')
    await seat(db, guestId, place.otherCounty)
    const url = `/api/activities/${activityId}/candidates`
    const bare = await convener.get(`${url}?search=${encodeURIComponent('罗七星')}`)
    const named = await convener.get(
      `${url}?search=${encodeURIComponent('罗七星')}&committee=${encodeURIComponent('湘北')}`,
    )
    expect([bare.json(), named.json()]).toMatchObject([
      { total: 0 },
      { total: 1, rows: [{ personId: guestId, committeeName: '湘北县' }] },
    ])
    await tick([person(0), guestId])
    const roll = await convener.get(`/api/activities/${activityId}/roll`)
    expect(roll.json()).toMatchObject({ attended: 2, guests: 1 })
    expect(await dutiesOf(guestId)).toEqual([[1, 1]])
  })

  test('列席 and people without a mandate are on the list without a duty', async () => {
    const clerk = await makePerson(db, place.county, '温小满')
    await convener.post(`/api/activities/${activityId}/attendances`, {
      items: [
        { id: newId(), personId: clerk },
        { id: newId(), personId: person(10), role: 'observer' },
      ],
    })
    expect([await dutiesOf(clerk), await dutiesOf(person(10)), (await rowsOf()).length]).toEqual([[], [], 2])
  })

  test('changing 出席 to 列席 and back moves the duty with it', async () => {
    const ticked = await tick([person(11)])
    const { items } = api.recordAttendances.reply.parse(ticked.json())
    const url = `/api/attendances/${items[0]?.id}/steps`
    await convener.post(url, { step: 'mark', role: 'observer' })
    await convener.post(url, { step: 'mark', role: 'attendee', late: true })
    expect(await dutiesOf(person(11))).toEqual([
      [1, 1],
      [1, -1],
      [2, 1],
    ])
  })

  test('cancelling an activity takes the duties of its attendances back', async () => {
    await tick([person(12)])
    await convener.post(`/api/activities/${activityId}/steps`, { step: 'cancel', words: '内容不实' })
    expect(await dutiesOf(person(12))).toEqual([
      [1, 1],
      [1, -1],
    ])
  })

  test('代录 from a paper list keeps who and why, and demands the why', async () => {
    const silent = await tick([person(13)], { proxy: { reason: '' } })
    const reply = await tick([person(13)], { proxy: { reason: '委员没带手机，照签到表代录' } })
    const roll = await convener.get(`/api/activities/${activityId}/roll`)
    expect([silent.status, reply.status]).toEqual([400, 200])
    expect(api.getRoll.reply.parse(roll.json()).rows.flatMap((row) => row.attendance ?? [])).toMatchObject([
      { channel: 'paper', recordedBy: '陈一诺', proxyReason: '委员没带手机，照签到表代录' },
    ])
  })

  test('a photograph of the paper list stands beside the ticks, sent twice it is one, and others cannot open it', async () => {
    const content = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#eee' } })
      .jpeg()
      .toBuffer()
    const fileId = newId()
    const send = (name: string, bytes: Uint8Array) =>
      uploadWith(
        app,
        convener,
        `/api/activities/${activityId}/papers`,
        { name, content: bytes },
        { id: fileId },
      )
    const refused = await send('签到表.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    const kept = await send('签到表.jpg', content)
    const again = await send('签到表.jpg', content)
    expect([refused.status, kept.status, again.status]).toEqual([400, 200, 200])
    const ticked = await tick([person(14)], { proxy: { reason: '照签到表代录', fileId } })
    const elsewhere = await tick([person(15)], { proxy: { reason: '照签到表代录', fileId: newId() } })
    const member = await clientOf(app, person(0), 'member')
    expect([
      ticked.status,
      elsewhere.status,
      (await convener.get(`/api/files/${fileId}`)).status,
      (await member.get(`/api/files/${fileId}`)).status,
    ]).toEqual([200, 400, 200, 404])
  })

  test('a host’s convener of another 政协 keeps the list of a joint activity too', async () => {
    const far = await makeVenue(db, place.otherCounty, { name: '湘北委员工作室' })
    const farConvener = await makeMember(db, place.otherCounty, '罗七星')
    await convene(db, farConvener, far)
    activityId = await makeActivity(db, [venueId, far], { campaignId })
    const other = await clientOf(app, farConvener)
    const reply = await other.post(`/api/activities/${activityId}/attendances`, {
      items: [{ id: newId(), personId: farConvener }],
    })
    expect(reply.json()).toMatchObject({ attended: 1, items: [{ outcome: 'recorded' }] })
    expect(await dutiesOf(farConvener)).toEqual([[1, 1]])
  })

  test('the roll is for those who manage the activity', async () => {
    const member = await clientOf(app, person(0), 'member')
    const upper = await clientOf(app, await makeStaff(db, place.province))
    const other = await clientOf(app, await makeStaff(db, place.otherCounty))
    const seen = await Promise.all(
      [member, upper, other].map(async (who) => (await who.get(`/api/activities/${activityId}/roll`)).status),
    )
    expect(seen).toEqual([403, 403, 404])
  })
})

/** How many statements the work runs. */
const statements = async (work: (tx: Tx) => Promise<unknown>): Promise<number> => {
  let count = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  await db.withPlugin(counter).transaction().execute(work)
  return count
}
