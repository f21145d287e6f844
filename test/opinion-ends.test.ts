import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { lapseUnrated } from '../src/modules/opinions/clock.ts'
import { sql } from '../src/platform/db.ts'
import { testDatabase } from './database.ts'
import { type TriageStage, missing, triageStage } from './triage.ts'

const { db } = testDatabase()

describe('an item whose reader, department or subject is another than usual', () => {
  let stage: TriageStage

  beforeAll(async () => {
    stage = await triageStage(db)
  })

  test('nobody rated it in time: the clock closes it, without a grade, and the page says so', async () => {
    const said = await stage.say('修好的一盏灯')
    await stage.step(stage.convener, said.id, { step: 'accept' })
    await stage.answer(said.id, '修好了。')
    expect(missing((await said.page()).replace(/\s/g, ''), '10月6日前都可以评')).toEqual([])
    await lapseUnrated(db, new Date('2026-10-06T23:00:00+08:00'))
    expect((await stage.standing(said.id))?.state).toBe('answered')
    await lapseUnrated(db, new Date('2026-10-07T01:20:00+08:00'))
    const { rows } = await sql`
      select count(*) as n from ratings g join replies r on r.id = g.reply_id where r.record_id = ${said.id}`.execute(
      db,
    )
    expect([(await stage.standing(said.id))?.state, rows]).toEqual(['closed', [{ n: 0 }]])
    expect(missing(await said.page(), '办结了', '到期没有评价，先归档了')).toEqual([])
  })

  test('投诉建议 about the platform goes through the same loop, to the stage.office, and is never a public answer', async () => {
    const { rows } = await sql<{
      code: string
    }>`select code from units where id = ${stage.place.county}`.execute(db)
    const said = await stage.say('登录老是要验证码', `/complaints?at=${rows[0]?.code}`)
    expect((await stage.office.get('/api/opinions?tab=waiting&about=platform')).json()).toMatchObject({
      total: 1,
      rows: [{ id: said.id, about: 'platform', channel: 'online' }],
    })
    expect((await stage.office.get('/api/todos')).text).toContain('登录老是要验证码')
    await stage.step(stage.office, said.id, { step: 'accept' })
    const reply = newId()
    await stage.office.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: said.id,
      body: '已经改了。',
    })
    await stage.second.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '已经改了。')).toEqual([])
    expect((await stage.office.get(`/api/opinions/${said.id}/public-answer`)).json()).toMatchObject({
      obstacle: '对平台的投诉建议不公开问答',
    })
  })

  test('a department dissolved with a draft begun: the draft goes with it, the next one answers, and the speaker hears', async () => {
    const [old, next] = [await stage.add('市容局'), await stage.add('城管执法局')]
    const said = await stage.say('广告牌松了，风一吹就响')
    await stage.step(stage.convener, said.id, { step: 'accept' })
    const [first, again, draft, reply] = [newId(), newId(), newId(), newId()]
    const matter = { recordType: 'opinion', recordId: said.id }
    await stage.office.post('/api/assignments', {
      id: newId(),
      ...matter,
      words: '请查看',
      departments: [{ id: first, departmentId: old.id, part: 'host' }],
    })
    await old.people.post(`/api/assignments/${first}/steps`, { step: 'sign' })
    await old.people.post('/api/replies', { id: draft, ...matter, assignmentId: first, body: '正在看' })
    expect(
      (await stage.office.post(`/api/departments/${old.id}/close`, { on: '2026-09-21' })).json(),
    ).toMatchObject({
      openCount: 1,
    })
    await stage.office.post(`/api/assignments/${first}/steps`, {
      step: 'reroute',
      departmentId: next.id,
      newId: again,
    })
    expect((await stage.standing(said.id))?.state).toBe('assigned')
    const { rows } = await sql`select state from replies where id = ${draft}`.execute(db)
    expect(rows).toEqual([{ state: 'dropped' }])
    await next.people.post(`/api/assignments/${again}/steps`, { step: 'sign' })
    await next.people.post('/api/replies', { id: reply, ...matter, assignmentId: again, body: '牌子加固了' })
    await next.people.post(`/api/assignments/${again}/steps`, { step: 'submit', version: 1 })
    await stage.office.post(`/api/assignments/${again}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '牌子加固了', '转给城管执法局办')).toEqual([])
  })

  test('a co-host dissolved while its host waits: the host is told whose opinion is missing until the office takes it off', async () => {
    const [host, gone] = [await stage.add('住建局'), await stage.add('地震办')]
    const said = await stage.say('老楼的外墙掉砖')
    await stage.step(stage.convener, said.id, { step: 'accept' })
    const [first, other, reply] = [newId(), newId(), newId()]
    const matter = { recordType: 'opinion', recordId: said.id }
    await stage.office.post('/api/assignments', {
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
    await stage.office.post(`/api/departments/${gone.id}/close`, { on: '2026-09-21' })
    const submit = () => host.people.post(`/api/assignments/${first}/steps`, { step: 'submit', version: 1 })
    expect((await submit()).json()).toMatchObject({ error: { message: '会办意见还没交齐：地震办' } })
    expect((await stage.office.get('/api/todos?size=100')).text).toContain('部门已撤并，请改派')
    await stage.office.post(`/api/assignments/${other}/steps`, { step: 'recall', words: '地震办撤了' })
    expect((await stage.standing(said.id))?.state).toBe('assigned')
    expect((await submit()).json()).toEqual({ state: 'drafted' })
    await stage.office.post(`/api/assignments/${first}/steps`, { step: 'publish', version: 1 })
    expect(missing(await said.page(), '外墙加固了')).toEqual([])
  })
})
