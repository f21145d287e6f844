import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { takeTogether as endpoint, listTodos } from './todos-contract.ts'

const { db } = testDatabase()

describe('several to-dos of one kind in one press', () => {
  let place: SmallProvince
  let venue: string
  let officer: string
  let office: Client
  let colleague: Client
  let author: Client
  let neighbour: Client

  const post = async (title: string): Promise<string> => {
    const id = newId()
    await author.post('/api/posts', { id, venueId: venue, title, words: '去看了老码头。' })
    expect((await author.post(`/api/posts/${id}/steps`, { step: 'submit' })).status).toBe(200)
    return id
  }
  const todosOf = async (client: Client, records: readonly string[]): Promise<string[]> => {
    const list = listTodos.reply.parse((await client.get('/api/todos?size=100')).json())
    return records.map((id) => list.rows.find((row) => row.recordId === id)?.id ?? '')
  }
  const press = async (client: Client, ids: readonly string[], step: string, key?: string) => {
    const reply = await client.post('/api/todos/together', { ids, step }, key)
    return { status: reply.status, rows: reply.status === 200 ? endpoint.reply.parse(reply.json()).rows : [] }
  }
  const said = (rows: { outcome: string; words: string }[]) => rows.map((row) => [row.outcome, row.words])
  const stateOf = async (id: string) =>
    (await sql<{ state: string }>`select state from posts where id = ${id}`.execute(db)).rows[0]?.state

  beforeAll(async () => {
    place = await makeProvince(db)
    venue = await makeVenue(db, place.county)
    const writer = await makeMember(db, place.county, '柳青')
    await settle(db, writer, venue)
    await convene(db, writer, venue)
    officer = await makeStaff(db, place.county)
    const app = await testApp(testHouse(db))
    office = await clientOf(app, officer)
    colleague = await clientOf(app, await makeStaff(db, place.county))
    author = await clientOf(app, writer, 'member')
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    await sql`insert into guarded_words (id, committee_id, word, advice, added_at) values (${newId()}, ${place.county}, '不妥的词', '', now())`.execute(
      db,
    )
  })

  test('each is done by its own module’s step, and what one refuses is told in words and leaves the others alone', async () => {
    const [good, bad, also] = [await post('第一条'), await post('有不妥的词'), await post('第三条')]
    const ids = await todosOf(office, [good, bad, also])
    const { rows } = await press(office, ids, 'publish')
    expect(said(rows)).toEqual([
      ['done', '已发布'],
      ['refused', '有要核对的词：“不妥的词”。请退回作者改写，或在错敏词表里更正词条。'],
      ['done', '已发布'],
    ])
    expect([await stateOf(good), await stateOf(bad), await stateOf(also)]).toEqual([
      'published',
      'submitted',
      'published',
    ])
    const { rows: duties } = await sql<{ n: number }>`
      select count(*) as n from duties where kind = 'posted' and source_id = any(${[good, bad, also]}::uuid[])`.execute(
      db,
    )
    expect(duties).toEqual([{ n: 2 }])
    expect(await todosOf(office, [good, bad, also])).toEqual(['', ids[1], ''])
    const { rows: audit } = await sql<{ endpoint: string; record: string; outcome: string }>`
      select endpoint, record_id as record, outcome from audit where actor_person_id = ${officer} order by id`.execute(
      db,
    )
    expect(audit.map((row) => [row.endpoint, row.outcome, [good, bad, also].indexOf(row.record)])).toEqual([
      ...[
        [good, 'done'],
        [bad, 'refused'],
        [also, 'done'],
      ]
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
        .map(([id = '', outcome]) => ['posts.step', outcome, [good, bad, also].indexOf(id)]),
      ['todos.takeTogether', 'done', -1],
    ])
  })

  test('pressed twice under one key it is one press; under another, what was done is told as done before', async () => {
    const first = await post('按两次')
    const ids = await todosOf(office, [first])
    const key = newId()
    const [once, again] = [await press(office, ids, 'publish', key), await press(office, ids, 'publish', key)]
    expect(again).toEqual(once)
    expect(said((await press(office, ids, 'publish')).rows)).toEqual([['gone', '已经有人办过了，没有再办。']])
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from steps where record_id = ${first} and step = 'publish'`.execute(db)
    expect(rows).toEqual([{ n: 1 }])
  })

  test('two people who press the same at once do each item once, and each is told what came of it', async () => {
    const records = await Promise.all(Array.from({ length: 8 }, (_, at) => post(`一起按 ${at}`)))
    const ids = await todosOf(office, records)
    const [mine, theirs] = await Promise.all([
      press(office, ids, 'publish'),
      press(colleague, ids.toReversed(), 'publish'),
    ])
    expect([mine.status, theirs.status]).toEqual([200, 200])
    const done = [...mine.rows, ...theirs.rows].filter((row) => row.outcome === 'done')
    expect(done.map((row) => row.id).toSorted()).toEqual(ids.toSorted())
    expect(mine.rows.length + theirs.rows.length).toBe(16)
  })

  test('what is not one’s own is refused without its title, and stays', async () => {
    const record = await post('别处的')
    const ids = await todosOf(office, [record])
    expect((await press(neighbour, ids, 'publish')).rows).toEqual([
      { id: ids[0], title: null, outcome: 'refused', words: '这一件不是等您办的。' },
    ])
    expect(await stateOf(record)).toBe('submitted')
  })

  test('a step that is not the one of their kind, kinds mixed, none, too many or one twice are 400', async () => {
    const record = await post('混着选')
    const opinion = await makeOpinion(db, venue)
    await sql`
      insert into todos (committee_id, record_type, record_id, kind, title, path, unit_id, role, opened_at)
      values (${place.county}, 'opinion', ${opinion}, 'triage', '看看受不受理', '/staff/opinions', ${place.county}, 'office', now())`.execute(
      db,
    )
    const [one = '', two = ''] = await todosOf(office, [record, opinion])
    const statuses = [
      await press(office, [one], 'return'),
      await press(office, [one, two], 'publish'),
      await press(office, [], 'publish'),
      await press(
        office,
        Array.from({ length: 51 }, () => newId()),
        'publish',
      ),
      await press(office, [one, one], 'publish'),
    ].map(({ status }) => status)
    expect(statuses).toEqual([400, 400, 400, 400, 400])
    expect(await stateOf(record)).toBe('submitted')
    expect(said((await press(office, [two], 'accept')).rows)).toEqual([['done', '已受理']])
  })

  test('a step that answers another to-do than the one chosen is undone', async () => {
    const record = await post('来回过一次')
    const { rows } = await sql<{ id: string }>`
      insert into todos (committee_id, record_type, record_id, track, kind, title, path, unit_id, role, opened_at)
      values (${place.county}, 'post', ${record}, 'earlier', 'review-post', '审核动态', '/staff/posts', ${place.county}, 'office', now())
      returning id`.execute(db)
    expect(said((await press(office, [rows[0]?.id ?? ''], 'publish')).rows)).toEqual([
      ['refused', '刚才有人动过这一件，请打开看看再办。'],
    ])
    expect(await stateOf(record)).toBe('submitted')
  })

  test('the list says which kinds can be answered together, and shows one of them alone', async () => {
    const record = await post('只看这一种')
    const all = listTodos.reply.parse((await office.get('/api/todos?size=100')).json())
    const kind = all.together.find((one) => one.of === 'post:review-post')
    expect(kind).toMatchObject({ label: '审核动态', together: { step: 'publish', label: '通过，发布' } })
    const some = listTodos.reply.parse((await office.get('/api/todos?size=100&of=post:review-post')).json())
    expect(some.total).toBe(kind?.count)
    expect(new Set(some.rows.map((row) => row.recordType))).toEqual(new Set(['post']))
    expect(some.rows.some((row) => row.recordId === record)).toBe(true)
  })
})
