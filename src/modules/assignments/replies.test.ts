import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { actingAs } from '../../platform/actor.ts'
import { sql } from '../../platform/db.ts'
import { listPublishedReplies, rateReplies } from './index.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('a reply from its first word to its grade', () => {
  let handler: Client
  let convener: Client
  let neighbour: Client
  let handlerId: string
  let opinion: string
  const reply = newId()
  const read = async (client: Client, id = reply) => (await client.get(`/api/replies/${id}`)).json()

  beforeAll(async () => {
    const place = await makeProvince(db)
    const app = await testApp(house)
    const studio = await makeVenue(db, place.county)
    handlerId = await makeMember(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    handler = await clientOf(app, handlerId, 'member')
    convener = await clientOf(app, convenerId)
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    opinion = await makeOpinion(db, studio, { handlerId, state: 'accepted' })
  })

  test('the handling member drafts it, and saves it again and again', async () => {
    const draft = { id: reply, recordType: 'opinion', recordId: opinion, body: '路灯已经报修' }
    expect((await handler.post('/api/replies', draft)).json()).toEqual({ id: reply, version: 1 })
    expect((await handler.post('/api/replies', draft)).json()).toEqual({ id: reply, version: 1 })
    const saved = await handler.send('PUT', `/api/replies/${reply}`, {
      body: '路灯已经报修，本周修好',
      contactKind: 'phone',
      outcome: 'under_way',
      version: 1,
    })
    expect(saved.json()).toEqual({ id: reply, version: 2 })
  })

  test('a save over another’s change is refused with both texts in reach', async () => {
    const refused = await handler.send('PUT', `/api/replies/${reply}`, { body: '旧的', version: 1 })
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      { error: { detail: { version: 2, body: '路灯已经报修，本周修好', writtenBy: '周小禾' } } },
    ])
  })

  test('sent for review it waits in the studio’s to-dos, and comes back with words', async () => {
    await handler.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 2 })
    expect((await convener.get('/api/todos')).json()).toMatchObject({ rows: [{ kind: 'review' }], total: 1 })
    const silent = await convener.post(`/api/replies/${reply}/steps`, { step: 'return', version: 2 })
    expect(silent.status).toBe(400)
    await convener.post(`/api/replies/${reply}/steps`, { step: 'return', version: 2, words: '写上哪天修好' })
    expect(await read(handler)).toMatchObject({
      mayEdit: true,
      standing: { state: 'returned', history: [{}, {}, { label: '退回修改', words: '写上哪天修好' }] },
    })
    expect((await handler.get('/api/todos')).json()).toMatchObject({ rows: [{ kind: 'rewrite' }], total: 1 })
  })

  test('the writer cannot let it out; nobody of another 政协 sees it', async () => {
    await handler.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 2 })
    const own = await handler.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 2 })
    expect(own.status).toBe(403)
    expect((await neighbour.get(`/api/replies/${reply}`)).status).toBe(404)
    expect((await neighbour.get(`/api/records/opinion/${opinion}/replies`)).status).toBe(404)
  })

  test('edited while it was being approved, it does not go out unread', async () => {
    await handler.send('PUT', `/api/replies/${reply}`, { body: '9月25日前修好', version: 2 })
    const refused = await convener.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 2 })
    expect([refused.status, refused.json()]).toMatchObject([
      409,
      {
        error: {
          message: '您打开之后，周小禾又改过这份答复。两份都在下面，请对照后再办。',
          detail: { version: 3, body: '9月25日前修好' },
        },
      },
    ])
  })

  test('let out in the version that was read, it answers the speaker and is the member’s duty', async () => {
    const out = await convener.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 3 })
    expect([out.status, out.json()]).toEqual([200, { state: 'published' }])
    const { rows: duties } =
      await sql`select person_id, kind, sign, source_id from duties where kind = 'replied'`.execute(db)
    expect(duties).toEqual([{ person_id: handlerId, kind: 'replied', sign: 1, source_id: reply }])
    const { rows } = await sql`select state from opinions where id = ${opinion}`.execute(db)
    expect(rows).toEqual([{ state: 'answered' }])
    const published = (await listPublishedReplies(db, 'opinion', [opinion])).get(opinion)
    expect(published).toEqual([
      {
        id: reply,
        round: 1,
        unitName: '芦汀委员工作室',
        memberName: '周小禾',
        body: '9月25日前修好',
        contactKind: null,
        outcome: null,
        publishedAt: '2026-09-21T01:00:00.000Z',
        grade: null,
        why: null,
        ratedAt: null,
      },
    ])
  })

  test('what is out is not changed, a grade is given once, and only on this record', async () => {
    const late = await handler.send('PUT', `/api/replies/${reply}`, { body: '再改', version: 3 })
    expect(late.status).toBe(409)
    const speaker = actingAs('speaker', house.clock())
    const grades = [{ replyId: reply, grade: 'unsatisfied' as const, why: '还是黑的' }]
    await expect(
      rateReplies(db, speaker, { recordType: 'opinion', recordId: newId(), grades }),
    ).rejects.toMatchObject({ status: 404 })
    expect(await rateReplies(db, speaker, { recordType: 'opinion', recordId: opinion, grades })).toEqual({
      unsatisfied: true,
      left: 0,
    })
    await expect(
      rateReplies(db, speaker, { recordType: 'opinion', recordId: opinion, grades }),
    ).rejects.toMatchObject({ status: 409 })
    expect(await read(convener)).toMatchObject({ rating: { grade: 'unsatisfied', why: '还是黑的' } })
  })
})
