import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makePerson,
  makeProvince,
  makeStaff,
  seat,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { Venue } from './contract.ts'
import { listOpenPeople } from './index.ts'

const { db } = testDatabase()

describe('the people of a studio', () => {
  let place: SmallProvince
  let office: Client
  let group: Client
  let zhou: string
  let li: string
  const id = newId()
  const other = newId()

  const venue = async (client = office): Promise<Venue> =>
    Venue.parse((await client.get(`/api/venues/${id}`)).json())

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db, '2026-08-01T09:00:00+08:00'))
    office = await clientOf(app, await makeStaff(db, place.county))
    group = await clientOf(app, await makeStaff(db, place.county, 'contact_group', '苏联络'))
    zhou = await makeMember(db, place.county, '周双木')
    li = await makeMember(db, place.county, '李三石')
    const opened = { committeeId: place.county, opensOn: '2026-07-01' }
    await office.post('/api/venues', { ...opened, id, name: '芦汀委员工作室', convenerId: zhou })
    await office.post('/api/venues', { ...opened, id: other, name: '渡口委员工作室' })
  })

  test('residents come and go by days: the end date is the first day without', async () => {
    const residencyId = newId()
    await office.post(`/api/venues/${id}/residents`, { residencyId, personId: li, from: '2026-07-01' })
    const twice = await office.post(`/api/venues/${id}/residents`, {
      residencyId: newId(),
      personId: li,
      from: '2026-07-15',
    })
    expect([twice.status, twice.json()]).toMatchObject([
      409,
      { error: { message: '已经入驻（自 2026-07-01 起），不用再加。' } },
    ])
    const [row] = (await venue()).residents
    await office.post(`/api/venues/${id}/residents/${row?.id}/end`, { on: '2026-08-01' })
    expect(await venue()).toMatchObject({ residentCount: 0, residents: [{ until: '2026-08-01' }] })
    const back = await office.post(`/api/venues/${id}/residents`, {
      residencyId: newId(),
      personId: li,
      from: '2026-08-01',
    })
    expect([back.status, (await venue()).residentCount]).toEqual([200, 1])
  })

  test('a person may be resident in two venues', async () => {
    const added = await office.post(`/api/venues/${other}/residents`, {
      residencyId: newId(),
      personId: li,
      from: '2026-08-05',
    })
    expect(added.status).toBe(200)
  })

  test('only somebody with a mandate that day can be resident', async () => {
    const former = await makeMember(db, place.county, '冯卸任', '[2017-01-01,2022-01-01)')
    const refused = await office.post(`/api/venues/${id}/residents`, {
      residencyId: newId(),
      personId: former,
      from: '2026-08-01',
    })
    expect([refused.status, refused.json()]).toMatchObject([
      400,
      { error: { fields: [{ path: 'personId', message: '冯卸任在 2026-08-01 没有委员任职，不能选' }] } },
    ])
  })

  test('somebody found twice counts once, with the mandate of either record', async () => {
    const twin = await makePerson(db, place.county, '李三石')
    await sql`insert into residencies (id, venue_id, person_id, valid) values (${newId()}, ${id}, ${twin}, '[2026-07-01,)')`.execute(
      db,
    )
    await sql`update people set merged_into = ${twin} where id = ${li}`.execute(db)
    expect((await venue()).residentCount).toBe(1)
    const sorted = await office.get('/api/venues?sort=-residentCount')
    expect(sorted.json()).toMatchObject({ rows: [{ residentCount: 1 }, { residentCount: 0 }] })
    expect(await listOpenPeople(db, id, '2026-08-01')).toMatchObject([
      { name: '周双木', isConvener: true },
      { id: twin, name: '李三石' },
    ])
    await sql`update people set merged_into = null where id = ${li}`.execute(db)
    await sql`delete from residencies where person_id = ${twin}`.execute(db)
  })

  test('people of another 政协 are found by 政协代码-编号 only', async () => {
    const far = await makeMember(db, place.province, '省上人')
    const mandate = await seat(db, far, place.city)
    await sql`update mandates set no = '0007' where id = ${mandate}`.execute(db)
    const search = async (words: string) =>
      (await office.get(`/api/venues/${id}/candidates?search=${encodeURIComponent(words)}`)).json()
    expect([await search('省上人'), await search('0007')]).toEqual([{ candidates: [] }, { candidates: [] }])
    expect(await search('9901-0007')).toMatchObject({
      candidates: [{ personId: far, name: '省上人', committeeName: '试市' }],
    })
    expect(await search('lss')).toMatchObject({ candidates: [{ personId: li }] })
  })

  test('a leader’s own studio is told to the office alone', async () => {
    const resident = (await venue()).residents.find((one) => one.until === null)
    await office.send('PUT', `/api/venues/${id}/residents/${resident?.id}`, { isLeader: true })
    expect((await venue()).residents.map((one) => one.isLeader)).toEqual([true, false])
    expect((await venue(group)).residents.map((one) => one.isLeader)).toEqual([null, null])
  })

  test('a new convener takes over on a day; the role moves with the fact', async () => {
    await office.post(`/api/venues/${id}/convener`, { personId: li, from: '2026-08-01' })
    expect((await venue()).conveners).toMatchObject([
      { name: '李三石', from: '2026-08-01', until: null },
      { name: '周双木', from: '2026-07-01', until: '2026-08-01' },
    ])
    const { rows } = await sql`
      select person_id, valid::text from grants where unit_id = ${id} order by lower(valid)`.execute(db)
    expect(rows).toEqual([
      { person_id: zhou, valid: '[2026-07-01,2026-08-01)' },
      { person_id: li, valid: '[2026-08-01,)' },
    ])
  })
})
