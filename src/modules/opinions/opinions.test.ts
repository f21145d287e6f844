import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { openDatabase, sql } from '../../platform/db.ts'
import { NewItems } from './contract.ts'
import { recordItems } from './record.ts'

const { db, url } = testDatabase()

describe('opinions and deeds as items of their own', () => {
  let place: SmallProvince
  let member: Client
  let other: Client
  let convener: Client
  let upper: Client
  let neighbour: Client
  let studio: string
  let memberId: string
  let convenerId: string
  const first = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county)
    memberId = await makeMember(db, place.county)
    convenerId = await makeMember(db, place.county, '陈一诺')
    await settle(db, memberId, studio)
    await convene(db, convenerId, studio)
    member = await clientOf(app, memberId, 'member')
    other = await clientOf(app, await makeMember(db, place.county, '吴四维'), 'member')
    convener = await clientOf(app, convenerId)
    upper = await clientOf(app, await makeStaff(db, place.city))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
  })

  const heard = (id: string, words = '老码头的路灯不亮') => ({
    venueId: studio,
    happenedAt: '2026-09-21T08:30:00+08:00',
    opinions: [{ id, words }],
    deeds: [],
  })

  test('a resident member records what was heard, and the duty is in the ledger', async () => {
    const reply = await member.post('/api/opinions', {
      ...heard(first),
      deeds: [{ id: newId(), words: '修好一盏灯' }],
    })
    expect(reply.json()).toEqual({ opinions: 1, deeds: 1 })
    const { rows } =
      await sql`select kind, sign from duties where person_id = ${memberId} order by id`.execute(db)
    expect(rows).toEqual([
      { kind: 'heard', sign: 1 },
      { kind: 'deed', sign: 1 },
    ])
  })

  test('the same item sent twice under another key is a no-op', async () => {
    expect((await member.post('/api/opinions', heard(first))).json()).toEqual({ opinions: 0, deeds: 0 })
  })

  test('a member who is not resident there is refused, and nothing is written', async () => {
    const reply = await other.post('/api/opinions', heard(newId()))
    expect(reply.status).toBe(404)
    expect((await convener.get('/api/opinions')).json()).toMatchObject({ total: 1 })
  })

  test('the convener sees who heard it, the city its open face without the name, the neighbour nothing', async () => {
    expect((await convener.get(`/api/opinions/${first}`)).json()).toMatchObject({
      heardBy: '周小禾',
      words: '老码头的路灯不亮',
    })
    expect((await upper.get(`/api/opinions/${first}`)).json()).toMatchObject({
      heardBy: null,
      words: '老码头的路灯不亮',
      standing: { steps: [] },
    })
    expect((await neighbour.get(`/api/opinions/${first}`)).status).toBe(404)
    expect((await neighbour.get('/api/opinions')).json()).toEqual({ rows: [], total: 0 })
  })

  test('withdrawing demands words, takes the duty back, and restoring is the next round', async () => {
    expect((await member.post(`/api/opinions/${first}/steps`, { step: 'withdraw' })).status).toBe(400)
    expect(
      (await member.post(`/api/opinions/${first}/steps`, { step: 'withdraw', words: '记错了' })).json(),
    ).toEqual({ state: 'withdrawn' })
    expect((await convener.post(`/api/opinions/${first}/steps`, { step: 'restore' })).json()).toEqual({
      state: 'recorded',
    })
    const { rows } = await sql`select round, sign from duties where source_id = ${first} order by id`.execute(
      db,
    )
    expect(rows).toEqual([
      { round: 1, sign: 1 },
      { round: 1, sign: -1 },
      { round: 2, sign: 1 },
    ])
  })

  test('thirty lines take as many statements as one', async () => {
    const seen: string[] = []
    const counted = openDatabase(url(), { max: 1, onStatement: (text) => seen.push(text) })
    const actor = await actorOf(db, convenerId, new Date('2026-09-21T09:00:00+08:00'))
    const statementsOf = async (lines: number): Promise<number> => {
      seen.length = 0
      const opinions = Array.from({ length: lines }, (_, index) => ({ id: newId(), words: `第 ${index} 条` }))
      const given = NewItems.parse({ ...heard(newId()), opinions })
      expect(await recordItems(counted, actor, given)).toEqual({ opinions: lines, deeds: 0 })
      return seen.length
    }
    const [one, thirty] = [await statementsOf(1), await statementsOf(30)]
    await counted.destroy()
    expect(one).toBeGreaterThan(3)
    expect(thirty).toBe(one)
  })

  test('empty and overlong words are refused with the field marked', async () => {
    const empty = await convener.post('/api/opinions', heard(newId(), '  '))
    const long = await convener.post('/api/opinions', heard(newId(), '长'.repeat(2001)))
    expect([empty.json(), long.json()]).toMatchObject([
      { error: { fields: [{ path: 'opinions.0.words', message: '这里还没有写' }] } },
      { error: { fields: [{ path: 'opinions.0.words', message: '最多 2000 个字' }] } },
    ])
  })
})
