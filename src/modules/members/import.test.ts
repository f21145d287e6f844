import { v7 as newId } from 'uuid'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Client } from '../../../test/house.ts'
import { type FilledCells, filledSheet, importsOf } from '../../../test/import-sheets.ts'
import { forgetMembers, memberImportStage } from '../../../test/member-imports.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { readRows } from '../../platform/spreadsheet/index.ts'
import { choicesOf } from './choices.ts'
import { importColumns } from './importing/columns.ts'

const { db } = testDatabase()

describe('members come from a sheet', () => {
  let app: App
  let county: string
  let office: Client
  let cityOffice: Client
  let imports: ReturnType<typeof importsOf>

  beforeAll(async () => {
    ;({ county, app, office, cityOffice, imports } = await memberImportStage(db))
  })

  afterEach(() => forgetMembers(db))

  const upload = (content: Buffer, client = office, name?: string) => imports.upload(content, client, name)
  const send = (rows: FilledCells[], client = office) => imports.send(rows, client)
  const preview = (id: string, client = office) => imports.preview(id, client)
  const run = (id: string, mode: 'all' | 'good', decisions: unknown[] = [], client = office) =>
    imports.run(id, client, { mode, decisions })
  const imported = async (rows: FilledCells[], client = office) =>
    run(await send(rows, client), 'good', [], client)
  const names = async () => {
    const reply = Object((await office.get('/api/members?standing=all')).json())
    return reply.rows.map((row: { name: string }) => row.name)
  }

  const he = { name: '周小禾', phone: '19900000001', sector: '教育界', workplace: '芦汀镇中学教师' }
  const song = { name: '宋清', phone: '19900000002', sector: '经济界', gender: '女' }

  test('a good sheet gives numbers, terms and words of the 政协; sent again nothing is new and nothing changes', async () => {
    const id = await send([he, song])
    expect(await preview(id)).toMatchObject({ total: 2, fresh: 2, changed: 0, same: 0, asked: 0, bad: 0 })
    expect(await run(id, 'all')).toMatchObject({ state: 'done', result: { fresh: 2, bad: 0 } })
    const listed = Object((await office.get('/api/members')).json())
    expect(listed.rows).toMatchObject([
      {
        name: '宋清',
        no: '0002',
        gender: 'female',
        sector: '经济界',
        from: '2022-01-01',
        until: '2027-01-01',
      },
      { name: '周小禾', no: '0001', sector: '教育界', post: '委员', phone: '199****0001', serving: true },
    ])
    expect(await preview(id)).toMatchObject({ fresh: 0, changed: 0, same: 2, asked: 0, bad: 0 })
    expect(await run(id, 'all')).toMatchObject({ result: { fresh: 0, changed: 0, same: 2 } })
    expect(await names()).toEqual(['宋清', '周小禾'])
  })

  test('one bad row and all-or-nothing: nothing is left, and the sheet comes back with the reason', async () => {
    const bad = { name: '丁一', phone: '1990000', sector: '养蜂界' }
    const id = await send([he, bad])
    expect(await preview(id)).toMatchObject({
      fresh: 1,
      bad: 1,
      unknown: [{ header: '界别', value: '养蜂界', rows: 1 }],
      badRows: [{ line: 5, name: '丁一' }],
    })
    const ended = await run(id, 'all')
    expect(ended).toMatchObject({ state: 'failed', result: { fresh: 0, bad: 1 }, hasFile: true })
    expect(await names()).toEqual([])
  })

  test('skipping the bad keeps the good; the sheet that comes back is mended and sent again', async () => {
    const bad = { name: '丁一', phone: '19900000003', sector: '养蜂界', workplace: '蜂场' }
    const ended = await run(await send([he, bad]), 'good')
    expect(ended).toMatchObject({
      state: 'done',
      result: { fresh: 1, bad: 1 },
      fileName: '名册-要改的行.xlsx',
    })
    expect(await names()).toEqual(['周小禾'])
    const choices = await choicesOf(db, county, '2026-09-21')
    const { rows } = await sql<{
      f: string
    }>`select file_id as f from runs where id = ${ended.runId}`.execute(db)
    const reply = await app.inject({ url: `/api/files/${rows[0]?.f}`, headers: { cookie: office.cookie } })
    const back = await readRows(reply.rawPayload, importColumns(choices))
    expect(back.rows.map(({ values }) => [values['name'], values['phone']])).toEqual([
      ['丁一', '19900000003'],
    ])
    await imported([{ ...back.rows[0]?.values, sector: '教育界' }])
    expect(await names()).toEqual(['丁一', '周小禾'])
  })

  test('a same name without mobile is asked about: the same person is updated, another one is new', async () => {
    await imported([he])
    const nameless = { name: '周小禾', workplace: '临湖一中校长' }
    const id = await send([nameless])
    const asked = Object(await preview(id))
    expect(asked).toMatchObject({
      fresh: 0,
      asked: 1,
      askedRows: [{ line: 4, name: '周小禾', candidates: [{ no: '0001', workplace: '芦汀镇中学教师' }] }],
    })
    const silent = await run(id, 'all')
    expect(silent).toMatchObject({ state: 'failed', result: { bad: 1 } })
    const { personId } = asked.askedRows[0].candidates[0]
    expect(await run(id, 'all', [{ line: 4, personId }])).toMatchObject({ result: { changed: 1, fresh: 0 } })
    expect(await preview(id)).toMatchObject({ same: 1, asked: 0 })
    const other = await send([{ name: '周小禾', workplace: '医生' }])
    expect(await run(other, 'all', [{ line: 4, personId: null }])).toMatchObject({ result: { fresh: 1 } })
    expect(await preview(other)).toMatchObject({ same: 1, asked: 0 })
    expect(await names()).toEqual(['周小禾', '周小禾'])
  })

  test('doubled people in the sheet, overlapping seats and a mobile of somebody else are refused in words', async () => {
    await imported([he])
    const id = await send([
      song,
      { ...song, workplace: '别处' },
      { ...he, from: '2024-01-01' },
      { name: '丁一', phone: he.phone },
      { name: '卜二', until: '2020-01-01', from: '2021-01-01' },
      { name: '于三', no: '0077' },
    ])
    expect(await preview(id)).toMatchObject({
      fresh: 1,
      bad: 5,
      doubled: 1,
      overlapping: 1,
      badRows: [
        { line: 5, reasons: ['与第 4 行是同一人的同一段任职'] },
        {
          line: 6,
          reasons: [
            '与编号 0001 的任职重叠：2022年1月1日起，2027年1月1日起不再担任。要改那一段，请把编号 0001 填上',
          ],
        },
        { line: 7, reasons: ['这个手机号是周小禾的，与姓名对不上；改名请到那一位的页面上改'] },
        { line: 8, reasons: ['结束日期要晚于开始日期。结束日期是不再任职的第一天。'] },
        { line: 9, reasons: ['没有编号 0077；新委员的编号请空着'] },
      ],
    })
  })

  test('all faults of a row are named at once: cells, doubles, unknown numbers and days, whatever comes first', async () => {
    await imported([he])
    const id = await send([
      { name: '卜二', phone: '19900000012', sector: '养蜂界' },
      { name: '卜二', phone: '19900000012', from: '2024-01-01' },
      { name: '周小禾', no: '0077', phone: '123', gender: '中', from: '2025-03-01', until: '2025-02-01' },
      { name: null, no: '0001', sector: '养蜂界' },
      { name: '周小禾', sector: '养蜂界', workplace: '医生' },
      { name: '于三', sector: '养蜂界', phone: '1990000' },
      { name: '于三', sector: '养蜂界', phone: he.phone },
    ])
    const seen = Object(await preview(id))
    expect([seen.fresh, seen.bad, seen.asked, seen.doubled]).toEqual([1, 6, 0, 1])
    const reasons = seen.badRows.map((row: { line: number; reasons: string[] }) => [row.line, ...row.reasons])
    const beekeepers = '界别“养蜂界”不在可选的范围里，请从下拉框里选'
    expect(reasons).toEqual([
      [4, beekeepers, '与第 5 行是同一人的同一段任职'],
      [
        6,
        '性别“中”不在可选的范围里，请从下拉框里选',
        '手机号“123”不是电话号码：手机 11 位，座机要带区号，一格只填一个',
        '结束日期要晚于开始日期。结束日期是不再任职的第一天。',
        '没有编号 0077；新委员的编号请空着',
      ],
      [7, '姓名不能为空', beekeepers],
      [8, beekeepers, '名册里有同名的委员；填上手机号或编号，再传时就不用问是不是同一人'],
      [9, '手机号“1990000”不是电话号码：手机 11 位，座机要带区号，一格只填一个', beekeepers],
      [10, beekeepers, '这个手机号是周小禾的，与姓名对不上；改名请到那一位的页面上改'],
    ])
    expect(await run(id, 'good')).toMatchObject({ state: 'done', result: { fresh: 1, bad: 6 } })
    expect(await names()).toEqual(['卜二', '周小禾'])
  })

  test('by 编号 a seat is changed, its mobile too; empty cells leave what is there', async () => {
    await imported([he])
    const ended = await imported([{ name: '周小禾', no: '0001', phone: '19900000009', until: '2026-06-01' }])
    expect(ended).toMatchObject({ result: { changed: 1, fresh: 0, bad: 0 } })
    const listed = Object((await office.get('/api/members?standing=ended')).json())
    expect(listed.rows).toMatchObject([
      { no: '0001', phone: '199****0009', sector: '教育界', until: '2026-06-01', serving: false },
    ])
  })

  test('the template goes out with the 政协’s words and comes back as an empty sheet', async () => {
    const reply = await app.inject({
      url: '/api/members/import-template',
      headers: { cookie: office.cookie },
    })
    const choices = await choicesOf(db, county, '2026-09-21')
    const { rows, problems } = await readRows(reply.rawPayload, importColumns(choices))
    expect([rows, problems]).toEqual([[], []])
    const sent = Object((await upload(reply.rawPayload)).json())
    expect(await preview(sent.id)).toMatchObject({
      error: { fields: [{ path: 'file', message: '表里没有要导入的行。请从示例行的下一行填起。' }] },
    })
  })

  test('a sheet with other heads, a renamed file and an old format are refused in words', async () => {
    const heads = importColumns(await choicesOf(db, county, '2026-09-21')).map((column) =>
      column.key === 'name' ? { ...column, header: '委员大名' } : column,
    )
    const strange = await filledSheet(heads, [{ name: '甲', phone: '19900000001' }])
    const answers = await Promise.all(
      [strange, Buffer.from('MZ 不是表'), Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1旧', 'latin1')].map(
        async (content) => {
          const { id } = Object((await upload(content)).json())
          const reply = await office.get(`/api/members/imports/${id}`)
          return [reply.status, Object(reply.json()).error.fields[0].message]
        },
      ),
    )
    expect(answers).toEqual([
      [400, '第 3 行的表头缺少“姓名”；另有不认识的列“委员大名*”，是不是写法不同。请照模板的表头改好后再传。'],
      [400, '这不是 .xlsx 表格，只改后缀名是不行的。请在 Excel 或 WPS 里打开原来的表，另存为 .xlsx 后再传。'],
      [400, '这是旧格式（.xls、.et）或加了密码的文件。请在 Excel 或 WPS 里取消密码，另存为 .xlsx 后再传。'],
    ])
    const word = await upload(Buffer.from('x'), office, '名单.docx')
    expect(word.status).toBe(400)
  })

  test('full-width digits, spaces in names and dates as text are read as they are meant', async () => {
    await imported([{ name: '周 小 禾', phone: '１９９ ００００ ０００５', from: '2023年3月1日' }])
    const listed = Object((await office.get('/api/members')).json())
    expect(listed.rows).toMatchObject([{ name: '周小禾', phone: '199****0005', from: '2023-03-01' }])
  })

  test('an exported directory can be sent back: by 编号 it is the same, masked mobiles say nothing', async () => {
    await imported([he, song])
    const reply = await app.inject({ url: '/api/members/export', headers: { cookie: office.cookie } })
    const { id } = Object((await upload(reply.rawPayload)).json())
    expect(await preview(id)).toMatchObject({
      total: 2,
      same: 2,
      bad: 0,
      notices: ['表头里“入驻”不是模板里的列，没有读。'],
    })
  })

  test('another 政协’s sheet is not there for this office', async () => {
    const id = await send([he])
    expect((await cityOffice.get(`/api/members/imports/${id}`)).status).toBe(404)
    const reply = await cityOffice.post(`/api/members/imports/${id}/run`, { runId: newId(), mode: 'good' })
    expect(reply.status).toBe(404)
  })
})
