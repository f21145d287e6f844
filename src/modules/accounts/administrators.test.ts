import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePerson, makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../../test/house.ts'
import { fieldOf } from '../../../test/rows.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { endRole, grantRole } from './index.ts'

const { db } = testDatabase()

describe('system, security and audit administrator are never one person', () => {
  let place: SmallProvince
  let app: App
  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(testHouse(db))
  })

  test('through the pages', async () => {
    const system = await clientOf(app, await makeStaff(db, place.county, 'system', '陶小川'))
    const asked = (await system.post('/api/me/contacts/code')).json()
    await system.post('/api/me/contacts', { code: fieldOf(asked, 'demoCode') })
    const give = (personId: string, role: string) =>
      system.post(`/api/accounts/${personId}/grants`, { unitId: place.county, role, from: '2026-09-21' })
    const one = await makeStaff(db, place.county, 'office', '单小一')
    expect((await give(one, 'security')).status).toBe(200)
    const second = await give(one, 'audit')
    expect([second.status, second.json()]).toMatchObject([
      409,
      { error: { message: '系统、安全、审计管理员不能是同一个人。' } },
    ])
  })

  test('through the door that other modules and imports use', async () => {
    const one = await makeStaff(db, place.county, 'audit', '单小二')
    const given = {
      personId: one,
      unitId: place.city,
      role: 'system' as const,
      valid: '[2026-09-21,)',
      grantedBy: null,
    }
    await expect(grantRole(db, given)).rejects.toThrow('不能是同一个人')
  })

  test('through SQL as the application’s own role, on either table, in any order', async () => {
    const one = await makeStaff(db, place.county, 'system', '单小三')
    const insert = (role: string) =>
      sql`insert into grants (id, person_id, unit_id, role, valid) values (${newId()}, ${one}, ${place.city}, ${role}, '[2026-01-01,)')`.execute(
        db,
      )
    const attempts: (() => Promise<unknown>)[] = [
      () => insert('audit'),
      () => sql`update grants set role = 'audit' where person_id = ${one}`.execute(db),
      () => sql`update administrators set role = 'audit' where person_id = ${one}`.execute(db),
      () => sql`delete from administrators where person_id = ${one}`.execute(db),
      () =>
        sql`insert into administrators (person_id, role) values (${one}, 'security')
        on conflict (person_id) do update set role = 'security'`.execute(db),
    ]
    const outcomes = await Promise.all(
      attempts.map((attempt) =>
        attempt().then(
          () => 'done',
          () => 'refused',
        ),
      ),
    )
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    expect((await sql`select role from administrators where person_id = ${one}`.execute(db)).rows).toEqual([
      { role: 'system' },
    ])
  })

  test('twice at once', async () => {
    const one = await makePerson(db, place.county, '单小四')
    const outcomes = await Promise.all(
      (['system', 'security', 'audit'] as const).map((role) =>
        grantRole(db, {
          personId: one,
          unitId: place.county,
          role,
          valid: '[2026-09-21,)',
          grantedBy: null,
        }).then(
          () => 1,
          () => 0,
        ),
      ),
    )
    expect(outcomes.filter(Boolean)).toEqual([1])
  })

  test('who is none any more may become another', async () => {
    const one = await makeStaff(db, place.county, 'audit', '单小五')
    const at = { personId: one, unitId: place.county }
    await endRole(db, { ...at, role: 'audit' }, '2026-09-21')
    await grantRole(db, { ...at, role: 'system', valid: '[2026-09-21,)', grantedBy: null })
    expect((await sql`select role from administrators where person_id = ${one}`.execute(db)).rows).toEqual([
      { role: 'system' },
    ])
  })
})
