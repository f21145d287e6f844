import { v7 as newId } from 'uuid'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { uploadWith } from '../../../test/upload.ts'
import { sql } from '../../platform/db.ts'
import { addUnit } from '../organisations/index.ts'
import type { App, House } from '../../platform/house.ts'
import { workOn } from '../../platform/runs/index.ts'
import { readRows, writeErrorSheet } from '../../platform/spreadsheet/index.ts'
import { choicesOf } from './choices.ts'
import { importColumns } from './importing/columns.ts'
import { importWorker } from './importing/work.ts'

const { db } = testDatabase()

type Row = Record<string, string | null>

describe('members come from a sheet', () => {
  let house: House
  let app: App
  let county: string
  let city: string
  let office: Client
  let cityOffice: Client

  beforeAll(async () => {
    const place = await makeProvince(db)
    county = place.county
    city = place.city
    await sql`
      insert into terms (id, committee_id, no, name, valid) select gen_random_uuid(), id, 1, '本届', '[2022-01-01,2027-01-01)'
      from units where kind = 'committee'`.execute(db)
    for (const name of ['经济界', '教育界'])
      await addUnit(db, {
        committeeId: county,
        kind: 'sector',
        level: 'county',
        code: `990101-${name}`,
        name,
        shortName: name,
        divisionCode: null,
        openFrom: '2020-01-01',
      })
    house = testHouse(db)
    app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, county))
    cityOffice = await clientOf(app, await makeStaff(db, city))
  })

  afterEach(async () => {
    for (const table of ['likenesses', 'mandates']) await sql`delete from ${sql.table(table)}`.execute(db)
    await sql`delete from people p where not exists (select from grants g where g.person_id = p.id)`.execute(
      db,
    )
    await sql`update todos set closed_at = now() where closed_at is null`.execute(db)
  })

  const sheetOf = async (rows: Row[], committeeId = county) => {
    const choices = await choicesOf(db, committeeId, '2026-09-21')
    const filled = rows.map((values, at) => ({ line: at + 1, values }))
    return writeErrorSheet({
      title: '委员',
      columns: importColumns(choices),
      notes: [],
      rows: filled,
      errors: filled.map(({ line }) => ({ line, key: null, words: '试', stops: false })),
    })
  }
  const upload = async (content: Buffer, client = office, name = '委员.xlsx') =>
    uploadWith(app, client, '/api/members/imports', { name, content })
  const send = async (rows: Row[], client = office) => {
    const content = await sheetOf(rows, client === office ? county : city)
    const reply = await upload(content, client)
    return String(Object(reply.json()).id)
  }
  const preview = async (id: string, client = office) =>
    (await client.get(`/api/members/imports/${id}`)).json()
  const run = async (id: string, mode: 'all' | 'good', decisions: unknown[] = [], client = office) => {
    const runId = newId()
    await client.post(`/api/members/imports/${id}/run`, { runId, mode, decisions })
    await workOn(house, [importWorker], runId)
    return { runId, ...Object((await client.get(`/api/runs/${runId}`)).json()) }
  }
  const imported = async (rows: Row[], client = office) => run(await send(rows, client), 'good', [], client)
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
      fileName: '委员-要改的行.xlsx',
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
            '与编号 0001 的任职重叠：2022-01-01 起，2027-01-01 起不再担任。要改那一段，请把编号 0001 填上',
          ],
        },
        { line: 7, reasons: ['这个手机号是周小禾的，与姓名对不上；改名请到那一位的页面上改'] },
        { line: 8, reasons: ['结束日期要晚于开始日期。结束日期是不再任职的第一天。'] },
        { line: 9, reasons: ['没有编号 0077；新委员的编号请空着'] },
      ],
    })
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

  test('a person found in another 政协 by mobile is a new person there and a to-do; merged, both are one', async () => {
    await imported([he])
    await imported([{ name: '周小禾', phone: he.phone }], cityOffice)
    const todos = Object((await cityOffice.get('/api/todos')).json())
    expect(
      todos.rows.toSorted((one: { kind: string }, other: { kind: string }) =>
        one.kind.localeCompare(other.kind),
      ),
    ).toMatchObject([
      { kind: 'members.likeness', title: '核对：周小禾与临湖县政协的一位可能是同一人' },
      { kind: 'runs.look' },
    ])
    const list = Object((await cityOffice.get('/api/likenesses')).json())
    const { id } = list.rows[0]
    expect((await office.get(`/api/likenesses/${id}`)).status).toBe(404)
    expect((await cityOffice.get(`/api/likenesses/${id}`)).json()).toMatchObject({
      phones: 'same',
      own: { committeeName: '政协试市委员会' },
      other: { committeeName: '政协临湖县委员会', seats: [{ postLabel: '委员' }] },
      standing: { state: 'open', steps: [{ step: 'merge', obstacle: null }, { step: 'tellApart' }] },
    })
    const roots = async () =>
      (
        await sql<{ n: number }>`select count(distinct root_id) as n from living_people
        where id in (select person_id from mandates)`.execute(db)
      ).rows[0]?.n
    expect(await roots()).toBe(2)
    await cityOffice.post(`/api/likenesses/${id}/steps`, { step: 'merge' })
    expect(await roots()).toBe(1)
    expect(Object((await cityOffice.get('/api/todos')).json()).total).toBe(1)
    await cityOffice.post(`/api/likenesses/${id}/steps`, { step: 'separate', words: '不是一个人' })
    expect(await roots()).toBe(2)
  })

  test('two records of one 政协 are one person on a human’s word, counted once, and can be told apart again', async () => {
    await imported([he, { name: '周小荷', phone: '19900000021' }])
    const { rows: people } = await sql<{ id: string }>`
      select p.id from people p join mandates m on m.person_id = p.id order by m.no`.execute(db)
    const [one = '', other = ''] = people.map(({ id }) => id)
    const point = (personId: string, otherId: string, client = office) =>
      client.post('/api/likenesses', { id: newId(), personId, otherId })
    expect([(await point(one, other, cityOffice)).status, (await point(one, one)).status]).toEqual([404, 400])
    const { id } = Object((await point(other, one)).json())
    expect(Object((await point(one, other)).json()).id).toBe(id)
    expect(Object((await office.get('/api/todos')).json()).rows).toContainEqual(
      expect.objectContaining({ title: '核对：周小荷与本政协的另一份记录可能是同一人' }),
    )
    const roots = async () =>
      (
        await sql<{ root: string }>`select distinct root_id as root from living_people
        where id in (select person_id from mandates)`.execute(db)
      ).rows.map(({ root }) => root)
    await office.post(`/api/likenesses/${id}/steps`, { step: 'merge' })
    expect(await roots()).toEqual([one])
    expect(Object((await office.get(`/api/members/${one}`)).json()).elsewhere).toMatchObject([
      { committeeName: '政协临湖县委员会', postLabel: '委员' },
    ])
    await office.post(`/api/likenesses/${id}/steps`, { step: 'separate', words: '认错了' })
    expect((await roots()).toSorted()).toEqual([one, other].toSorted())
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
    const strange = await writeErrorSheet({
      title: '表',
      columns: heads,
      notes: [],
      rows: [{ line: 1, values: { name: '甲', phone: '19900000001' } }],
      errors: [{ line: 1, key: null, words: '', stops: false }],
    })
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
