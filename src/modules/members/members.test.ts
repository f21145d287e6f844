import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { convene, makeProvince, makeStaff, makeVenue, settle } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { readRows } from '../../platform/spreadsheet/index.ts'
import { addUnit } from '../organisations/index.ts'

const { db } = testDatabase()

describe('the directory of members', () => {
  let office: Client
  let province: Client
  let body: Client
  let convener: Client
  let county: string
  let bodyId: string
  let inject: (url: string, client: Client) => Promise<Buffer>
  const ids = new Map<string, string>()

  const add = async (name: string, more: Record<string, unknown> = {}) => {
    const id = newId()
    ids.set(name, id)
    return office.post('/api/members', { id, committeeId: county, name, from: '2022-01-01', ...more })
  }
  const names = async (query: string, client = office): Promise<string[]> =>
    Object((await client.get(`/api/members?${query}`)).json()).rows.map((row: { name: string }) => row.name)
  const open = async (name: string, client = office) => client.get(`/api/members/${ids.get(name)}`)
  const member = async (name: string) => Object((await open(name)).json())

  beforeAll(async () => {
    const place = await makeProvince(db)
    county = place.county
    bodyId = await addUnit(db, {
      committeeId: county,
      kind: 'special_committee',
      level: 'county',
      code: '990101-Z01',
      name: '临湖县政协提案委员会',
      shortName: '提案委员会',
      divisionCode: null,
      openFrom: '2020-01-01',
    })
    const app = await testApp(testHouse(db))
    office = await clientOf(app, await makeStaff(db, county))
    province = await clientOf(app, await makeStaff(db, place.province))
    body = await clientOf(app, await makeStaff(db, bodyId, 'special_committee'))
    inject = async (url, client) => (await app.inject({ url, headers: { cookie: client.cookie } })).rawPayload
    for (const name of ['王五', '李七', '丁一', '张六', '于三', '卜二', '刘四']) await add(name)
    await add('单于禾', { phone: '199 0000 0001', specialCommitteeId: bodyId, party: 'minjian' })
    await add('买买提·江', { post: 'standing', workplace: '医生', until: '2024-01-01', endedAs: 'resigned' })
    const venue = await makeVenue(db, county)
    await settle(db, ids.get('丁一') ?? '', venue)
    await convene(db, ids.get('卜二') ?? '', venue)
    convener = await clientOf(app, ids.get('卜二') ?? '')
    await sql`insert into accounts (person_id) values (${ids.get('卜二')}) on conflict do nothing`.execute(db)
  })

  test('is sorted by strokes of the family name', async () => {
    expect(await names('sort=strokes')).toEqual([
      '丁一',
      '卜二',
      '于三',
      '王五',
      '刘四',
      '张六',
      '李七',
      '单于禾',
    ])
  })

  test('is sorted by pinyin', async () => {
    expect(await names('sort=pinyin')).toEqual([
      '卜二',
      '丁一',
      '李七',
      '刘四',
      '单于禾',
      '王五',
      '于三',
      '张六',
    ])
  })

  test('is searched by name, full pinyin, initials, 编号 and whole mobile', async () => {
    const asked = [
      'search=五',
      'search=wangwu',
      'search=ww',
      'search=0001',
      'search=199-0000-0001',
      'search=%25',
    ]
    expect(await Promise.all(asked.map((query) => names(query)))).toEqual([
      ['王五'],
      ['王五'],
      ['王五'],
      ['王五'],
      ['单于禾'],
      [],
    ])
  })

  test('is narrowed by party, special committee, end of office and 未入驻', async () => {
    const asked = [
      'party=minjian',
      `specialCommitteeId=${bodyId}`,
      'standing=ended',
      'search=丁一&unsettled=yes',
    ]
    expect(await Promise.all(asked.map((query) => names(query)))).toEqual([
      ['单于禾'],
      ['单于禾'],
      ['买买提·江'],
      [],
    ])
  })

  test('shows a special committee its own, a convener the residents, those above figures alone', async () => {
    expect(await names('', body)).toEqual(['单于禾'])
    expect(await names('', convener)).toEqual(['丁一', '卜二'])
    expect(await names('standing=all', province)).toEqual([])
    expect((await open('丁一', province)).status).toBe(404)
    expect((await province.get(`/api/members?committeeId=${county}`)).status).toBe(403)
    expect((await province.get('/api/members/counts')).json()).toMatchObject({
      rows: [
        { committeeName: '试省', serving: 0 },
        { committeeName: '试市', serving: 0 },
        { committeeName: '临湖县', serving: 8, unsettled: 7 },
        { committeeName: '湘北县', serving: 0 },
      ],
    })
  })

  test('goes out as a table with masked mobiles, and leaves its audit row', async () => {
    const file = await inject('/api/members/export?party=minjian&columns=no,name,phone', office)
    const heads = ['编号', '姓名', '手机号'].map((header) => ({
      key: header,
      header,
      required: true,
      width: 10,
      note: null,
      kind: 'text' as const,
      sample: null,
    }))
    expect((await readRows(file, heads)).rows.map(({ values }) => values)).toEqual([
      { 编号: '0008', 姓名: '单于禾', 手机号: '199****0001' },
    ])
    const { rows } = await sql`select outcome from audit where endpoint = 'members.export'`.execute(db)
    expect(rows).toEqual([{ outcome: 'exported' }])
  })

  test('a seat that overlaps another is refused with the other’s days', async () => {
    const id = ids.get('王五')
    const seat = { mandateId: newId(), from: '2026-01-01' }
    const refused = await office.post(`/api/members/${id}/mandates`, seat)
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { error: { message: '与编号 0001 的任职重叠：2022年1月1日起，至今。请先结束那一段，或改日期。' } },
    ])
    const [first] = (await member('王五')).mandates
    await office.send('PUT', `/api/mandates/${first.id}`, {
      ...first,
      until: '2026-01-01',
      endedAs: 'term_over',
    })
    await office.post(`/api/members/${id}/mandates`, seat)
    expect((await member('王五')).mandates).toMatchObject([
      { no: '0010', from: '2026-01-01', until: null, serving: true },
      { no: '0001', until: '2026-01-01', endedAsLabel: '换届离任', serving: false },
    ])
  })

  test('the end is the first day without: an end before the beginning is refused at its field', async () => {
    const refused = await office.post(`/api/members/${ids.get('丁一')}/mandates`, {
      mandateId: newId(),
      from: '2021-01-01',
      until: '2021-01-01',
    })
    expect([refused.status, refused.json()]).toMatchObject([
      400,
      {
        error: {
          fields: [{ path: 'until', message: '结束日期要晚于开始日期。结束日期是不再任职的第一天。' }],
        },
      },
    ])
  })

  test('two people editing one: the second is shown what stands', async () => {
    const { id, version } = await member('刘四')
    const first = await office.send('PUT', `/api/members/${id}`, { version, name: '刘肆', gender: 'male' })
    const second = await office.send('PUT', `/api/members/${id}`, { version, name: '刘思', gender: null })
    expect([first.status, second.status, second.json()]).toMatchObject([
      200,
      409,
      { error: { detail: { version: version + 1, name: '刘肆', gender: 'male' } } },
    ])
  })

  test('a known mobile and a known name are pointed out; another one of the name is taken on word', async () => {
    const phone = await add('丁二', { phone: '19900000001' })
    expect([phone.status, phone.json()]).toMatchObject([
      409,
      { error: { message: '这个手机号是单于禾的。请核对，或者打开那一位来改。' } },
    ])
    const short = await add('丁二', { phone: '1990000' })
    expect(short.json()).toMatchObject({
      error: { fields: [{ path: 'phone', message: '少了 4 位，手机号是 11 位。' }] },
    })
    const same = await add('丁一')
    expect([same.status, same.json()]).toMatchObject([
      409,
      { error: { detail: { sameName: [{ no: '0003' }] } } },
    ])
    const another = await add('丁一', { isAnother: true })
    expect(another.status).toBe(200)
  })

  test('words of another 政协 are refused in a seat', async () => {
    const refused = await add('于四', { sectorId: bodyId, post: 'king' })
    expect(refused.json()).toMatchObject({ error: { fields: [{ path: 'sectorId' }, { path: 'post' }] } })
  })
})
