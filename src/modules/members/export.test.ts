import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { workOn } from '../../platform/runs/index.ts'
import { readGrid, readRows } from '../../platform/spreadsheet/index.ts'
import { exportWorker } from './export.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('the directory goes out', () => {
  let app: App
  let office: Client
  let clerk: string

  const linesOf = async (file: Buffer) => {
    const grid = await readGrid(file)
    return grid.rows.map(({ cells }) => cells.map(({ text }) => text))
  }
  const headsOf = async (query: string) => {
    const { rawPayload } = await app.inject({
      url: `/api/members/export?${query}`,
      headers: { cookie: office.cookie },
    })
    return (await linesOf(rawPayload))[2]
  }

  beforeAll(async () => {
    const place = await makeProvince(db)
    app = await testApp(house)
    clerk = await makeStaff(db, place.county)
    office = await clientOf(app, clerk)
    await makeMember(db, place.county, '周小禾')
    await sql`
      with many as (
        insert into people (id, committee_id, name, name_pinyin, name_initials)
        select gen_random_uuid(), ${place.county}, '丁' || n, 'ding', 'd' from generate_series(1, 2000) n returning id
      ) insert into mandates (id, person_id, committee_id, no, valid)
        select gen_random_uuid(), id, ${place.county}, 'X' || row_number() over (), '[2022-01-01,)' from many`.execute(
      db,
    )
  })

  test('with the columns that are shown and the rows that are asked for, 编号 and 姓名 always', async () => {
    expect(await headsOf('search=周小禾&columns=phone,standing')).toEqual([
      '编号',
      '姓名',
      '手机号',
      '任职开始',
      '任职结束',
    ])
  })

  test('beyond two thousand rows in the background, with a to-do at its end', async () => {
    const reply = await office.get('/api/members/export')
    expect([reply.status, Object(reply.json()).error.detail]).toEqual([409, { needs: 'run' }])
    const id = newId()
    expect((await office.post('/api/members/exports', { id, columns: 'name' })).status).toBe(200)
    await workOn(house, [exportWorker], id)
    expect((await office.get(`/api/runs/${id}`)).json()).toMatchObject({
      state: 'done',
      done: 2001,
      total: 2001,
    })
    const { rawPayload } = await app.inject({
      url: `/api/runs/${id}/file`,
      headers: { cookie: office.cookie },
    })
    const heads = ['编号', '姓名'].map((header) => ({
      key: header,
      header,
      required: true,
      width: 10,
      note: null,
      kind: 'text' as const,
      sample: null,
    }))
    expect((await readRows(rawPayload, heads)).rows.length).toBe(2001)
    expect(Object((await office.get('/api/todos')).json()).rows).toMatchObject([
      { title: '好了：导出委员名册' },
    ])
  })

  test('a right that is taken away before it is worked on ends it with a sentence, and no file', async () => {
    const id = newId()
    await office.post('/api/members/exports', { id })
    await sql`update grants set valid = '[2020-01-01,2020-01-02)' where person_id = ${clerk}`.execute(db)
    await workOn(house, [exportWorker], id)
    const { rows } = await sql`select state, file_id from runs where id = ${id}`.execute(db)
    expect(rows).toEqual([{ state: 'failed', file_id: null }])
  })
})
