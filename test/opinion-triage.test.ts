import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { lapseUnrated } from '../src/modules/opinions/clock.ts'
import { seedCalendar } from '../src/platform/calendar.ts'
import { sql } from '../src/platform/db.ts'
import type { App } from '../src/platform/house.ts'
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

describe('what becomes of an item, each end read by its speaker', () => {
  let app: App
  let place: SmallProvince
  let studio = ''
  let door = ''
  let memberId = ''
  let citizen: FormClient
  let convener: Client
  let office: Client
  let member: Client
  let second: Client

  beforeAll(async () => {
    await seedCalendar(db)
    place = await makeProvince(db)
    app = await testApp(testHouse(db, '2026-09-21T10:00:00+08:00'))
    studio = await makeVenue(db, place.county)
    memberId = await makeMember(db, place.county, '周小禾')
    await settle(db, memberId, studio)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${studio}`.execute(db)
    door = `/o/${rows[0]?.token}`
    citizen = formClient(app)
    convener = await clientOf(app, convenerId)
    member = await clientOf(app, memberId, 'member')
    office = await clientOf(app, await makeStaff(db, place.county))
    second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
  })

  interface Said {
    id: string
    /** the progress page */
    page: () => Promise<string>
    link: string
  }
  const say = async (what: string, path = door): Promise<Said> => {
    const sent = await citizen.send(path, { key: newId(), what, tell: 'sms', tel: '19900000147' })
    expect([what, sent.status]).toEqual([what, 303])
    const receipt = await citizen.open(sent.location ?? '')
    const [, link = ''] = /href="(\/track\/[\w-]+)"/.exec(receipt.text) ?? []
    const { rows } = await sql<{ id: string }>`select id from opinions where words = ${what}`.execute(db)
    return { id: rows[0]?.id ?? '', link, page: async () => (await citizen.open(link)).text }
  }
  const step = (client: Client, id: string, body: Record<string, unknown>) =>
    client.post(`/api/opinions/${id}/steps`, body)
  const standing = async (id: string) =>
    (
      await sql<{ state: string; dueOn: string | null; todos: unknown }>`
        select state, due_on as "dueOn", (select coalesce(json_agg(json_build_object('kind', t.kind, 'path', t.path)), '[]') from todos t
          where t.record_id = o.id and t.closed_at is null) as todos from opinions o where id = ${id}`.execute(
        db,
      )
    ).rows[0]
  /** What the speaker was told by SMS, by number of the item. */
  const told = async (id: string) =>
    (
      await sql<{ what: string }>`
        select b.variables ->> 'what' as what from outbox b join opinions o on o.number = b.variables ->> 'number'
        where o.id = ${id} order by b.created_at, what`.execute(db)
    ).rows.map((row) => row.what)
  /** A reply of the studio, out. */
  const answer = async (id: string, body: string) => {
    const reply = newId()
    await convener.post('/api/replies', { id: reply, recordType: 'opinion', recordId: id, body })
    expect((await office.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })).status).toBe(
      200,
    )
    return reply
  }
  const add = async (name: string) => {
    const reply = await office.post('/api/departments', {
      committeeId: place.county,
      name,
      openFrom: '2022-01-01',
    })
    const { id }: { id: string } = JSON.parse(reply.text)
    return { id, people: await clientOf(app, await makeStaff(db, id, 'department')) }
  }
  const missing = (text: string, ...words: string[]) => words.filter((one) => !text.includes(one))

  test('not taken up: only with a reason, which the speaker reads and is told of; looked at again it runs anew', async () => {
    const said = await say('楼上装修太吵，想让政协去罚款')
    expect((await step(convener, said.id, { step: 'refuse' })).status).toBe(400)
    const words = '罚款是城管的事，委员没有这个权'
    expect((await step(convener, said.id, { step: 'refuse', words })).json()).toEqual({ state: 'refused' })
    expect(missing(await said.page(), '这件事没有受理', '没有受理', words)).toEqual([])
    expect([await standing(said.id), await told(said.id)]).toEqual([
      { state: 'refused', dueOn: null, todos: [] },
      ['没有受理，理由写在页面上'],
    ])
    expect((await step(office, said.id, { step: 'reconsider' })).status).toBe(400)
    await step(office, said.id, { step: 'reconsider', words: '可以请社区劝一劝' })
    expect(await standing(said.id)).toMatchObject({
      state: 'recorded',
      dueOn: '2026-09-24',
      todos: [{ kind: 'triage' }],
    })
    expect(missing(await said.page(), '重新审看', '收到了，正在看')).toEqual([])
  })

  test('it belongs elsewhere: the speaker reads where to turn, in our words and in those of the studio', async () => {
    const said = await say('法院判了我不服，请委员改判')
    const words = '上诉期是十五天，别错过'
    expect((await step(convener, said.id, { step: 'redirect', words, redirectedTo: '天上' })).status).toBe(
      400,
    )
    await step(convener, said.id, { step: 'redirect', words, redirectedTo: 'court' })
    expect(
      missing(await said.page(), '这件事要找别的地方', '这件事在打官司或仲裁，请按司法程序办。', words),
    ).toEqual([])
    expect(await told(said.id)).toEqual(['不归这里办，页面上写了该找哪里'])
    await step(office, said.id, { step: 'reconsider', words: '还有别的事' })
    await step(office, said.id, { step: 'redirect', words: '那件事请打电话', redirectedTo: 'hotline' })
    const text = await said.page()
    expect([text.match(/请按司法程序办/g), missing(text, '请拨打 12345', words)]).toEqual([null, []])
  })

  test('passed to a member: it is that member’s to-do with the day, the answer is a duty, and a member who does not serve is refused', async () => {
    const said = await say('公交末班车太早，下夜班回不了家')
    const stranger = await makeMember(db, place.otherCounty, '吴四维')
    expect((await step(convener, said.id, { step: 'pass', handlerId: stranger })).status).toBe(400)
    await step(convener, said.id, { step: 'pass', handlerId: memberId })
    const due = '2026-10-19'
    expect(await standing(said.id)).toEqual({
      state: 'accepted',
      dueOn: due,
      todos: [{ kind: 'answer', path: `/m/opinions/${said.id}` }],
    })
    expect((await member.get('/api/todos')).json()).toMatchObject({ rows: [{ kind: 'answer', dueOn: due }] })
    const reply = newId()
    await member.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: said.id,
      body: '问过公交公司了。',
    })
    await member.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    await convener.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
    const { rows } = await sql`
      select kind, person_id = ${memberId} as mine from duties where source_id = ${reply}`.execute(db)
    expect(rows).toEqual([{ kind: 'replied', mine: true }])
    expect(missing(await said.page(), '请委员来答复', '问过公交公司了。', '有答复了')).toEqual([])
    expect(await told(said.id)).toEqual(['已经受理，请了委员答复', '有答复了，请您看看满不满意'])
  })

  test('like ones are found while one types and beside the item; of the neighbour’s and of what is gone, none', async () => {
    const said = await say('老码头到卫生院的路灯坏了五盏，晚上看不清路')
    const like = await say('从老码头到卫生院，路灯坏了好几盏，晚上看不清')
    await say('幼儿园门口想装一个减速带')
    const typed = await convener.get(
      `/api/opinions/like?words=${encodeURIComponent('老码头到卫生院那段路灯坏了，晚上看不清路')}`,
    )
    const found: { rows: { id: string; likeness: number }[] } = JSON.parse(typed.text)
    expect(new Set(found.rows.map((row) => row.id))).toEqual(new Set([said.id, like.id]))
    expect(found.rows.every((row) => row.likeness > 18 && row.likeness <= 100)).toBe(true)
    expect((await office.get(`/api/opinions/${said.id}`)).json()).toMatchObject({
      inFull: { like: [{ id: like.id }] },
    })
  })

  test('joined with a like one each speaker is still answered and told; who was not helped has it handled alone', async () => {
    const main = await say('学校后门的窨井盖翘起来了')
    const one = await say('学校后门那个窨井盖翘着，绊人')
    const two = await say('窨井盖，学校后门的，翘起来好几天')
    await step(convener, main.id, { step: 'accept' })
    expect((await step(convener, one.id, { step: 'merge' })).status).toBe(400)
    expect((await step(convener, one.id, { step: 'merge', mergeInto: one.id })).status).toBe(400)
    await step(convener, one.id, { step: 'merge', mergeInto: two.id })
    await step(convener, two.id, { step: 'merge', mergeInto: main.id })
    const joined =
      await sql`select id from opinions where merged_into = ${main.id} and state = 'merged'`.execute(db)
    expect(joined.rows.length).toBe(2)
    expect((await step(convener, main.id, { step: 'merge', mergeInto: one.id })).status).toBe(404)
    await answer(main.id, '井盖换了新的。')
    for (const { id, page } of [main, one, two]) {
      expect(missing(await page(), '井盖换了新的。')).toEqual([])
      expect((await told(id)).at(-1)).toBe('有答复了，请您看看满不满意')
    }
    const apart = await citizen.send(one.link, { key: newId(), deed: 'apart' })
    expect([apart.status, await standing(one.id)]).toMatchObject([
      303,
      { state: 'recorded', dueOn: '2026-09-24', todos: [{ kind: 'triage' }] },
    ])
    expect([(await standing(two.id))?.state, (await standing(main.id))?.state]).toEqual([
      'merged',
      'answered',
    ])
    expect(missing(await one.page(), '重新单独办理', '收到了，正在看')).toEqual([])
  })

  test('noted for later: only where nobody waits', async () => {
    const said = await say('有人等答复的一件事')
    const noted = await step(convener, said.id, { step: 'note' })
    expect([noted.status, noted.text.includes('反映人拿着编号在等')]).toEqual([409, true])
    const id = newId()
    await member.post('/api/opinions', {
      venueId: studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id, words: '走访听到的一句话' }],
    })
    expect((await step(convener, id, { step: 'note' })).json()).toEqual({ state: 'closed' })
  })

  test('rated point by point: one left out is told beside it, why is read by the handler, 基本满意 closes it', async () => {
    const said = await say('菜市场的两件事，秤和价')
    await step(convener, said.id, { step: 'accept' })
    const replies = [newId(), newId()]
    for (const [at, id] of replies.entries())
      await convener.post('/api/replies', {
        id,
        recordType: 'opinion',
        recordId: said.id,
        body: `第 ${at + 1} 件办了。`,
      })
    for (const id of replies) await office.post(`/api/replies/${id}/steps`, { step: 'publish', version: 1 })
    const [one = '', two = ''] = replies
    const half = await citizen.send(said.link, { key: newId(), [`grade-${one}`]: 'satisfied' })
    expect([half.status, half.text.includes('请选满意、基本满意或不满意')]).toEqual([400, true])
    await citizen.send(said.link, {
      key: newId(),
      [`grade-${one}`]: 'satisfied',
      [`grade-${two}`]: 'partly',
      [`why-${two}`]: '价牌还差两个',
    })
    expect(await standing(said.id)).toEqual({ state: 'closed', dueOn: null, todos: [] })
    const seen = await convener.get(`/api/records/opinion/${said.id}/replies`)
    expect(missing(seen.text, '价牌还差两个', '"grade":"partly"', '"grade":"satisfied"')).toEqual([])
    const again = await citizen.send(said.link, { key: newId(), [`grade-${one}`]: 'unsatisfied' })
    expect([again.status === 303, (await standing(said.id))?.state]).toEqual([false, 'closed'])
  })

  test('nobody rated it in time: the clock closes it, without a grade, and the page says so', async () => {
    const said = await say('修好的一盏灯')
    await step(convener, said.id, { step: 'accept' })
    await answer(said.id, '修好了。')
    expect(missing((await said.page()).replace(/\s/g, ''), '10月6日前都可以评')).toEqual([])
    await lapseUnrated(db, new Date('2026-10-06T23:00:00+08:00'))
    expect((await standing(said.id))?.state).toBe('answered')
    await lapseUnrated(db, new Date('2026-10-07T01:20:00+08:00'))
    const { rows } = await sql`
      select count(*) as n from ratings g join replies r on r.id = g.reply_id where r.record_id = ${said.id}`.execute(
      db,
    )
    expect([(await standing(said.id))?.state, rows]).toEqual(['closed', [{ n: 0 }]])
    expect(missing(await said.page(), '办结了', '到期没有评价，先归档了')).toEqual([])
  })

  test('投诉建议 about the platform goes through the same loop, to the office, and is never a public answer', async () => {
    const { rows } = await sql<{ code: string }>`select code from units where id = ${place.county}`.execute(
      db,
    )
    const said = await say('登录老是要验证码', `/complaints?at=${rows[0]?.code}`)
    expect((await office.get('/api/opinions?tab=waiting&about=platform')).json()).toMatchObject({
      total: 1,
      rows: [{ id: said.id, about: 'platform', channel: 'online' }],
    })
    expect((await office.get('/api/todos')).text).toContain('登录老是要验证码')
    await step(office, said.id, { step: 'accept' })
    const reply = newId()
    await office.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: said.id,
      body: '已经改了。',
    })
    await second.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '已经改了。')).toEqual([])
    expect((await office.get(`/api/opinions/${said.id}/public-answer`)).json()).toMatchObject({
      obstacle: '对平台的投诉建议不公开问答',
    })
  })

  test('a department dissolved with a draft begun: the draft goes with it, the next one answers, and the speaker hears', async () => {
    const add = async (name: string) => {
      const reply = await office.post('/api/departments', {
        committeeId: place.county,
        name,
        openFrom: '2022-01-01',
      })
      const { id }: { id: string } = JSON.parse(reply.text)
      return {
        id,
        people: await clientOf(await testApp(testHouse(db)), await makeStaff(db, id, 'department')),
      }
    }
    const [old, next] = [await add('市容局'), await add('城管执法局')]
    const said = await say('广告牌松了，风一吹就响')
    await step(convener, said.id, { step: 'accept' })
    const [first, again, draft, reply] = [newId(), newId(), newId(), newId()]
    const matter = { recordType: 'opinion', recordId: said.id }
    await office.post('/api/assignments', {
      id: newId(),
      ...matter,
      words: '请查看',
      departments: [{ id: first, departmentId: old.id, part: 'host' }],
    })
    await old.people.post(`/api/assignments/${first}/steps`, { step: 'sign' })
    await old.people.post('/api/replies', { id: draft, ...matter, assignmentId: first, body: '正在看' })
    expect(
      (await office.post(`/api/departments/${old.id}/close`, { on: '2026-09-21' })).json(),
    ).toMatchObject({
      openCount: 1,
    })
    await office.post(`/api/assignments/${first}/steps`, {
      step: 'reroute',
      departmentId: next.id,
      newId: again,
    })
    expect((await standing(said.id))?.state).toBe('assigned')
    const { rows } = await sql`select state from replies where id = ${draft}`.execute(db)
    expect(rows).toEqual([{ state: 'dropped' }])
    await next.people.post(`/api/assignments/${again}/steps`, { step: 'sign' })
    await next.people.post('/api/replies', { id: reply, ...matter, assignmentId: again, body: '牌子加固了' })
    await next.people.post(`/api/assignments/${again}/steps`, { step: 'submit', version: 1 })
    await office.post(`/api/assignments/${again}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '牌子加固了', '转给城管执法局办')).toEqual([])
  })

  test('a co-host dissolved while its host waits: the host is told whose opinion is missing until the office takes it off', async () => {
    const [host, gone] = [await add('住建局'), await add('地震办')]
    const said = await say('老楼的外墙掉砖')
    await step(convener, said.id, { step: 'accept' })
    const [first, other, reply] = [newId(), newId(), newId()]
    const matter = { recordType: 'opinion', recordId: said.id }
    await office.post('/api/assignments', {
      id: newId(),
      ...matter,
      words: '请查看',
      departments: [
        { id: first, departmentId: host.id, part: 'host' },
        { id: other, departmentId: gone.id, part: 'cohost' },
      ],
    })
    await host.people.post(`/api/assignments/${first}/steps`, { step: 'sign' })
    await gone.people.post(`/api/assignments/${other}/steps`, { step: 'sign' })
    await host.people.post('/api/replies', { id: reply, ...matter, assignmentId: first, body: '外墙加固了' })
    await office.post(`/api/departments/${gone.id}/close`, { on: '2026-09-21' })
    const submit = () => host.people.post(`/api/assignments/${first}/steps`, { step: 'submit', version: 1 })
    expect((await submit()).json()).toMatchObject({ error: { message: '会办意见还没交齐：地震办' } })
    expect((await office.get('/api/todos?size=100')).text).toContain('部门已撤并，请改派')
    await office.post(`/api/assignments/${other}/steps`, { step: 'recall', words: '地震办撤了' })
    expect((await standing(said.id))?.state).toBe('assigned')
    expect((await submit()).json()).toEqual({ state: 'drafted' })
    await office.post(`/api/assignments/${first}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '外墙加固了')).toEqual([])
  })
})
