import { randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../torture/journal.ts'
import { type Verdict, judge } from '../torture/verdict.ts'
import { convene, makeActivity, makeMember, makePerson, makeProvince, makeVenue, settle } from './builders.ts'
import { testDatabase } from './database.ts'
import { clientOf, testApp, testHouse } from './house.ts'

const { db, owner } = testDatabase()
const entries: Entry[] = []
const [tick, taken, post] = [newId(), newId(), newId()]

/** The verdict after something was changed behind the back; rolled back. */
const after = async (...statements: string[]): Promise<Verdict> => {
  const client = owner()
  await client.query('begin')
  try {
    for (const table of ['steps', 'duties', 'audit'])
      await client.query(`alter table ${table} disable trigger user`)
    for (const statement of statements) await client.query(statement)
    return await judge(client, entries)
  } finally {
    await client.query('rollback')
  }
}

describe('the verdict of torture finds what it is for', () => {
  beforeAll(async () => {
    const place = await makeProvince(db)
    const venue = await makeVenue(db, place.county)
    const convener = await makePerson(db, place.county)
    await convene(db, convener, venue)
    const people = [await makeMember(db, place.county, '甲'), await makeMember(db, place.county, '乙')]
    for (const person of people) await settle(db, person, venue)
    const activity = await makeActivity(db, [venue])
    const client = await clientOf(await testApp(testHouse(db)), convener)
    const write = async (
      kind: Entry['kind'],
      recordId: string,
      endpoint: string,
      url: string,
      body: unknown,
    ) => {
      const key = randomUUID()
      const reply = await client.post(url, body, key)
      entries.push({
        t: 'asked',
        key,
        kind,
        endpoint,
        recordId,
        told: { t: 'told', key, status: reply.status, body: reply.text, tries: 1 },
      })
    }
    const list = `/api/activities/${activity}/attendances`
    for (const [index, id] of [tick, taken].entries())
      await write('tick', id, 'activities.recordAttendances', list, {
        items: [{ id, personId: people[index] }],
      })
    const back = { step: 'reverse', words: '点错了' }
    await write('reverse', taken, 'activities.stepAttendance', `/api/attendances/${taken}/steps`, back)
    await write('draft', post, 'posts.draft', '/api/posts', {
      id: post,
      venueId: venue,
      title: post,
      words: '来了',
    })
    await write('submit', post, 'posts.step', `/api/posts/${post}/steps`, { step: 'submit' })
  })

  test('nothing is found where nothing is wrong', async () => {
    expect(await after()).toEqual({
      asked: 5,
      acknowledged: 5,
      retried: 0,
      refused: 0,
      lost: [],
      doubled: [],
      half: [],
    })
  })

  test('an acknowledged write that was lost whole', async () => {
    const verdict = await after(
      `delete from idempotency where endpoint = 'posts.step'`,
      `delete from steps where record_id = '${post}' and step = 'submit'`,
      `update posts set state = 'draft' where id = '${post}'`,
      `delete from audit where endpoint = 'posts.step'`,
    )
    expect([verdict.lost, verdict.half]).toEqual([
      [`submit ${post}: acknowledged, and not there`, `step ${post} submit: acknowledged, and not there`],
      [],
    ])
  })

  test('a record that went with its answer', async () => {
    const verdict = await after(`delete from attendances where id = '${tick}'`)
    expect([verdict.lost, verdict.half]).toEqual([
      [`record ${tick}: acknowledged, and not there`],
      [`attendance ${tick}: steps without a record`],
    ])
  })

  test('a retry that was done twice', async () => {
    const verdict = await after(
      `insert into steps (record_type, record_id, no, step, from_state, to_state, at)
         select record_type, record_id, no + 1, step, from_state, to_state, at from steps where record_id = '${post}' and step = 'submit'`,
      `insert into duties (person_id, organiser_id, committee_id, kind, on_day, source_type, source_id, round, sign, at)
         select person_id, organiser_id, committee_id, kind, on_day, source_type, source_id, 2, sign, at from duties where source_id = '${tick}'`,
    )
    expect(verdict.doubled).toEqual([
      `duty of ${tick} counted 2`,
      `step ${post} submit: taken more often than told`,
    ])
  })

  test('half a step: the state moved and the log did not, a duty that stayed, an audit row that is missing', async () => {
    const verdict = await after(
      `update posts set state = 'published' where id = '${post}'`,
      `delete from duties where source_id = '${taken}' and sign = -1`,
      `delete from audit where endpoint = 'posts.draft'`,
    )
    expect(verdict.half.toSorted()).toEqual(
      [
        `post ${post}: is published, its last step led to submitted`,
        `attendance ${taken}: is reversed with a duty of 1`,
        'posts.draft: 1 answers kept, 0 in the audit log',
      ].toSorted(),
    )
  })
})
