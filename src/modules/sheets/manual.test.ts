import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeCampaign,
  makeCommittee,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { uploadWith } from '../../../test/upload.ts'
import type { App } from '../../platform/house.ts'
import { writeTable } from '../../platform/spreadsheet/index.ts'
import { sql } from '../../platform/db.ts'
import { columns, officialName } from './columns.ts'
import { Return, Sheet } from './contract.ts'
import { sixteen } from './form-head.ts'

const { db } = testDatabase()
const scan = { name: '盖章的表.pdf', content: Buffer.from('%PDF-1.4'), mediaType: 'application/pdf' }
const values = [4, 40, 4, 30, 5, 1, 1, 1, 1, 1, 0, 0, 0, 9, 2, 4]

const filledIn = (row: (string | number | null)[], notes: string[] = []) =>
  writeTable({
    annex: '附件2',
    title: '市州（含所属县市区）政协委员工作室开展委员活动日情况统计表',
    headLines: [['填表单位：政协远山县委员会', '（盖章）', '报表时间：2026 年 9 月 24 日']],
    columns: sixteen(
      columns.map((column) => officialName(column, 2)),
      10,
    ),
    rows: [row],
    notes,
    landscape: true,
    paper: 'A4',
    frozen: 0,
  })

describe('filing for a unit that is not on the system', () => {
  let place: SmallProvince
  let campaignId: string
  let far: string
  let app: App
  let province: Client
  let city: Client

  beforeAll(async () => {
    place = await makeProvince(db)
    far = await makeCommittee(db, 'county', '990103', '远山县', place.city)
    campaignId = await makeCampaign(db, place.province)
    await makeVenue(db, place.county)
    await makeStaff(db, place.county)
    app = await testApp(testHouse(db, '2026-09-24T10:00:00+08:00'))
    province = await clientOf(app, await makeStaff(db, place.province))
    city = await clientOf(app, await makeStaff(db, place.city))
  })

  const sheetOfCity = async () =>
    Sheet.parse((await city.get(`/api/sheets/${campaignId}/${place.city}?annex=2`)).json())
  const rowOf = (sheet: Sheet, label: string) => sheet.rows.find((row) => row.label === label)
  const read = async (content: Uint8Array, client = city, unit = far) =>
    uploadWith(app, client, `/api/sheets/${campaignId}/${unit}/forms`, { name: '远山县.xlsx', content })

  test('the blank form has the sixteen wordings and is read back as one that is not filled in', async () => {
    const blank = await app.inject({
      method: 'GET',
      url: `/api/sheets/${campaignId}/${far}/blank.xlsx`,
      headers: { host: 'localhost', cookie: city.cookie },
    })
    expect(blank.statusCode).toBe(200)
    expect((await read(blank.rawPayload)).json()).toMatchObject({
      problems: [{ cell: null, words: '第 6 行没有填数。' }],
    })
    expect((await province.get(`/api/sheets/${campaignId}/${far}/blank.xlsx`)).status).toBe(403)
  })

  test('a filled-in form is read with who signed it; full-width digits and units do no harm', async () => {
    const typed = values.map((value, at) => (at === 1 ? '４０人' : at === 13 ? '9 条' : value))
    const notes = [
      '填表人：孔九霄　　审核人：　　　　负责人：　　　　联系电话：　　',
      '16 栏都填整数，没有就填 0。',
    ]
    const reply = await read(await filledIn(typed, notes))
    expect([reply.status, reply.json()]).toEqual([
      200,
      { values, problems: [], filledBy: '孔九霄', checkedBy: '', headedBy: '', phone: '' },
    ])
  })

  test('what is wrong is named by its cell, and the other cells are read all the same', async () => {
    const wrong = new Map<number, string | number | null>([
      [2, '四'],
      [8, null],
      [13, -3],
      [15, 1.5],
    ])
    const typed = values.map((value, at) => wrong.get(at) ?? (wrong.has(at) ? null : value))
    expect((await read(await filledIn(typed))).json()).toMatchObject({
      values: values.map((value, at) => (wrong.has(at) ? null : value)),
      problems: [
        { cell: 'C6', columnNo: 3, words: 'C6 写的是“四”（第 3 栏），请改成整数' },
        { cell: 'I6', columnNo: 9, words: 'I6 没填（第 9 栏），没有就填 0' },
        { cell: 'N6', columnNo: 14, words: 'N6 写的是“-3”（第 14 栏），不能小于 0' },
        { cell: 'P6', columnNo: 16, words: 'P6 写的是“1.5”（第 16 栏），请改成整数' },
      ],
    })
  })

  test('a file that is no form is refused in a sentence; whoever does not receive its return is refused', async () => {
    expect((await read(Buffer.from('no sheet'))).json()).toMatchObject({ problems: [{ cell: null }] })
    const other = await writeTable({
      title: '委员名册',
      headLines: [],
      columns: [{ header: '姓名', width: 10 }],
      rows: [['吴四维']],
      notes: [],
      landscape: false,
      paper: 'A4',
      frozen: 0,
    })
    expect((await read(other)).json()).toMatchObject({
      problems: [{ words: '没有找到统计表的表头。请下载空白表，填好再传。' }],
    })
    expect((await read(await filledIn(values), province)).status).toBe(403)
  })

  test('a 政协 that is not on the system is 未报, not nought, until the one above files for it', async () => {
    const before = rowOf(await sheetOfCity(), '远山县')
    expect([before?.status, before?.cells[0]?.value]).toEqual(['missing', 0])
    const send = (client: Client, unitId: string, id = newId()) =>
      uploadWith(app, client, '/api/returns/manual', scan, {
        id,
        campaignId,
        unitId,
        values,
        filledBy: '孔九霄',
        phone: '0990-1234567',
      })
    expect((await send(province, far)).status).toBe(403)
    expect((await send(city, place.county)).status).toBe(409)
    const id = newId()
    expect((await send(city, far, id)).status).toBe(200)
    const after = await sheetOfCity()
    const row = rowOf(after, '远山县')
    expect([row?.status, row?.cells.map((cell) => cell.value)]).toEqual(['manual', values])
    expect(after.rows.at(-1)?.cells[0]).toMatchObject({ value: 5, counted: 1, manual: 4 })
    expect(after.rows.at(-1)?.manualUnits).toEqual(['远山县'])
    const kept = Return.parse((await city.get(`/api/returns/${id}`)).json())
    expect(kept.standing.history.map((step) => step.label)).toEqual(['代报'])
    expect([kept.manual, kept.manualByName, kept.filledBy, kept.phone]).toEqual([
      true,
      '政协试市委员会',
      '孔九霄',
      '0990-1234567',
    ])
    const todos = async () =>
      (
        await sql<{ title: string }>`
          select title from todos where record_type = 'return' and closed_at is null`.execute(db)
      ).rows.map((todo) => todo.title)
    await city.post(`/api/returns/${id}/steps`, { step: 'sendBack', words: '第 9 栏请再核' })
    expect(await todos()).toEqual(['远山县的代报退回了，改好再报：2026 年委员活动日'])
    expect((await send(city, far)).json()).toMatchObject({ version: 2 })
    expect(await todos()).toEqual(['远山县报来统计表：2026 年委员活动日'])
  })
})
