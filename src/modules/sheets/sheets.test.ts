import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { keepFilings } from './filings.ts'
import { Return, Sheet } from './contract.ts'

const { db } = testDatabase()

const attend = (activityId: string, personId: string) =>
  sql`
    insert into attendances (id, activity_id, committee_id, person_id, channel, happened_at, received_at, recorded_by)
    select ${newId()}, id, committee_id, ${personId}, 'list', begins_at, begins_at, ${personId} from activities where id = ${activityId}`.execute(
    db,
  )

const sheetOf = async (client: Client, campaignId: string, unitId: string, annex = 2) =>
  Sheet.parse((await client.get(`/api/sheets/${campaignId}/${unitId}?annex=${annex}`)).json())

const valuesOf = (row: Sheet['rows'][number] | undefined) => row?.cells.map((cell) => cell.value)

describe('a sheet from the count to the seal', () => {
  let place: SmallProvince
  let campaignId: string
  let house: ReturnType<typeof testHouse>
  let province: Client
  let city: Client
  let county: Client
  let anybody: Client
  let studio: string
  let other: string
  const names = ['吴四维', '何五谷', '邓八方']
  const returnId = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    campaignId = await makeCampaign(db, place.province)
    studio = await makeVenue(db, place.county, { name: '芦汀委员工作室' })
    other = await makeVenue(db, place.otherCounty, { name: '老码头委员工作室' })
    await makeVenue(db, place.city, { name: '归专委会工作室', guideId: place.body, level: 'city' })
    const people = []
    for (const name of names) people.push(await makeMember(db, place.county, name))
    const [both, second, third] = people
    if (!both || !second || !third) throw new Error('three people')
    for (const person of people) await settle(db, person, studio)
    await settle(db, both, other)
    const joint = await makeActivity(db, [studio, other], {
      campaignId,
      kinds: [1, 4],
      title: '在老码头听大家说',
    })
    await attend(joint, both)
    await attend(joint, second)
    await sql`
      insert into opinions (id, committee_id, campaign_id, words, channel, recorded_by, happened_at, received_at)
      values (${newId()}, ${place.county}, ${campaignId}, '路灯不亮', 'visit', ${both}, now(), now())`.execute(
      db,
    )
    await sql`insert into opinion_venues select o.id, v.id from opinions o, venues v where v.id in (${studio}, ${other})`.execute(
      db,
    )
    house = testHouse(db, '2026-09-24T10:00:00+08:00')
    const app = await testApp(house)
    province = await clientOf(app, await makeStaff(db, place.province))
    city = await clientOf(app, await makeStaff(db, place.city, 'office', '沈一苇'))
    county = await clientOf(app, await makeStaff(db, place.county, 'office', '贺知行'))
    anybody = clientWith(app, '')
  })

  test('each 政协 has its row, persons and joint items count once above, and the total says by how much', async () => {
    const sheet = await sheetOf(city, campaignId, place.city)
    expect(sheet.rows.map((row) => [row.label, row.isTotal])).toEqual([
      ['市本级', false],
      ['临湖县', false],
      ['湘北县', false],
      ['合计', true],
    ])
    expect(valuesOf(sheet.rows[0])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(valuesOf(sheet.rows[1])).toEqual([1, 3, 1, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    expect(valuesOf(sheet.rows[2])).toEqual([1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    expect(valuesOf(sheet.rows[3])).toEqual([2, 3, 2, 2, 0, 2, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0])
    expect(sheet.overlaps).toEqual([
      { columnNo: 2, less: 1 },
      { columnNo: 4, less: 1 },
      { columnNo: 14, less: 1 },
    ])
  })

  test('a studio that a provincial special committee guides is in 附件1, not where it stands', async () => {
    const annex1 = await sheetOf(province, campaignId, place.province, 1)
    const annex2 = await sheetOf(province, campaignId, place.province, 2)
    expect(annex1.rows.map((row) => [row.label, row.cells[0]?.value])).toEqual([
      ['提案委员会', 1],
      ['合计', 1],
    ])
    expect(annex2.rows.map((row) => [row.label, row.cells[0]?.value])).toEqual([
      ['省本级', 0],
      ['试市', 2],
      ['合计', 2],
    ])
  })

  test('a figure of persons opens to names inside the own 政协, to studios and counts above', async () => {
    const at = (unit: string, cut: string) =>
      `/api/sheets/${campaignId}/${unit}/cell?annex=2&row=${unit}:whole&column=4&cut=${cut}`
    const own = (await county.get(at(place.county, 'persons'))).json()
    expect(own).toMatchObject({ total: 2, unnamed: 0, rows: [{ title: '何五谷' }, { title: '吴四维' }] })
    const above = await city.get(at(place.city, 'persons'))
    expect(above.json()).toMatchObject({ total: 0, unnamed: 2, rows: [] })
    const studios = await province.get(at(place.county, 'venues'))
    expect(studios.json()).toMatchObject({ rows: [{ title: '芦汀委员工作室', count: 2, residents: 3 }] })
    for (const reply of [above, studios]) for (const name of names) expect(reply.text).not.toContain(name)
    const sum = (await city.get(at(place.city, 'venues'))).json()
    expect(sum).toMatchObject({
      sum: [
        { label: '2 家工作室', value: 3 },
        { label: '同一人在几家入驻，只计一次', value: -1 },
        { label: '计入本栏', value: 2 },
      ],
    })
  })

  test('a county does not see its neighbour’s sheet, nor the city’s; anyone sees none', async () => {
    expect((await county.get(`/api/sheets/${campaignId}/${place.otherCounty}`)).status).toBe(404)
    expect((await county.get(`/api/sheets/${campaignId}/${place.city}`)).status).toBe(404)
    expect((await anybody.get(`/api/sheets/${campaignId}/${place.county}`)).status).toBe(401)
  })

  test('a correction is a line beside the count, needs a reason, and never goes below nought', async () => {
    const line = { campaignId, unitId: place.county, columnNo: 15, delta: 3, reason: '三件实事凭证晚到' }
    const silent = await county.post('/api/corrections', { ...line, id: newId(), reason: '已核实' })
    expect([silent.status, silent.json()]).toMatchObject([400, { error: { fields: [{ path: 'reason' }] } }])
    const below = await county.post('/api/corrections', { ...line, id: newId(), delta: -1 })
    expect([below.status, below.json()]).toMatchObject([
      400,
      { error: { fields: [{ path: 'delta', message: '第 15 栏现在是 0 件，减 1 就成了负数' }] } },
    ])
    expect((await province.post('/api/corrections', { ...line, id: newId() })).status).toBe(403)
    expect((await county.post('/api/corrections', { ...line, id: newId() })).status).toBe(200)
    const sheet = await sheetOf(county, campaignId, place.county)
    expect(sheet.rows[0]?.cells[14]).toEqual({
      columnNo: 15,
      value: 3,
      counted: 0,
      manual: 0,
      corrected: 3,
      late: 0,
    })
    expect((await sheetOf(city, campaignId, place.city)).rows[1]?.cells[14]?.value).toBe(0)
  })

  test('a broken check closes the submission until a sentence explains it', async () => {
    await county.post('/api/corrections', {
      id: newId(),
      campaignId,
      unitId: place.county,
      columnNo: 16,
      delta: 2,
      reason: '线上平台另有两家上传',
    })
    const body = { id: returnId, campaignId, unitId: place.county, filledBy: '温小满' }
    const early = await county.post('/api/returns', body)
    expect([early.status, early.json()]).toMatchObject([
      409,
      { error: { message: '还不能提交：有 2 条核对提醒没写说明' } },
    ])
    const sheet = await sheetOf(county, campaignId, place.county)
    expect(sheet.checks.broken.map(({ sentence }) => sentence)).toEqual([
      '临湖县：上传动态 2 家，多于委员工作室 1 家（第 16 栏＞第 1 栏）。',
      '临湖县：上传动态 2 家，多于开展活动的 1 家（第 16 栏＞第 3 栏）。',
    ])
    for (const { code, figures } of sheet.checks.broken)
      await county.send('PUT', `/api/sheets/${campaignId}/${place.county}/explanations`, {
        code,
        words: '两家在老平台上',
        figures,
      })
    expect((await county.post('/api/returns', body)).json()).toEqual({ id: returnId, version: 1 })
    const late = await county.post('/api/corrections', {
      id: newId(),
      campaignId,
      unitId: place.county,
      columnNo: 1,
      delta: 1,
      reason: '漏了一家工作室',
    })
    expect(late.status).toBe(409)
  })

  test('the receiver sends back with a reason, the unit files again, the receiver seals', async () => {
    expect((await county.post(`/api/returns/${returnId}/steps`, { step: 'accept' })).status).toBe(403)
    expect((await city.post(`/api/returns/${returnId}/steps`, { step: 'sendBack' })).status).toBe(400)
    await city.post(`/api/returns/${returnId}/steps`, { step: 'sendBack', words: '第 16 栏请写明是哪两家' })
    const sheet = await sheetOf(county, campaignId, place.county)
    expect([sheet.submit?.label, sheet.submit?.obstacle, sheet.submit?.returnId]).toEqual([
      '再次提交给政协试市委员会',
      null,
      returnId,
    ])
    await county.post('/api/returns', { id: returnId, campaignId, unitId: place.county, filledBy: '温小满' })
    const sealed = await city.post(`/api/returns/${returnId}/steps`, { step: 'accept' })
    expect(sealed.json()).toEqual({ state: 'accepted', verifyCode: expect.stringMatching(/^[0-9A-F]{24}$/) })
    expect(
      (await city.post(`/api/returns/${returnId}/steps`, { step: 'sendBack', words: '再改改' })).status,
    ).toBe(409)
  })

  test('accepted lines roll up beside the city’s count', async () => {
    const sheet = await sheetOf(city, campaignId, place.city)
    expect(sheet.rows[1]?.cells[14]).toMatchObject({ counted: 0, corrected: 3, value: 3 })
    expect(sheet.rows[3]?.cells[14]).toMatchObject({ counted: 0, corrected: 3, value: 3 })
    expect(sheet.rows[1]?.returnState).toBe('accepted')
  })

  test('what was sealed stands; what changes later is listed beside it, and 补报 is the next version', async () => {
    const late = await makeMember(db, place.county, '孔九霄')
    await settle(db, late, studio)
    const shown = Return.parse((await county.get(`/api/returns/${returnId}`)).json())
    expect(shown.rows[0]?.cells[1]).toMatchObject({ value: 3, now: 4 })
    expect(shown.laterChanges).toBe(1)
    expect(shown.standing.history.map((step) => step.label)).toEqual([
      '提交',
      '退回',
      '再次提交',
      '接受并封存',
    ])
    const later = await county.get(`/api/returns/${returnId}/later?position=0&column=2`)
    expect(later.json()).toMatchObject({ added: [{ title: '孔九霄' }], removed: [] })
    const above = await city.get(`/api/returns/${returnId}/later?position=0&column=2`)
    expect(above.json()).toEqual({ added: [], removed: [], unnamedAdded: 1, unnamedRemoved: 0 })
    const again = await county.post('/api/returns', { id: newId(), campaignId, unitId: place.county })
    expect(again.json()).toMatchObject({ version: 2 })
  })

  test('anyone may ask whether a printed code matches; a changed cell does not', async () => {
    const { rows } = await sql<{
      code: string
    }>`select verify_code as code from returns where id = ${returnId}`.execute(db)
    const code = rows[0]?.code ?? ''
    const ask = async (path: string) => (await anybody.get(path)).text
    const asTyped = encodeURIComponent(code.toLowerCase().match(/.{4}/g)?.join(' ') ?? '')
    for (const path of [`/verify/${code}`, `/verify?code=${asTyped}`])
      expect(await ask(path)).toContain('与系统一致')
    expect(await ask('/verify/000000000000000000000000')).toContain('与系统不一致')
    const cells = sql`return_id = ${returnId} and column_no = 1`
    const change = (by: number) =>
      sql`update return_cells set counted = counted + ${by} where ${cells}`.execute(db)
    await change(1)
    expect(await ask(`/verify/${code}`)).toContain('与系统不一致')
    await change(-1)
  })

  test('expected units get their to-do from the day on; it goes when they have filed', async () => {
    await keepFilings(house)
    const { rows } = await sql<{ unit: string; role: string; due: string }>`
      select u.short_name as unit, t.role, t.due_on as due from todos t join units u on u.id = t.unit_id
      where t.record_type = 'filing' and t.closed_at is null order by u.code`.execute(db)
    expect(rows).toEqual([
      { unit: '提案委员会', role: 'special_committee', due: '2026-09-30' },
      { unit: '试市', role: 'office', due: '2026-09-30' },
      { unit: '湘北县', role: 'office', due: '2026-09-30' },
    ])
    const received = (await city.get(`/api/sheets/${campaignId}/${place.city}/received`)).json()
    expect(received).toMatchObject({
      rows: [
        { unitName: '临湖县', stateLabel: '已报，等接受', version: 2, submittedLate: false },
        { unitName: '湘北县', stateLabel: '未报' },
      ],
      completeness: { done: 1, expected: 2 },
      timeliness: { done: 0, expected: 2 },
    })
  })

  test('two at once file one version: the other is told so', async () => {
    const app = await testApp(house)
    const clients = [
      await clientOf(app, await makeStaff(db, place.otherCounty, 'office', '严小楼')),
      await clientOf(app, await makeStaff(db, place.otherCounty, 'office', '方二月')),
    ]
    const replies = await Promise.all(
      clients.map((client) =>
        client.post('/api/returns', { id: newId(), campaignId, unitId: place.otherCounty }),
      ),
    )
    expect(replies.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409])
    const { rows } = await sql`select from returns where unit_id = ${place.otherCounty}`.execute(db)
    expect(rows).toHaveLength(1)
  })
})
