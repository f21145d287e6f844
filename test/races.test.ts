import { randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import {
  convene,
  makeActivity,
  makeMember,
  makePerson,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

const { db } = testDatabase()
const plan = { title: '走访老街', place: '老街口', kinds: [4] }
const hours = { beginsAt: '2026-10-10T09:00:00+08:00', endsAt: '2026-10-10T11:00:00+08:00' }

const countOf = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** How often each answer was given. */
const tally = (replies: { status: number }[]): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const times = <T>(n: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)))

/** As our own clients do: an answer that asks to try again is tried again under the same key. */
const patiently = async (send: (key: string) => ReturnType<Client['post']>, key: string = randomUUID()) => {
  for (;;) {
    const reply = await send(key)
    if (reply.status !== 503) return reply
  }
}

describe('keys and races', { timeout: 60_000 }, () => {
  let convener: Client
  let office: Client
  let venue: string
  let members: { id: string; client: Client }[]
  let activity: string

  beforeAll(async () => {
    const app = await testApp(testHouse(db, '2026-09-21T10:00:00+08:00'))
    const place = await makeProvince(db)
    venue = await makeVenue(db, place.county)
    const person = await makePerson(db, place.county, '顾清')
    await convene(db, person, venue)
    convener = await clientOf(app, person)
    office = await clientOf(app, await makeStaff(db, place.county))
    activity = await makeActivity(db, [venue])
    members = []
    for (const name of ['甲', '乙', '丙']) {
      const id = await makeMember(db, place.county, name)
      await settle(db, id, venue)
      members.push({ id, client: await clientOf(app, id, 'member') })
    }
  })

  test('a key sent twenty times at once writes one row and gets one answer, byte for byte', async () => {
    for (let round = 0; round < 2; round += 1) {
      const before = [await countOf('activities'), await countOf('audit')]
      const body = { ...plan, ...hours, id: newId(), venueIds: [venue] }
      const key = randomUUID()
      const replies = await times(20, () =>
        patiently((same) => convener.post('/api/activities', body, same), key),
      )
      const after = [await countOf('activities'), await countOf('audit')]
      expect([tally(replies), new Set(replies.map((reply) => reply.text)).size, after]).toEqual([
        { 200: 20 },
        1,
        before.map((count) => count + 1),
      ])
    }
  })

  test('a first answer and its replay are the same bytes, with a list inside too', async () => {
    const body = { items: members.map(({ id }) => ({ id: newId(), personId: id })) }
    const key = randomUUID()
    const first = await convener.post(`/api/activities/${activity}/attendances`, body, key)
    const again = await convener.post(`/api/activities/${activity}/attendances`, body, key)
    expect([first.status, again.text, again.headers['content-type']]).toEqual([
      200,
      first.text,
      first.headers['content-type'],
    ])
  })

  test('the same key with another body is refused, and with another person is another key', async () => {
    const key = randomUUID()
    const body = { ...plan, ...hours, id: newId(), venueIds: [venue] }
    const first = await convener.post('/api/activities', body, key)
    const changed = await convener.post('/api/activities', { ...body, title: '别的' }, key)
    const other = await office.post('/api/activities', { ...body, id: newId() }, key)
    expect([first.status, changed.status, other.status, other.text === first.text]).toEqual([
      200,
      422,
      200,
      false,
    ])
  })

  test('of fifty edits of one plan at once, one wins and forty-nine are told what stands', async () => {
    const id = newId()
    await convener.post('/api/activities', { ...plan, ...hours, id, venueIds: [venue] })
    const replies = await times(50, (n) =>
      patiently((key) =>
        (n % 2 ? office : convener).send(
          'PUT',
          `/api/activities/${id}`,
          { ...plan, ...hours, title: `第 ${n} 稿`, venueIds: [venue], version: 1 },
          key,
        ),
      ),
    )
    const lost = replies.find((reply) => reply.status === 409)
    const { rows } = await sql<{ title: string; version: number }>`
      select title, version from activities where id = ${id}`.execute(db)
    const won = replies.findIndex((reply) => reply.status === 200)
    expect([tally(replies), rows, lost?.text.includes(`第 ${won} 稿`)]).toEqual([
      { 200: 1, 409: 49 },
      [{ title: `第 ${won} 稿`, version: 2 }],
      true,
    ])
  })

  test('a person ticked fifty times at once, under new keys, is on the list once, with one duty', async () => {
    const busy = await makeActivity(db, [venue], { title: '人多' })
    const [member] = members
    const replies = await times(50, () =>
      patiently((key) =>
        convener.post(
          `/api/activities/${busy}/attendances`,
          { items: [{ id: newId(), personId: member?.id }] },
          key,
        ),
      ),
    )
    const { rows } = await sql<{ attendances: number; duties: number; steps: number }>`
      select count(distinct a.id)::int as attendances, count(distinct d.id)::int as duties, count(distinct s.id)::int as steps
      from attendances a left join duties d on d.source_id = a.id left join steps s on s.record_id = a.id
      where a.activity_id = ${busy}`.execute(db)
    expect([tally(replies), rows]).toEqual([{ 200: 50 }, [{ attendances: 1, duties: 1, steps: 1 }]])
  })

  test('a step that ten people press at once is taken once, and nine are told so', async () => {
    const id = newId()
    await convener.post('/api/activities', { ...plan, ...hours, id, venueIds: [venue] })
    const replies = await times(10, (n) =>
      patiently((key) =>
        (n % 2 ? office : convener).post(
          `/api/activities/${id}/steps`,
          { step: 'cancel', words: '不办了' },
          key,
        ),
      ),
    )
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from steps where record_id = ${id} and step = 'cancel'`.execute(db)
    expect([tally(replies), rows]).toEqual([{ 200: 1, 409: 9 }, [{ n: 1 }]])
  })
})
