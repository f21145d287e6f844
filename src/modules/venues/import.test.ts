import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { type FilledCells, importsOf } from '../../../test/import-sheets.ts'
import { uploadWith } from '../../../test/upload.ts'
import { sql } from '../../platform/db.ts'
import type { App, House } from '../../platform/house.ts'
import { readRows } from '../../platform/spreadsheet/index.ts'
import { addUnit } from '../organisations/index.ts'
import { importColumns } from './importing/columns.ts'
import { importWorker } from './importing/work.ts'

const { db } = testDatabase()

describe('studios come from a sheet', () => {
  let house: House
  let app: App
  let county: string
  let office: Client
  let imports: ReturnType<typeof importsOf>
  const guides = [{ name: '提案委员会' }, { name: '临湖县政协' }]

  beforeAll(async () => {
    const place = await makeProvince(db)
    county = place.county
    await addUnit(db, {
      committeeId: county,
      kind: 'special_committee',
      level: 'county',
      code: '990101-Z01',
      name: '临湖县政协提案委员会',
      shortName: '提案委员会',
      divisionCode: null,
      openFrom: '2020-01-01',
    })
    for (const [name, no] of [
      ['周双木', '0001'],
      ['李三石', '0002'],
      ['李三石', '0003'],
    ]) {
      const person = await makeMember(db, county, name)
      await sql`update mandates set no = ${no} where person_id = ${person}`.execute(db)
    }
    const far = await makeMember(db, place.province, '省里人')
    await sql`update mandates set no = '0012' where person_id = ${far}`.execute(db)
    house = testHouse(db)
    app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, county))
    imports = importsOf({
      app,
      house,
      path: '/api/venues/imports',
      worker: importWorker,
      columns: async () => importColumns(guides),
    })
  })

  const send = (rows: FilledCells[]) => imports.send(rows, office)
  const preview = (id: string) => imports.preview(id, office)
  const run = async (id: string, mode: 'all' | 'good') => {
    const { runId, ...reply } = await imports.run(id, office, { mode })
    return { runId, reply }
  }
  const names = async () =>
    Object((await office.get('/api/venues')).json()).rows.map((row: { name: string }) => row.name)

  const luting = {
    name: '芦汀委员工作室',
    studioKind: '联村型',
    address: '芦汀镇',
    convener: '周双木',
    guide: '提案委员会',
    opensOn: '2022年3月1日',
    residents: '周双木、0002，99-0012',
  }

  test('a good sheet opens the studios with 归口, convener and residents; sent again nothing is new', async () => {
    const id = await send([luting, { name: '渡口委员工作室', opensOn: '2023-05-01' }])
    expect(await preview(id)).toMatchObject({ total: 2, fresh: 2, changed: 0, same: 0, bad: 0 })
    expect((await run(id, 'all')).reply).toMatchObject({ state: 'done', result: { fresh: 2, bad: 0 } })
    const listed = (await office.get('/api/venues')).json()
    expect(listed).toMatchObject({
      total: 2,
      rows: [
        {
          code: '990101-S001',
          name: '芦汀委员工作室',
          studioKind: 'village',
          guideName: '提案委员会',
          convenerName: '周双木',
          residentCount: 3,
          openFrom: '2022-03-01',
        },
        { code: '990101-S002', guideName: '临湖县', convenerName: null, residentCount: 0 },
      ],
    })
    expect(await preview(id)).toMatchObject({ fresh: 0, changed: 0, same: 2, bad: 0 })
    expect((await run(id, 'all')).reply).toMatchObject({ result: { fresh: 0, changed: 0, same: 2 } })
    expect((await names()).length).toBe(2)
  })

  test('known ones are mended: address, first convener, more residents; empty cells leave what stands', async () => {
    const id = await send([
      {
        code: '990101-S002',
        name: '渡口委员工作室',
        opensOn: '2023-05-01',
        address: '渡口 2 号',
        convener: '周双木',
        residents: '0003',
      },
      { ...luting, address: null, residents: '0001' },
    ])
    expect(await preview(id)).toMatchObject({
      changed: 1,
      same: 1,
      changedRows: [{ name: '渡口委员工作室', what: ['地址', '召集人周双木', '新入驻 1 位'] }],
    })
    await run(id, 'all')
    expect((await office.get('/api/venues?search=渡口')).json()).toMatchObject({
      rows: [{ address: '渡口 2 号', convenerName: '周双木', residentCount: 1 }],
    })
    const { rows } = await sql`
      select count(*) as n from grants where role = 'convener' and unit_id = any(select id from venues)`.execute(
      db,
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  test('what is wrong is said by row: unknown members, two of one name, doubles, moves that need a day', async () => {
    const id = await send([
      { name: '甲', opensOn: '2024-01-01', residents: '0001、0999' },
      { name: '乙', opensOn: '2024-01-01', convener: '李三石' },
      { name: '丙', opensOn: '2024-01-01' },
      { name: '丙', opensOn: '2024-01-01' },
      { ...luting, guide: '临湖县政协' },
      { name: '丁', opensOn: '去年', guide: '没有的委员会' },
      { code: '990101-S999', name: '戊', opensOn: '2024-01-01' },
    ])
    const seen = Object(await preview(id))
    expect(seen).toMatchObject({ total: 7, fresh: 1, bad: 6 })
    expect(seen.badRows.map((row: { reasons: string[] }) => row.reasons)).toEqual([
      ['入驻委员里没有编号 0999 的在任委员'],
      ['有 2 位李三石，请填召集人编号'],
      ['与第 6 行是同一家'],
      ['现在归口提案委员会；改归口要写明从哪天起，请到它的页面上改'],
      [expect.stringContaining('归口'), expect.stringContaining('挂牌日期')],
      ['没有编号 990101-S999 的工作室；新的编号请空着'],
    ])
    const refused = await run(id, 'all')
    expect(refused.reply).toMatchObject({ state: 'failed', result: { fresh: 0, bad: 6 }, hasFile: true })
    expect((await names()).length).toBe(2)
    const taken = await run(id, 'good')
    expect(taken.reply).toMatchObject({ state: 'done', result: { fresh: 1, bad: 6 }, hasFile: true })
    const file = await app.inject({
      url: `/api/runs/${taken.runId}/file`,
      headers: { cookie: office.cookie },
    })
    const { rows } = await readRows(file.rawPayload, importColumns(guides))
    expect(rows.map(({ values }) => values['name'])).toEqual(['甲', '乙', '丙', '芦汀委员工作室', '丁', '戊'])
  })

  test('all faults of a row are named at once, whether the cell is ill-formed or nobody answers to it', async () => {
    const id = await send([
      {
        name: '己',
        opensOn: '去年',
        guide: '没有的委员会',
        residents: '0999、李三石、没有人',
        convener: '李三石',
      },
      { name: '己', opensOn: null, phone: '1'.repeat(31), convener: '无此人' },
      { name: null, opensOn: '2024-01-01', residents: '0999' },
      { name: null, opensOn: '2024-01-01', kind: '茶馆' },
      { ...luting, opensOn: '去年', guide: '临湖县政协', convener: '省里人' },
    ])
    const seen = Object(await preview(id))
    expect([seen.fresh, seen.changed, seen.bad]).toEqual([0, 0, 5])
    const day = (words: string) => `挂牌日期“${words}”不是日期，请写成 2026-09-01 的样子，年月日都要有`
    expect(seen.badRows.map((row: { reasons: string[] }) => row.reasons)).toEqual([
      [
        '归口“没有的委员会”不在可选的范围里，请从下拉框里选',
        day('去年'),
        '入驻委员里没有编号 0999 的在任委员',
        '有 2 位李三石，入驻委员里请写编号',
        '入驻委员里的“没有人”不在任，或不在本政协名册里',
        '有 2 位李三石，请填召集人编号',
      ],
      ['挂牌日期不能为空', '公开电话最多 30 个字', '在任委员里没有“无此人”', '与第 4 行是同一家'],
      ['名称不能为空', '入驻委员里没有编号 0999 的在任委员'],
      ['名称不能为空', '种类“茶馆”不在可选的范围里，请从下拉框里选'],
      [day('去年'), '在任委员里没有“省里人”', '现在归口提案委员会；改归口要写明从哪天起，请到它的页面上改'],
    ])
    expect((await run(id, 'good')).reply).toMatchObject({ result: { fresh: 0, changed: 0, bad: 5 } })
  })

  test('an exported list can be sent back: every studio is known again, and no line below the table is in the way', async () => {
    const content = (await app.inject({ url: '/api/venues/export', headers: { cookie: office.cookie } }))
      .rawPayload
    const reply = await uploadWith(app, office, '/api/venues/imports', { name: '名册.xlsx', content })
    const total = (await names()).length
    expect(total).toBeGreaterThan(0)
    expect(await preview(Object(reply.json()).id)).toMatchObject({ total, fresh: 0, bad: 0 })
  })

  test('the template reads back as a sheet without rows, and another file is refused in words', async () => {
    const template = await app.inject({
      url: '/api/venues/import-template',
      headers: { cookie: office.cookie },
    })
    expect((await readRows(template.rawPayload, importColumns(guides))).rows).toEqual([])
    const wrong = await uploadWith(app, office, '/api/venues/imports', {
      name: '工作室.docx',
      content: Buffer.from('x'),
    })
    expect([wrong.status, wrong.json()]).toMatchObject([
      400,
      {
        error: {
          fields: [{ path: 'file', message: '请传 .xlsx 表格。别的文件请在 Excel 或 WPS 里另存为 .xlsx。' }],
        },
      },
    ])
  })
})
