import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type SmallProvince,
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type FormClient, formClient } from '../../../test/forms.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

describe('from a scanned code to a rated answer', () => {
  const house = testHouse(db)
  let place: SmallProvince
  let token: string
  let citizen: FormClient
  let convener: Client
  let office: Client
  let opinionId: string
  let receipt: { number: string; code: string }

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(house)
    const studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    token =
      (await sql<{ token: string }>`select token from venues where id = ${studio}`.execute(db)).rows[0]
        ?.token ?? ''
    citizen = formClient(app)
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, await makeStaff(db, place.county))
  })

  const keyIn = (page: string) => /name="key" value="([\w-]+)"/.exec(page)?.[1] ?? ''

  test('the page says first what it is not for, and asks for no name', async () => {
    const page = await citizen.open(`/o/${token}`)
    expect(page.status).toBe(200)
    expect(page.text.indexOf('12345')).toBeLessThan(page.text.indexOf('<form'))
    expect(page.text).toContain('怎么称呼您<span class="opt">可以不填')
    expect(page.text).not.toContain('checked')
  })

  test('what is wrong is said beside the field, and everything typed stays', async () => {
    const reply = await citizen.send(`/o/${token}`, {
      key: newId(),
      what: '路灯坏了',
      tell: 'sms',
      tel: '199 0000 147',
    })
    expect([
      reply.status,
      reply.text.includes('少了 1 位，手机号是 11 位。'),
      reply.text.includes('>路灯坏了</textarea>'),
    ]).toEqual([400, true, true])
  })

  test('a phone without the tick beside it is one to be told by; without either the choice is asked for', async () => {
    const neither = await citizen.send(`/o/${token}`, { key: newId(), what: '桥栏松了', tel: ' ' })
    expect([neither.status, neither.text.includes('请选一种，好告诉您结果')]).toEqual([400, true])
    const short = await citizen.send(`/o/${token}`, { key: newId(), what: '桥栏松了', tel: '199 0000 147' })
    expect([short.status, short.text.includes('少了 1 位，手机号是 11 位。')]).toEqual([400, true])
    const whole = await citizen.send(`/o/${token}`, { key: newId(), what: '桥栏松了', tel: '199 0000 0148' })
    const { rows } =
      await sql`select tells_by_sms as "tellsBySms" from opinions where words = '桥栏松了'`.execute(db)
    expect([whole.status, rows]).toEqual([303, [{ tellsBySms: true }]])
  })

  test('an empty text and one of 20,000 characters are refused, and kept', async () => {
    const empty = await citizen.send(`/o/${token}`, { key: newId(), what: '  ', tell: 'code' })
    const long = await citizen.send(`/o/${token}`, { key: newId(), what: '路'.repeat(20_000), tell: 'code' })
    expect([
      empty.status,
      long.status,
      long.text.includes('最多 2000 个字'),
      long.text.includes('路'.repeat(20_000)),
    ]).toEqual([400, 400, true, true])
  })

  test('a receipt with number and query code; pressed twice it is the same one', async () => {
    const page = await citizen.open(`/o/${token}`)
    const said = {
      key: keyIn(page.text),
      what: '老码头的路灯坏了五盏。<b>𠮷</b>',
      tell: 'sms',
      tel: '19900000147',
      where: '老码头路 3 号',
      name: '王䶮',
    }
    const first = await citizen.send(`/o/${token}`, said)
    const second = await citizen.send(`/o/${token}`, said)
    expect([first.status, second.location]).toEqual([303, first.location])
    const slip = await citizen.open(first.location ?? '')
    const read = slip.text.replace(/<[^>]+>/g, '|')
    const [, number = ''] = /编号\|+\S+?\|+ \|+(\d{4}-\d{4})/.exec(read) ?? []
    const [, one = '', two = ''] = /查询码\|+(\d{3})\|+ \|+(\d{3})/.exec(read) ?? []
    receipt = { number, code: one + two }
    const { rows } = await sql<{ id: string; words: string; state: string; dueOn: string }>`
      select id, words, state, due_on as "dueOn" from opinions where number = ${number}`.execute(db)
    opinionId = rows[0]?.id ?? ''
    expect(rows).toEqual([{ id: opinionId, words: said.what, state: 'recorded', dueOn: '2026-09-24' }])
  })

  test('its studio is asked once to look at it, by the day it is due', async () => {
    const { rows } = await sql<{ title: string; dueOn: string; role: string }>`
      select title, due_on as "dueOn", role from todos where record_id = ${opinionId} and closed_at is null`.execute(
      db,
    )
    expect(rows).toEqual([
      {
        title: `看看受不受理：${receipt.number} 老码头的路灯坏了五盏。<b>𠮷</b>`,
        dueOn: '2026-09-24',
        role: 'convener',
      },
    ])
  })

  test('other words under the same key are asked about, and kept', async () => {
    const key = newId()
    await citizen.send(`/o/${token}`, { key, what: '第一件事', tell: 'code' })
    const other = await citizen.send(`/o/${token}`, { key, what: '第二件事', tell: 'code' })
    expect([
      other.status,
      other.text.includes('要把现在这份另交，请再按一次'),
      other.text.includes('>第二件事</textarea>'),
    ]).toEqual([422, true, true])
    const again = await citizen.send(`/o/${token}`, {
      key: keyIn(other.text),
      what: '第二件事',
      tell: 'code',
    })
    expect(again.status).toBe(303)
  })

  test('who spoke is kept sealed, apart from what was said', async () => {
    const { rows } = await sql<{ text: string }>`
      select row_to_json(o)::text || row_to_json(s)::text as text from opinions o join opinion_speakers s on s.opinion_id = o.id
      where o.id = ${opinionId}`.execute(db)
    const text = rows[0]?.text ?? ''
    expect([text.includes('19900000147'), text.includes('王䶮'), text.includes('老码头路')]).toEqual([
      false,
      false,
      false,
    ])
    expect(text.length).toBeGreaterThan(200)
  })

  const track = async () => {
    const found = await citizen.send('/track', { number: receipt.number, code: receipt.code })
    return citizen.open(found.location ?? '')
  }

  test('a guessed number gets the same answer as a wrong code', async () => {
    const [wrongCode, wrongNumber] = [
      await citizen.send('/track', { key: newId(), number: receipt.number, code: '000000' }),
      await citizen.send('/track', { key: newId(), number: '2609-9999', code: '000000' }),
    ]
    const said = (text: string) => /<p class="err".*?<\/p>/s.exec(text)?.[0].replace(/id="[^"]*"/, '')
    expect([wrongCode?.status, said(wrongCode?.text ?? '')]).toEqual([
      wrongNumber?.status,
      said(wrongNumber?.text ?? ''),
    ])
  })

  test('the convener accepts, a reply goes out, and the speaker reads each step', async () => {
    expect((await convener.post(`/api/opinions/${opinionId}/steps`, { step: 'accept' })).json()).toEqual({
      state: 'accepted',
    })
    const replyId = newId()
    const drafted = await convener.post('/api/replies', {
      id: replyId,
      recordType: 'opinion',
      recordId: opinionId,
      body: '五盏灯都修好了。',
    })
    expect(drafted.status).toBe(200)
    const sent = await office.post(`/api/replies/${replyId}/steps`, { step: 'publish', version: 1 })
    expect([sent.status, sent.json()]).toEqual([200, { state: 'published' }])
    const page = await track()
    expect(page.text).toContain('五盏灯都修好了。')
    expect([...page.text.matchAll(/<li class="done".*?<b>(.*?)<\/b>/gs)].map((match) => match[1])).toEqual([
      '已收到',
      '政协临湖县委员会已受理',
      '已答复',
    ])
    const { rows } = await sql<{ what: string }>`
      select variables ->> 'what' as what from outbox where template = 'progress' order by created_at, what`.execute(
      db,
    )
    expect(rows.map((row) => row.what)).toEqual(['已经受理', '有答复了，请您看看满不满意'])
  })

  test('an unsatisfied speaker reopens it twice; the third time it stays closed and unsatisfied', async () => {
    const states: string[] = []
    for (const round of [1, 2, 3]) {
      if (round > 1) {
        const replyId = newId()
        await convener.post('/api/replies', {
          id: replyId,
          recordType: 'opinion',
          recordId: opinionId,
          body: `再办一次（${round}）`,
        })
        await office.post(`/api/replies/${replyId}/steps`, { step: 'publish', version: 1 })
      }
      const found = await citizen.send('/track', { number: receipt.number, code: receipt.code })
      const page = await citizen.open(found.location ?? '')
      const [, grade = ''] = /name="(grade-[\w-]+)"/.exec(page.text) ?? []
      const rated = await citizen.send(found.location ?? '', {
        key: newId(),
        [grade]: 'unsatisfied',
        [grade.replace('grade', 'why')]: '还有一盏不亮',
      })
      expect(rated.status).toBe(303)
      const { rows } = await sql<{
        state: string
      }>`select state from opinions where id = ${opinionId}`.execute(db)
      states.push(rows[0]?.state ?? '')
    }
    expect(states).toEqual(['accepted', 'accepted', 'closed'])
  })

  test('a hundred and sixty at once: some are asked to come again, with their words; pressed again each is in once', async () => {
    const presses = Array.from({ length: 160 }, (_, at) => ({
      key: newId(),
      what: `集市上的第 ${at} 句话`,
      tell: 'code',
    }))
    const first = await Promise.all(presses.map((said) => citizen.send(`/o/${token}`, said)))
    const away = presses.filter((_, at) => first[at]?.status === 503)
    expect(away.length).toBeGreaterThan(0)
    expect(
      first.every((reply, at) => reply.status === 303 || reply.text.includes(presses[at]?.what ?? '?')),
    ).toBe(true)
    for (const said of presses) expect((await citizen.send(`/o/${token}`, said)).status).toBe(303)
    const { rows } = await sql<{ n: number; different: number }>`
      select count(*) as n, count(distinct words) as different from opinions where words like '集市上的第 % 句话'`.execute(
      db,
    )
    expect(rows).toEqual([{ n: 160, different: 160 }])
  })
})
