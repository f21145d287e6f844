import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type SmallProvince,
  makeMember,
  makeOpinion,
  makeProvince,
  makeStaff,
  makeVenue,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { guardedIn } from './index.ts'

const { db } = testDatabase()
const at = '2026-09-21T08:30:00+08:00'

describe('one list of guarded words for all that goes out', () => {
  let place: SmallProvince
  let office: Client
  let second: Client
  let neighbour: Client
  let authorId = ''
  let studio = ''

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db))
    studio = await makeVenue(db, place.county)
    authorId = await makeMember(db, place.county)
    office = await clientOf(app, await makeStaff(db, place.county))
    second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
  })

  /** A 动态, a public answer, an information and a report with this text, each one step before it goes out: the path of that step. */
  const waiting = async (text: string): Promise<[path: string, step: string][]> => {
    const [post, answer, information, report] = [newId(), newId(), newId(), newId()]
    const opinion = await makeOpinion(db, studio, { state: 'answered' })
    const { county } = place
    await sql`
      insert into posts (id, committee_id, venue_id, title, words, state, uploaded_at, author_id, created_at)
      values (${post}, ${county}, ${studio}, '渡口的一上午', ${text}, 'submitted', ${at}, ${authorId}, ${at})`.execute(
      db,
    )
    await sql`
      insert into public_answers (id, committee_id, opinion_id, venue_id, state, title, question, answer, search, drafted_by, drafted_at)
      values (${answer}, ${county}, ${opinion}, ${studio}, 'submitted', '渡口', '怎么办', ${text}, '', ${authorId}, ${at})`.execute(
      db,
    )
    await sql`
      insert into informations (id, committee_id, state, title, body, made_by, made_at, edited_at)
      values (${information}, ${county}, 'signed', '渡口', ${text}, ${authorId}, ${at}, ${at})`.execute(db)
    await sql`
      insert into reports (id, committee_id, state, title, body, town_cannot, is_valuable, made_by, made_at, edited_at)
      values (${report}, ${county}, 'adopted', '渡口', ${text}, true, true, ${authorId}, ${at}, ${at})`.execute(
      db,
    )
    return [
      [`/api/posts/${post}/steps`, 'publish'],
      [`/api/public-answers/${answer}/steps`, 'publish'],
      [`/api/informations/${information}/steps`, 'issue'],
      [`/api/reports/${report}/steps`, 'issue'],
    ]
  }
  const take = async (steps: [path: string, step: string][]) => {
    const given: [number, boolean][] = []
    for (const [path, step] of steps) {
      const reply = await second.post(path, { step })
      given.push([reply.status, /要核对的词/.test(reply.text)])
    }
    return given
  }
  const stopped = [409, 409, 409, 409].map((status) => [status, true])
  const out = [200, 200, 200, 200].map((status) => [status, false])

  test('a word of one’s own stops a 动态, a public answer, an information and a report alike, with the word as the reason', async () => {
    const id = newId()
    await office.post('/api/guarded-words', {
      id,
      committeeId: place.county,
      word: '渡口管委会',
      advice: '没有这个单位',
    })
    const steps = await waiting('渡口管委会派了人。')
    expect(await take(steps)).toEqual(stopped)
    expect((await second.post(steps[2]?.[0] ?? '', { step: 'issue' })).json()).toMatchObject({
      error: { message: '有要核对的词：“渡口管委会”。请退回修改，或在错敏词表里更正词条。' },
    })
    await office.send('DELETE', `/api/guarded-words/${id}`)
    expect(await take(steps)).toEqual(out)
  })

  test('what ships is checked everywhere, and can be switched off in one’s own 政协 and on again', async () => {
    const list: { rows: { id: string; word: string; isOff: boolean }[] } = JSON.parse(
      (await office.get(`/api/guarded-words?search=${encodeURIComponent('截止目前')}`)).text,
    )
    const { id } = list.rows[0] ?? { id: '' }
    const steps = await waiting('截止目前，已修好三处。')
    expect([list.rows.length, await take(steps)]).toEqual([1, stopped])
    await neighbour.send('DELETE', `/api/guarded-words/${id}`)
    expect(await take(steps)).toEqual(stopped)
    await office.send('DELETE', `/api/guarded-words/${id}`)
    expect(await take(steps)).toEqual(out)
    await office.post(`/api/guarded-words/${id}/restoration`, {})
    expect(await take(await waiting('截止目前，已修好三处。'))).toEqual(stopped)
    const twice = await office.post('/api/guarded-words', {
      id: newId(),
      committeeId: place.county,
      word: '截止目前',
    })
    expect(twice.status).toBe(409)
  })

  test('a word of the neighbour’s list stops nothing here', async () => {
    await neighbour.post('/api/guarded-words', {
      id: newId(),
      committeeId: place.otherCounty,
      word: '老码头渡口',
    })
    expect(await take(await waiting('老码头渡口修好了。'))).toEqual(out)
  })

  test('of thousands of words those are named that stand in ten thousand characters, in order', async () => {
    await sql`
      insert into guarded_words (id, committee_id, word, added_at)
      select gen_random_uuid(), ${place.county}, '错词第' || n || '号', now() from generate_series(1, 5000) n`.execute(
      db,
    )
    const text = `${'政协委员走进渡口听群众说事。'.repeat(714)}错词第42号。错词第4999号`
    const { rows } = await sql<{ hits: string[] }>`
      select ${guardedIn(sql`${place.county}::uuid`, sql`${text}::text`)} as hits`.execute(db)
    expect([text.length > 10_000, rows[0]?.hits]).toEqual([true, ['错词第42号', '错词第4999号']])
  })
})
