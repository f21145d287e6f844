import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { listOpenSlots } from './index.ts'
import { endSlots, tellAhead } from './telling.ts'

const { db } = testDatabase()

describe('a duty roster', () => {
  let place: SmallProvince
  let house: House
  let office: Client
  let convener: Client
  let member: Client
  let neighbour: Client
  let otherConvener: Client
  let studio: string
  let otherStudio: string
  let convenerId: string
  let [first, second, third, guest] = ['', '', '', '']
  let now = new Date('2026-09-20T09:00:00+08:00')
  /** goes on to this instant; sessions of before have ended */
  let onDay: (instant: string) => Promise<void>
  const slot = newId()
  const joint = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    house = { ...testHouse(db), clock: () => now }
    const app = await testApp(house)
    studio = await makeVenue(db, place.county)
    otherStudio = await makeVenue(db, place.otherCounty, { name: '湘北委员工作室' })
    convenerId = await makeMember(db, place.county, '陈一诺')
    first = await makeMember(db, place.county, '丁小满')
    second = await makeMember(db, place.county, '周小禾')
    third = await makeMember(db, place.county, '林子言')
    guest = await makeMember(db, place.otherCounty, '贺知秋')
    for (const person of [first, second, third]) await settle(db, person, studio)
    await settle(db, guest, otherStudio)
    await convene(db, convenerId, studio)
    const other = await makeMember(db, place.otherCounty, '谢望舒')
    await convene(db, other, otherStudio)
    const officeId = await makeStaff(db, place.county)
    const neighbourId = await makeStaff(db, place.otherCounty)
    onDay = async (instant) => {
      now = new Date(instant)
      office = await clientOf(app, officeId)
      neighbour = await clientOf(app, neighbourId)
      convener = await clientOf(app, convenerId)
      otherConvener = await clientOf(app, other)
      member = await clientOf(app, first, 'member')
    }
    await onDay('2026-09-20T09:00:00+08:00')
  })

  const plan = (client: Client, more: object) =>
    client.post('/api/duty-slots', {
      seriesId: slot,
      venueIds: [studio],
      begins: '09:00',
      ends: '11:30',
      place: '老码头大树下',
      ...more,
    })
  const duties = async () =>
    (
      await sql<{ id: string; sign: number }>`
        select person_id as id, sign from duties where kind = 'on_duty' order by duties.id`.execute(db)
    ).rows.map((row) => row.sign)

  test('first and third Thursdays are previewed with who takes turns, days off and days that are taken', async () => {
    await sql`insert into calendar_days (day, kind, name) values ('2026-10-01', 'holiday', '国庆节') on conflict (day) do nothing`.execute(
      db,
    )
    const reply = await convener.post('/api/duty-slots/preview', {
      venueIds: [studio],
      pattern: { every: 'month', weeks: [1, 3], weekday: 4 },
      from: '2026-09-20',
      until: '2026-11-30',
      memberIds: [first, second, third],
    })
    expect(reply.json()).toEqual({
      sitters: [
        { id: first, name: '丁小满' },
        { id: second, name: '周小禾' },
        { id: third, name: '林子言' },
      ],
      rows: [
        { day: '2026-10-01', dayOff: '国庆节', isTaken: false },
        { day: '2026-10-15', dayOff: null, isTaken: false },
        { day: '2026-11-05', dayOff: null, isTaken: false },
        { day: '2026-11-19', dayOff: null, isTaken: false },
      ],
    })
  })

  test('the convener plans once, however often it is sent, and each who sits there is told once', async () => {
    const slots = [{ id: slot, day: '2026-09-24', memberIds: [first, second] }]
    expect((await plan(convener, { slots })).json()).toEqual({ made: 1 })
    expect((await plan(convener, { slots })).json()).toEqual({ made: 0 })
    const { rows } = await sql`select title, path from notices where person_id = ${first}`.execute(db)
    expect(rows).toEqual([{ title: '给您排了 1 次值班', path: '/m/rosters' }])
  })

  test('only who convenes or manages the first host plans there, and only residents sit', async () => {
    const slots = [{ id: newId(), day: '2026-09-24', memberIds: [first] }]
    expect((await plan(otherConvener, { slots })).status).toBe(404)
    const stranger = await plan(convener, { slots: [{ ...slots[0], memberIds: [guest] }] })
    expect([stranger.status, stranger.json()]).toMatchObject([
      400,
      { error: { fields: [{ message: '有 1 位不是这几家工作室的在任入驻委员，请重选' }] } },
    ])
    const past = await plan(convener, { slots: [{ ...slots[0], day: '2026-09-19' }] })
    expect(past.json()).toMatchObject({ error: { fields: [{ path: 'day' }] } })
  })

  test('the office sees all of its 政协, a member its own, a neighbour nothing', async () => {
    expect((await office.get('/api/duty-slots')).json()).toMatchObject({
      total: 1,
      rows: [{ id: slot, members: [{ name: '丁小满', came: null }, { name: '周小禾' }] }],
    })
    expect((await member.get('/api/duty-slots/mine')).json()).toMatchObject({ rows: [{ id: slot }] })
    expect((await neighbour.get('/api/duty-slots')).json()).toMatchObject({ total: 0 })
    expect((await neighbour.get(`/api/duty-slots/${slot}`)).status).toBe(404)
  })

  test('a joint slot seats the members of each host, and the other host sees it and its convener is told', async () => {
    const reply = await plan(convener, {
      seriesId: joint,
      venueIds: [studio, otherStudio],
      slots: [{ id: joint, day: '2026-09-25', memberIds: [third, guest] }],
    })
    expect(reply.json()).toEqual({ made: 1 })
    expect((await otherConvener.get(`/api/duty-slots/${joint}`)).json()).toMatchObject({
      hosts: [{ id: studio }, { id: otherStudio }],
      members: [
        { name: '林子言', venueId: studio },
        { name: '贺知秋', venueId: otherStudio },
      ],
    })
    expect((await otherConvener.get('/api/notices')).json()).toMatchObject({
      rows: [{ title: '芦汀委员工作室邀您的工作室联动值班' }],
    })
  })

  test('a swap is recorded with who gave the turn to whom, and both are told', async () => {
    const swap = (inId: string) =>
      convener.post(`/api/duty-slots/${slot}/swaps`, { outId: second, inId, words: '出差' })
    expect((await swap(first)).json()).toMatchObject({ error: { fields: [{ path: 'inId' }] } })
    expect((await swap(third)).status).toBe(200)
    expect((await office.get(`/api/duty-slots/${slot}`)).json()).toMatchObject({
      members: [{ name: '丁小满' }, { name: '林子言' }],
      swaps: [{ outName: '周小禾', inName: '林子言' }],
      standing: { history: [{ step: 'plan' }, { step: 'swap', words: '出差' }] },
    })
    const { rows } = await sql`
      select title from notices where cause like 'rosters.swapped%' order by title`.execute(db)
    expect(rows).toEqual([{ title: '9月24日的值班换了人，您不用来' }, { title: '9月24日的值班换成您来' }])
  })

  test('the day before, each who sits there is told once', async () => {
    await onDay('2026-09-23T09:00:00+08:00')
    await tellAhead(db, now)
    await tellAhead(db, now)
    const { rows } = await sql`select title from notices where cause like 'rosters.ahead%'`.execute(db)
    expect(rows).toEqual([{ title: '明天 9:00 您值班' }, { title: '明天 9:00 您值班' }])
  })

  test('nobody is marked before it begins; a slot that has passed asks its convener, until the list is there', async () => {
    const hold = (cameIds: string[]) =>
      convener.post(`/api/duty-slots/${slot}/steps`, { step: 'hold', cameIds })
    expect((await hold([first])).json()).toMatchObject({ error: { message: '还没到值班的时间' } })
    await onDay('2026-09-24T12:00:00+08:00')
    expect([await endSlots(db, now), await endSlots(db, now)]).toEqual([1, 0])
    expect((await convener.get('/api/todos')).json()).toMatchObject({
      rows: [{ title: '记下谁到岗：芦汀委员工作室，9月24日值班' }],
    })
    expect((await hold([guest])).json()).toMatchObject({ error: { fields: [{ path: 'cameIds' }] } })
    expect((await hold([first, third])).json()).toEqual({ state: 'held' })
    expect((await convener.get('/api/todos')).json()).toMatchObject({ total: 0 })
    expect(await duties()).toEqual([1, 1])
  })

  test('mending the list takes the duty back of who was not there; marked again it is the next round', async () => {
    const mend = (cameIds: string[]) =>
      office.post(`/api/duty-slots/${slot}/steps`, { step: 'mend', words: '记错了', cameIds })
    await mend([first])
    await mend([first])
    expect(await duties()).toEqual([1, 1, -1])
    await mend([first, third])
    expect(await duties()).toEqual([1, 1, -1, 1])
  })

  test('what a member writes down in the slot is listed there and counts its persons', async () => {
    const heard = await member.post('/api/opinions/taken-down', {
      id: newId(),
      venueId: studio,
      channel: 'duty',
      words: '老码头的路灯不亮，晚上摔过人',
      happenedOn: '2026-09-24',
      persons: 3,
      slotId: slot,
    })
    expect(heard.status).toBe(200)
    expect((await member.get(`/api/duty-slots/${slot}`)).json()).toMatchObject({
      heard: 1,
      served: 3,
      mayRecord: true,
      items: [{ words: '老码头的路灯不亮，晚上摔过人', persons: 3 }],
    })
  })

  test('persons served add up by venue, member and month, and open to the items behind them', async () => {
    const span = 'from=2026-09-01&until=2026-09-30'
    const by = async (cut: string) => (await office.get(`/api/duty-figures?${span}&by=${cut}`)).json()
    const total = { persons: 3, items: 1, slots: 1 }
    expect(await by('venue')).toEqual({ total, rows: [{ key: studio, name: '芦汀委员工作室', ...total }] })
    expect(await by('month')).toEqual({ total, rows: [{ key: '2026-09', name: '2026-09', ...total }] })
    expect(await by('person')).toEqual({
      total,
      rows: [
        { key: first, name: '丁小满', ...total },
        { key: third, name: '林子言', persons: 0, items: 0, slots: 1 },
      ],
    })
    const items = await office.get(`/api/duty-figures/items?${span}&by=person&key=${first}`)
    expect(items.json()).toMatchObject({
      total: 1,
      rows: [{ persons: 3, how: 'slot', personName: '丁小满' }],
    })
    expect((await neighbour.get(`/api/duty-figures?${span}`)).json()).toMatchObject({
      total: { persons: 0, items: 0, slots: 0 },
    })
  })

  test('cancelling needs a reason and tells who sits there; the public page says that it is called off', async () => {
    const step = (body: object) => convener.post(`/api/duty-slots/${joint}/steps`, body)
    expect((await step({ step: 'cancel' })).status).toBe(400)
    expect((await step({ step: 'cancel', words: '场地检修' })).json()).toEqual({ state: 'cancelled' })
    const { rows } = await sql`select body from notices where cause like 'rosters.cancelled%'`.execute(db)
    expect(rows).toEqual([{ body: '场地检修' }, { body: '场地检修' }])
    expect(
      await listOpenSlots(db, otherStudio, { from: '2026-09-24', until: '2026-09-30', most: 5 }),
    ).toMatchObject([
      {
        id: joint,
        isCancelled: true,
        jointly: ['芦汀委员工作室'],
        members: [{ name: '林子言' }, { name: '贺知秋' }],
      },
    ])
  })

  test('changing keeps the version that was read, and tells who is off and who is on', async () => {
    await convener.post(`/api/duty-slots/${joint}/steps`, { step: 'restore' })
    const change = (version: number) =>
      convener.send('PUT', `/api/duty-slots/${joint}`, {
        version,
        day: '2026-09-26',
        begins: '14:30',
        ends: '17:00',
        memberIds: [guest],
        words: '改到周六',
      })
    const late = await change(9)
    expect([late.status, late.json()]).toMatchObject([
      409,
      { error: { detail: { version: 1, place: '老码头大树下' } } },
    ])
    expect((await change(1)).status).toBe(200)
    expect((await office.get(`/api/duty-slots/${joint}`)).json()).toMatchObject({
      beginsAt: '2026-09-26T06:30:00.000Z',
      members: [{ name: '贺知秋' }],
      version: 2,
    })
    const { rows } =
      await sql`select person_id as id from notices where cause like 'rosters.changed%'`.execute(db)
    expect(rows.map((row) => row)).toHaveLength(2)
  })
})
