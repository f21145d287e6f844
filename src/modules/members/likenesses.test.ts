import { v7 as newId } from 'uuid'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Client } from '../../../test/house.ts'
import { type FilledCells, importsOf } from '../../../test/import-sheets.ts'
import { forgetMembers, memberImportStage } from '../../../test/member-imports.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

describe('two records that may be one person', () => {
  let office: Client
  let cityOffice: Client
  let imports: ReturnType<typeof importsOf>

  beforeAll(async () => {
    ;({ office, cityOffice, imports } = await memberImportStage(db))
  })

  afterEach(() => forgetMembers(db))

  const imported = async (rows: FilledCells[], client = office) =>
    imports.run(await imports.send(rows, client), client, { mode: 'good', decisions: [] })

  const he = { name: '周小禾', phone: '19900000001', sector: '教育界', workplace: '芦汀镇中学教师' }

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
})
