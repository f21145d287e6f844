import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff, makeVenue } from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { uploadWith } from '../../../../test/upload.ts'
import { sql } from '../../../platform/db.ts'
import type { App, House } from '../../../platform/house.ts'
import { workOn } from '../../../platform/runs/index.ts'
import { writeErrorSheet } from '../../../platform/spreadsheet/index.ts'
import { importColumns } from './columns.ts'
import { opinionImportWorker } from './work.ts'

const { db } = testDatabase()
type Row = Record<string, string | null>

describe('opinions come from a sheet', () => {
  let house: House
  let app: App
  let office: Client
  let other: Client
  let venueCode: string

  beforeAll(async () => {
    const place = await makeProvince(db)
    const venue = await makeVenue(db, place.county)
    const { rows } = await sql<{ code: string }>`select code from units where id = ${venue}`.execute(db)
    venueCode = rows[0]?.code ?? ''
    house = testHouse(db)
    app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, place.county))
    other = await clientOf(app, await makeStaff(db, place.otherCounty))
  })

  const sheetOf = (given: Row[]) => {
    const rows = given.map((values, at) => ({ line: at + 1, values }))
    const errors = rows.map(({ line }) => ({ line, key: null, words: '试', stops: false }))
    return writeErrorSheet({ title: '表', columns: importColumns, notes: [], rows, errors })
  }
  const send = async (rows: Row[]) => {
    const reply = await uploadWith(app, office, '/api/opinions/imports', {
      name: '意见.xlsx',
      content: await sheetOf(rows),
    })
    return String(Object(reply.json()).id)
  }
  const run = async (id: string, mode: 'all' | 'good') => {
    const runId = newId()
    await office.post(`/api/opinions/imports/${id}/run`, { runId, mode })
    await workOn(house, [opinionImportWorker], runId)
    return (await office.get(`/api/runs/${runId}`)).json()
  }
  const letter = (words: string, more: Row = {}): Row => ({
    happenedOn: '2026-09-18',
    channel: '实体信箱',
    words,
    venueCode,
    answered: '没有答复',
    ...more,
  })
  const kept = async () => {
    const { rows } = await sql`
      select o.words, o.state, o.number is not null as awaited, o.due_on is not null as due, s.to_state as first,
        (select count(*) from opinion_venues w where w.opinion_id = o.id) as venues,
        (select t.role from todos t where t.record_id = o.id and t.closed_at is null) as asks,
        exists (select from opinion_speakers p where p.opinion_id = o.id and p.phone_digest is not null) as phone
      from opinions o join steps s on s.record_id = o.id and s.no = 1 order by o.words`.execute(db)
    return rows
  }

  test('a good sheet is written whole; sent again, nothing is new', async () => {
    const id = await send([
      letter('一、路灯不亮', { name: '周师傅', phone: '19900000001' }),
      letter('二、车来得少', { venueCode: null }),
      letter('三、水压低', { answered: '已答复', channel: '电话' }),
    ])
    expect((await office.get(`/api/opinions/imports/${id}`)).json()).toMatchObject({
      total: 3,
      fresh: 3,
      same: 0,
      bad: 0,
    })
    expect(await run(id, 'all')).toMatchObject({ state: 'done', result: { fresh: 3, bad: 0 } })
    const after = [
      {
        words: '一、路灯不亮',
        state: 'recorded',
        awaited: true,
        due: true,
        first: 'recorded',
        venues: 1,
        asks: 'convener',
        phone: true,
      },
      {
        words: '三、水压低',
        state: 'closed',
        awaited: false,
        due: false,
        first: 'closed',
        venues: 1,
        asks: null,
        phone: false,
      },
      {
        words: '二、车来得少',
        state: 'recorded',
        awaited: true,
        due: true,
        first: 'recorded',
        venues: 0,
        asks: 'office',
        phone: false,
      },
    ]
    expect(await kept()).toEqual(after)
    expect(await run(id, 'all')).toMatchObject({ result: { fresh: 0, same: 3 } })
    expect(await run(await send([letter('一、路灯不亮')]), 'all')).toMatchObject({
      result: { fresh: 0, same: 1 },
    })
    expect(await kept()).toEqual(after)
  })

  test('bad rows stop all of it, or are left out, and come back with their reasons', async () => {
    const before = (await kept()).length
    const id = await send([
      letter('四、桥面有坑'),
      letter('四、桥面有坑'),
      letter('五、还没发生', { happenedOn: '2031-01-01' }),
      letter('六、哪一家', { venueCode: 'X-1' }),
      letter('七、号码不对', { phone: '123', venueCode: 'X-1', happenedOn: '2031-01-01' }),
      letter('长'.repeat(20_000)),
    ])
    const preview = Object((await office.get(`/api/opinions/imports/${id}`)).json())
    expect([preview.fresh, preview.bad]).toEqual([1, 5])
    const reasons = preview.badRows.map((row: { reasons: string[] }) => row.reasons)
    expect(reasons[4]).toHaveLength(1)
    expect(reasons.slice(0, 4)).toEqual([
      ['与第 4 行一字不差；真是两件，请写出不同的地方'],
      ['日期还没到，请改成今天或以前'],
      ['没有编号 X-1 的、开着的工作室'],
      [
        '电话“123”不是电话号码：手机 11 位，座机要带区号，一格只填一个',
        '没有编号 X-1 的、开着的工作室',
        '日期还没到，请改成今天或以前',
      ],
    ])
    expect(await run(id, 'all')).toMatchObject({ result: { fresh: 0, bad: 5 }, hasFile: true })
    expect((await kept()).length).toBe(before)
    expect(await run(id, 'good')).toMatchObject({ result: { fresh: 1, bad: 5 }, hasFile: true })
    expect((await kept()).length).toBe(before + 1)
  })

  test('numbers follow one another, none twice', async () => {
    const { rows } = await sql<{ number: string }>`
      select number from opinions where number is not null order by number`.execute(db)
    const last = rows.map(({ number }) => Number(number.split('-')[1]))
    expect(last).toEqual(last.map((_, at) => at + 1))
  })

  test('a sheet of another 政协 is not there', async () => {
    const id = await send([letter('八、别人的表')])
    expect((await other.get(`/api/opinions/imports/${id}`)).status).toBe(404)
  })
})
