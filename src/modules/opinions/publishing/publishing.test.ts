import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { sql } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { findOpenAnswer, listOpenAnswers } from './open-face.ts'
import { findingsIn } from './rules.ts'

const { db } = testDatabase()
const none = { committeeId: null, venueId: null, category: null, words: '', page: 1, size: 10 }

test('numbers and mailboxes must go; what looks like a name, a telephone or an address is only pointed out', () => {
  const found = findingsIn(
    {
      title: '路灯不亮',
      question: '王师傅住幸福路12号，电话 199-0000-1234',
      answer: '请打 0730-1234567，或写信 a@b.cn。不实用词。',
    },
    ['实用'],
  )
  expect(found.map(({ field, text, isHard }) => [field, text, isHard])).toEqual([
    ['question', '199-0000-1234', true],
    ['question', '王师傅住幸福路12号', false],
    ['question', '王师傅', false],
    ['answer', 'a@b.cn', true],
    ['answer', '0730-1234567', false],
    ['answer', '实用', true],
  ])
})

describe('a public question and answer', () => {
  let place: SmallProvince
  let house: House
  let office: Client
  let reviewer: Client
  let convener: Client
  let neighbour: Client
  let opinion: string
  let waiting: string
  let studio: string
  const id = newId()
  const words = {
    title: '老码头的路灯什么时候修',
    question: '老码头到卫生院的路灯坏了五盏，晚上看不清路。',
    answer: '灯已经换好，以后每周巡查一次。',
  }

  beforeAll(async () => {
    place = await makeProvince(db)
    house = testHouse(db)
    const app = await testApp(house)
    studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    const officeId = await makeStaff(db, place.county)
    opinion = await makeOpinion(db, studio, { state: 'answered' })
    waiting = await makeOpinion(db, studio)
    await sql`
      insert into replies (id, committee_id, record_type, record_id, round, unit_id, author_id, written_by, body, state, written_at, published_at)
      values (${newId()}, ${place.county}, 'opinion', ${opinion}, 1, ${place.county}, ${officeId}, ${officeId}, '灯已经换好。', 'published',
        '2026-09-20T09:00:00+08:00', '2026-09-20T10:00:00+08:00')`.execute(db)
    await sql`
      insert into opinion_speakers (opinion_id, committee_id, name_sealed, phone_sealed)
      values (${opinion}, ${place.county}, ${house.keyring.seal('柳青青')}, ${house.keyring.seal('19900001234')})`.execute(
      db,
    )
    office = await clientOf(app, officeId)
    reviewer = await clientOf(app, await makeStaff(db, place.county, 'office', '何知远'))
    convener = await clientOf(app, convenerId)
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
  })

  const draft = (more: object = {}) =>
    convener.post('/api/public-answers', { id, opinionId: opinion, ...words, ...more })
  const step = (client: Client, body: object) => client.post(`/api/public-answers/${id}/steps`, body)

  test('only what was answered can be drafted, with the words and the answers as a base', async () => {
    expect((await convener.get(`/api/opinions/${waiting}/public-answer`)).json()).toEqual({
      answerId: null,
      obstacle: '答复了才能公开问答',
      base: null,
    })
    expect((await convener.get(`/api/opinions/${opinion}/public-answer`)).json()).toMatchObject({
      base: { answer: '灯已经换好。' },
    })
    expect((await neighbour.get(`/api/opinions/${opinion}/public-answer`)).status).toBe(404)
  })

  test('who spoke is refused beside the field, in any field; what looks like an address waits for a look', async () => {
    const own = await draft({ question: '柳青青说路灯坏了', answer: '已回电 19900001234' })
    expect([own.status, own.json()]).toMatchObject([
      400,
      {
        error: {
          fields: [
            { path: 'question', message: '这里有反映人的称呼“柳青青”，不能公开，请改掉' },
            { path: 'answer', message: '这里有反映人的电话“19900001234”，不能公开，请改掉' },
          ],
        },
      },
    ])
    const soft = await draft({ question: '幸福路12号门口的路灯坏了' })
    expect([soft.status, soft.json()]).toMatchObject([
      409,
      { error: { detail: { findings: [{ text: '幸福路12号' }] } } },
    ])
  })

  test('the convener drafts it once, submits it, and the office is asked to review', async () => {
    expect((await draft()).status).toBe(200)
    expect((await draft()).status).toBe(200)
    expect((await step(convener, { step: 'submit' })).json()).toEqual({ state: 'submitted' })
    expect((await reviewer.get('/api/todos')).json()).toMatchObject({
      rows: [{ title: '审核公开问答：老码头的路灯什么时候修' }],
    })
    expect((await step(convener, { step: 'publish' })).status).toBe(403)
    expect((await step(neighbour, { step: 'publish' })).status).toBe(404)
  })

  test('whoever wrote last does not review it', async () => {
    await step(reviewer, { step: 'return', words: '答得再具体些' })
    const edited = await office.send('PUT', `/api/public-answers/${id}`, { ...words, version: 1 })
    expect(edited.status).toBe(200)
    const late = await office.send('PUT', `/api/public-answers/${id}`, { ...words, version: 1 })
    const stands = { version: 2, title: words.title, answer: words.answer }
    expect([late.status, late.json()]).toMatchObject([409, { error: { detail: stands } }])
    await step(office, { step: 'submit' })
    const own = await step(office, { step: 'publish' })
    expect([own.status, own.json()]).toMatchObject([
      409,
      { error: { message: '起草的人不能自己审核，请办公室另一位同事来看' } },
    ])
    expect(await listOpenAnswers(db, none)).toEqual({ rows: [], total: 0 })
  })

  test('a guarded word that is added meanwhile stops publication', async () => {
    const word = newId()
    await sql`
      insert into guarded_words (id, committee_id, word, advice, added_by, added_at)
      select ${word}, ${place.county}, '巡查', '', id, now() from people limit 1`.execute(db)
    expect((await step(reviewer, { step: 'publish' })).json()).toMatchObject({
      error: { message: '里面还有不能公开的：要核对的词“巡查”。请先改掉' },
    })
    await sql`delete from guarded_words where id = ${word}`.execute(db)
  })

  test('published by another it is found by words, place and category, without who spoke', async () => {
    expect((await step(reviewer, { step: 'publish' })).json()).toEqual({ state: 'published' })
    const found = async (of: object) => (await listOpenAnswers(db, { ...none, ...of })).total
    expect(
      await Promise.all([
        found({ words: '路灯' }),
        found({ words: '卫生院 巡查' }),
        found({ words: '公交' }),
        found({ words: '%' }),
        found({ committeeId: place.city }),
        found({ committeeId: place.otherCounty }),
        found({ venueId: studio }),
        found({ category: 'economy' }),
      ]),
    ).toEqual([1, 1, 0, 0, 1, 0, 1, 0])
    expect(JSON.stringify(await findOpenAnswer(db, id))).not.toMatch(/柳青青|1990000|陈一诺|温小满/)
  })

  test('what is public is not edited; withdrawn with a reason it is gone at once, and can be drafted again', async () => {
    expect((await office.send('PUT', `/api/public-answers/${id}`, { ...words, version: 2 })).status).toBe(409)
    expect((await step(office, { step: 'withdraw' })).status).toBe(400)
    await step(office, { step: 'withdraw', words: '情况变了' })
    expect(await findOpenAnswer(db, id)).toBeUndefined()
    expect((await step(office, { step: 'redraft' })).json()).toEqual({ state: 'drafted' })
  })
})
