import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import { makeMember } from './builders.ts'
import { testDatabase } from './database.ts'
import { type TriageStage, missing, triageStage } from './triage.ts'

const { db } = testDatabase()

describe('what becomes of an item, each end read by its speaker', () => {
  let stage: TriageStage

  beforeAll(async () => {
    stage = await triageStage(db)
  })

  test('not taken up: only with a reason, which the speaker reads and is told of; looked at again it runs anew', async () => {
    const said = await stage.say('楼上装修太吵，想让政协去罚款')
    expect((await stage.step(stage.convener, said.id, { step: 'refuse' })).status).toBe(400)
    const words = '罚款是城管的事，委员没有这个权'
    expect((await stage.step(stage.convener, said.id, { step: 'refuse', words })).json()).toEqual({
      state: 'refused',
    })
    expect(missing(await said.page(), '这件事没有受理', '没有受理', words)).toEqual([])
    expect([await stage.standing(said.id), await stage.told(said.id)]).toEqual([
      { state: 'refused', dueOn: null, todos: [] },
      ['没有受理，理由写在页面上'],
    ])
    expect((await stage.step(stage.office, said.id, { step: 'reconsider' })).status).toBe(400)
    await stage.step(stage.office, said.id, { step: 'reconsider', words: '可以请社区劝一劝' })
    expect(await stage.standing(said.id)).toMatchObject({
      state: 'recorded',
      dueOn: '2026-09-24',
      todos: [{ kind: 'triage' }],
    })
    expect(missing(await said.page(), '重新审看', '收到了，正在看')).toEqual([])
  })

  test('it belongs elsewhere: the speaker reads where to turn, in our words and in those of the studio', async () => {
    const said = await stage.say('法院判了我不服，请委员改判')
    const words = '上诉期是十五天，别错过'
    expect(
      (await stage.step(stage.convener, said.id, { step: 'redirect', words, redirectedTo: '天上' })).status,
    ).toBe(400)
    await stage.step(stage.convener, said.id, { step: 'redirect', words, redirectedTo: 'court' })
    expect(
      missing(await said.page(), '这件事要找别的地方', '这件事在打官司或仲裁，请按司法程序办。', words),
    ).toEqual([])
    expect(await stage.told(said.id)).toEqual(['不归这里办，页面上写了该找哪里'])
    await stage.step(stage.office, said.id, { step: 'reconsider', words: '还有别的事' })
    await stage.step(stage.office, said.id, {
      step: 'redirect',
      words: '那件事请打电话',
      redirectedTo: 'hotline',
    })
    const text = await said.page()
    expect([text.match(/请按司法程序办/g), missing(text, '请拨打 12345', words)]).toEqual([null, []])
  })

  test('passed to a member: it is that member’s to-do with the day, the answer is a duty, and a member who does not serve is refused', async () => {
    const said = await stage.say('公交末班车太早，下夜班回不了家')
    const stranger = await makeMember(db, stage.place.otherCounty, '吴四维')
    expect((await stage.step(stage.convener, said.id, { step: 'pass', handlerId: stranger })).status).toBe(
      400,
    )
    await stage.step(stage.convener, said.id, { step: 'pass', handlerId: stage.memberId })
    const due = '2026-10-19'
    expect(await stage.standing(said.id)).toEqual({
      state: 'accepted',
      dueOn: due,
      todos: [{ kind: 'answer', path: `/m/opinions/${said.id}` }],
    })
    expect((await stage.member.get('/api/todos')).json()).toMatchObject({
      rows: [{ kind: 'answer', dueOn: due }],
    })
    const reply = newId()
    await stage.member.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: said.id,
      body: '问过公交公司了。',
    })
    await stage.member.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    await stage.convener.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
    const { rows } = await sql`
      select kind, person_id = ${stage.memberId} as mine from duties where source_id = ${reply}`.execute(db)
    expect(rows).toEqual([{ kind: 'replied', mine: true }])
    expect(missing(await said.page(), '请委员来答复', '问过公交公司了。', '有答复了')).toEqual([])
    expect(await stage.told(said.id)).toEqual(['已经受理，请了委员答复', '有答复了，请您看看满不满意'])
  })

  test('like ones are found while one types and beside the item; of the neighbour’s and of what is gone, none', async () => {
    const said = await stage.say('老码头到卫生院的路灯坏了五盏，晚上看不清路')
    const like = await stage.say('从老码头到卫生院，路灯坏了好几盏，晚上看不清')
    await stage.say('幼儿园门口想装一个减速带')
    const typed = await stage.convener.get(
      `/api/opinions/like?words=${encodeURIComponent('老码头到卫生院那段路灯坏了，晚上看不清路')}`,
    )
    const found: { rows: { id: string; likeness: number }[] } = JSON.parse(typed.text)
    expect(new Set(found.rows.map((row) => row.id))).toEqual(new Set([said.id, like.id]))
    expect(found.rows.every((row) => row.likeness > 18 && row.likeness <= 100)).toBe(true)
    expect((await stage.office.get(`/api/opinions/${said.id}`)).json()).toMatchObject({
      inFull: { like: [{ id: like.id }] },
    })
  })

  test('joined with a like one each speaker is still answered and stage.told; who was not helped has it handled alone', async () => {
    const main = await stage.say('学校后门的窨井盖翘起来了')
    const one = await stage.say('学校后门那个窨井盖翘着，绊人')
    const two = await stage.say('窨井盖，学校后门的，翘起来好几天')
    await stage.step(stage.convener, main.id, { step: 'accept' })
    expect((await stage.step(stage.convener, one.id, { step: 'merge' })).status).toBe(400)
    expect((await stage.step(stage.convener, one.id, { step: 'merge', mergeInto: one.id })).status).toBe(400)
    await stage.step(stage.convener, one.id, { step: 'merge', mergeInto: two.id })
    await stage.step(stage.convener, two.id, { step: 'merge', mergeInto: main.id })
    const joined =
      await sql`select id from opinions where merged_into = ${main.id} and state = 'merged'`.execute(db)
    expect(joined.rows.length).toBe(2)
    expect((await stage.step(stage.convener, main.id, { step: 'merge', mergeInto: one.id })).status).toBe(404)
    await stage.answer(main.id, '井盖换了新的。')
    for (const { id, page } of [main, one, two]) {
      expect(missing(await page(), '井盖换了新的。')).toEqual([])
      expect((await stage.told(id)).at(-1)).toBe('有答复了，请您看看满不满意')
    }
    const apart = await stage.citizen.send(one.link, { key: newId(), deed: 'apart' })
    expect([apart.status, await stage.standing(one.id)]).toMatchObject([
      303,
      { state: 'recorded', dueOn: '2026-09-24', todos: [{ kind: 'triage' }] },
    ])
    expect([(await stage.standing(two.id))?.state, (await stage.standing(main.id))?.state]).toEqual([
      'merged',
      'answered',
    ])
    expect(missing(await one.page(), '重新单独办理', '收到了，正在看')).toEqual([])
  })

  test('noted for later: only where nobody waits', async () => {
    const said = await stage.say('有人等答复的一件事')
    const noted = await stage.step(stage.convener, said.id, { step: 'note' })
    expect([noted.status, noted.text.includes('反映人拿着编号在等')]).toEqual([409, true])
    const id = newId()
    await stage.member.post('/api/opinions', {
      venueId: stage.studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id, words: '走访听到的一句话' }],
    })
    expect((await stage.step(stage.convener, id, { step: 'note' })).json()).toEqual({ state: 'closed' })
  })

  test('rated point by point: one left out is told beside it, why is read by the handler, 基本满意 closes it', async () => {
    const said = await stage.say('菜市场的两件事，秤和价')
    await stage.step(stage.convener, said.id, { step: 'accept' })
    const replies = [newId(), newId()]
    for (const [at, id] of replies.entries())
      await stage.convener.post('/api/replies', {
        id,
        recordType: 'opinion',
        recordId: said.id,
        body: `第 ${at + 1} 件办了。`,
      })
    for (const id of replies)
      await stage.office.post(`/api/replies/${id}/steps`, { step: 'publish', version: 1 })
    const [one = '', two = ''] = replies
    const half = await stage.citizen.send(said.link, { key: newId(), [`grade-${one}`]: 'satisfied' })
    expect([half.status, half.text.includes('请选满意、基本满意或不满意')]).toEqual([400, true])
    await stage.citizen.send(said.link, {
      key: newId(),
      [`grade-${one}`]: 'satisfied',
      [`grade-${two}`]: 'partly',
      [`why-${two}`]: '价牌还差两个',
    })
    expect(await stage.standing(said.id)).toEqual({ state: 'closed', dueOn: null, todos: [] })
    const seen = await stage.convener.get(`/api/records/opinion/${said.id}/replies`)
    expect(missing(seen.text, '价牌还差两个', '"grade":"partly"', '"grade":"satisfied"')).toEqual([])
    const again = await stage.citizen.send(said.link, { key: newId(), [`grade-${one}`]: 'unsatisfied' })
    expect([again.status === 303, (await stage.standing(said.id))?.state]).toEqual([false, 'closed'])
  })
})
