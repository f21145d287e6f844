import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import {
  type SmallProvince,
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from './builders.ts'
import { testDatabase } from './database.ts'
import { type FormClient, formClient } from './forms.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

const { db } = testDatabase()

describe('hard moments of an opinion', () => {
  let place: SmallProvince
  let memberId = ''
  let door = ''
  let citizen: FormClient
  let office: Client
  let convener: Client
  let member: Client

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db, '2026-09-21T10:00:00+08:00'))
    const venue = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    memberId = await makeMember(db, place.county, '买买提·𠮷䶮')
    await convene(db, convenerId, venue)
    await settle(db, memberId, venue)
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${venue}`.execute(db)
    door = `/o/${rows[0]?.token}`
    citizen = formClient(app)
    office = await clientOf(app, await makeStaff(db, place.county))
    convener = await clientOf(app, convenerId)
    member = await clientOf(app, memberId, 'member')
  })

  const say = async (path: string, what: string, more: Record<string, string> = {}) =>
    citizen.send(path, { key: newId(), what, tell: 'code', ...more })
  const idOf = async (words: string): Promise<string> =>
    (await sql<{ id: string }>`select id from opinions where words = ${words}`.execute(db)).rows[0]?.id ?? ''
  const slipOf = async (location: string) => {
    const text = (await citizen.open(location)).text.replace(/<[^>]+>/g, ' ')
    const [, number = ''] = /编号\s+\S+\s+(\d{4}-\d{4})/.exec(text) ?? []
    const [, one = '', two = ''] = /查询码\s+(\d{3})\s+(\d{3})/.exec(text) ?? []
    return { number, code: one + two }
  }
  const codeFor = async (): Promise<string> => {
    const reply = await office.post('/api/intake-codes', {
      kind: 'person',
      committeeId: place.county,
      targetId: memberId,
    })
    const made: { token: string } = JSON.parse(reply.text)
    return made.token
  }

  test('a code out of use says so, and takes nothing though the form was open already', async () => {
    const token = await codeFor()
    expect((await citizen.open(`/o/${token}`)).text).toContain('买买提·𠮷䶮委员会看')
    expect((await office.post(`/api/intake-codes/${token}/retirement`, {})).json()).toEqual({
      state: 'revoked',
    })
    const shown = await citizen.open(`/o/${token}`)
    const sent = await say(`/o/${token}`, '交给停用的码')
    expect([
      shown.status,
      shown.text.includes('这个码已经停用'),
      sent.status,
      await idOf('交给停用的码'),
    ]).toEqual([404, true, 404, ''])
  })

  test('a printed code that leads on brings its items to the new one, what stands behind it kept', async () => {
    const old = await codeFor()
    const made = await office.post('/api/intake-codes', { kind: 'committee', committeeId: place.county })
    const { token: next }: { token: string } = JSON.parse(made.text)
    await office.post(`/api/intake-codes/${old}/retirement`, { successor: next })
    expect((await citizen.open(`/o/${old}?elder=0`)).location).toBe(`/o/${next}?elder=0`)
    expect((await say(`/o/${next}`, '扫了旧码')).status).toBe(303)
    const { rows } = await sql<{
      token: string
    }>`select code_token as token from opinions where words = '扫了旧码'`.execute(db)
    expect(rows).toEqual([{ token: next }])
  })

  test('a number is guessed at eight times; then even the right code waits, and another number does not', async () => {
    const [mine, other] = [await say(door, '被人猜编号的事'), await say(door, '旁边的一件事')]
    const [slip, beside] = [await slipOf(mine.location ?? ''), await slipOf(other.location ?? '')]
    const wrong = slip.code === '123456' ? '654321' : '123456'
    const guess = (number: string, code: string) => citizen.send('/track', { key: newId(), number, code })
    const statuses: number[] = []
    for (let tries = 0; tries < 9; tries += 1) statuses.push((await guess(slip.number, wrong)).status)
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 400), 429])
    const right = await guess(slip.number, slip.code)
    expect([right.status, right.text.includes('查得太频繁了')]).toEqual([429, true])
    expect((await guess(beside.number, beside.code)).status).toBe(303)
  })

  test('what was taken out in bulk comes back with its clock and its to-do, and its speaker reads both', async () => {
    const sent = await say(door, '灌水里的一件真事')
    await say(door, '灌水灌水')
    const window = {
      from: '2026-09-21T00:00:00+08:00',
      until: '2026-09-22T00:00:00+08:00',
      containing: '灌水',
    }
    const preview = await office.post('/api/opinions/invalidation/preview', window)
    const found: { total: number; rows: { id: string }[] } = JSON.parse(preview.text)
    expect(found.total).toBe(2)
    const ids = found.rows.map((row) => row.id)
    const gone = await office.post('/api/opinions/invalidation', { ids, words: '同一个人刷屏' })
    expect(gone.json()).toEqual({ done: 2, left: [] })
    const id = await idOf('灌水里的一件真事')
    const standing = async () =>
      (
        await sql<{ state: string; dueOn: string | null; todos: number }>`
          select state, due_on as "dueOn", (select count(*)::int from todos t where t.record_id = o.id and t.closed_at is null) as todos
          from opinions o where id = ${id}`.execute(db)
      ).rows
    expect(await standing()).toEqual([{ state: 'invalid', dueOn: null, todos: 0 }])
    const back = await office.post(`/api/opinions/${id}/steps`, { step: 'restore' })
    expect([back.status, await standing()]).toEqual([
      200,
      [{ state: 'recorded', dueOn: '2026-09-24', todos: 1 }],
    ])
    const slip = await slipOf(sent.location ?? '')
    const tracked = await citizen.send('/track', { key: newId(), ...slip })
    const page = await citizen.open(tracked.location ?? '')
    expect(
      ['没有列入办理', '恢复办理', '收到了，正在看'].filter((words) => !page.text.includes(words)),
    ).toEqual([])
  })

  test('rare letters come back whole on every face: receipt, progress, desk, list, phone, search and sheet', async () => {
    const words = '𠮷祥街的䶮字招牌𡈽掉了，买买提·阿不都说的'
    const sent = await say(door, words, {
      tell: 'sms',
      tel: '19900000147',
      name: '𠮷䶮·阿不都',
      where: '𠮷祥街',
    })
    const id = await idOf(words)
    const slip = await slipOf(sent.location ?? '')
    const tracked = await citizen.send('/track', { key: newId(), ...slip })
    const progress = await citizen.open(tracked.location ?? '')
    const texts = {
      progress: progress.text,
      desk: (await convener.get(`/api/opinions/${id}`)).text,
      list: (await office.get('/api/opinions?size=50')).text,
      search: (await office.get(`/api/opinions?search=${encodeURIComponent('𠮷祥街')}`)).text,
      todos: (await convener.get('/api/todos?size=50')).text,
    }
    await convener.post(`/api/opinions/${id}/steps`, { step: 'accept' })
    await convener.post(`/api/opinions/${id}/steps`, { step: 'pass', handlerId: memberId })
    const phone = (await member.get(`/api/opinions/${id}`)).text
    const missing = Object.entries({ ...texts, phone }).filter(
      ([, text]) => !text.includes('𠮷祥街的䶮字招牌𡈽'),
    )
    expect(missing.map(([face]) => face)).toEqual([])
    const open: { inFull: { speaker: { name: string } } } = JSON.parse(texts.desk)
    expect(open.inFull.speaker.name).toContain('𠮷')
    const sheet = await office.get('/api/opinions/export')
    expect(sheet.status).toBe(200)
  })
})
