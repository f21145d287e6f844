import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeOpinion } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Asked, type HandingStage, handingStage } from '../../../test/handing.ts'
import { type Client, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()
const house = testHouse(db)

describe('a matter handed to departments', () => {
  let stage: HandingStage

  beforeAll(async () => {
    stage = await handingStage(db, house)
  })

  test('only the office of its own 政协 hands it over, one host with co-hosts or separate ones', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted' })
    const host: Asked = { id: newId(), departmentId: stage.lightsId, part: 'host' }
    const cohost: Asked = { id: newId(), departmentId: stage.roadsId, part: 'cohost' }
    const body = { id: newId(), recordType: 'opinion', recordId: opinion, words: '请办', departments: [host] }
    expect((await stage.member.post('/api/assignments', body)).status).toBe(403)
    expect((await stage.city.post('/api/assignments', body)).status).toBe(404)
    expect((await stage.ask(opinion, [cohost])).json()).toMatchObject({
      error: { fields: [{ path: 'departments', message: '会办要有一家主办' }] },
    })
    expect((await stage.ask(opinion, [host, { ...cohost, part: 'separate' }])).status).toBe(400)
    expect((await stage.ask(opinion, [{ ...host, departmentId: stage.place.county }])).status).toBe(400)
    expect([(await stage.ask(opinion, [host, cohost])).status, await stage.stateOf(opinion)]).toEqual([
      200,
      'assigned',
    ])
    expect((await stage.ask(opinion, [{ ...host, id: newId() }])).json()).toMatchObject({
      error: { message: '城市管理局正在办这件事，不用再交一次。' },
    })
  })

  test('a message to a department ends what the citizen wrote with one full stop', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted', words: '路灯坏了五盏。' })
    const id = newId()
    await stage.ask(opinion, [{ id, departmentId: stage.lightsId, part: 'host' }])
    const { rows: told } =
      await sql`select body from notices where path = ${`/staff/assignments/${id}`}`.execute(db)
    expect(told).toEqual([{ body: '路灯坏了五盏。请在10月19日前答复。' }])
  })

  test('a department sees the pictures of what was handed to it, not the scan of a letter, and no more once taken back', async () => {
    const { opinion, id } = await stage.signed()
    const fileOf = async (purpose: string) => {
      const file = newId()
      const { sha256, bytes } = await house.files.put(Buffer.from(purpose))
      await sql`
        insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, owner_type, owner_id, created_at)
        values (${file}, ${stage.place.county}, ${purpose}, '图.jpg', 'image/jpeg', ${bytes}, ${sha256}, 'opinion', ${opinion}, now())`.execute(
        db,
      )
      return file
    }
    const [picture, scan] = [await fileOf('picture'), await fileOf('scan')]
    const statuses = async () => [
      (await stage.lights.get(`/api/files/${picture}`)).status,
      (await stage.lights.get(`/api/files/${scan}`)).status,
      (await stage.roads.get(`/api/files/${picture}`)).status,
    ]
    expect(await statuses()).toEqual([200, 404, 404])
    await stage.step(stage.office, id, { step: 'recall', words: '不归他们' })
    expect(await statuses()).toEqual([404, 404, 404])
  })

  test('a department objects with its reason; the office upholds or re-routes with a clock of its own', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted' })
    const [first, second] = [newId(), newId()]
    await stage.ask(opinion, [{ id: first, departmentId: stage.lightsId, part: 'host' }])
    expect((await stage.step(stage.lights, first, { step: 'object' })).status).toBe(400)
    await stage.step(stage.lights, first, { step: 'object', words: '这段路归交通' })
    await stage.step(stage.office, first, { step: 'uphold', words: '再看看' })
    await stage.step(stage.lights, first, { step: 'object', words: '确实归交通' })
    const none = await stage.step(stage.office, first, { step: 'reroute' })
    expect(none.json()).toMatchObject({ error: { fields: [{ path: 'departmentId' }] } })
    await stage.step(stage.office, first, { step: 'reroute', departmentId: stage.roadsId, newId: second })
    expect((await stage.roads.get(`/api/assignments/${second}`)).json()).toMatchObject({
      replacesName: '城市管理局',
      part: 'host',
      standing: { state: 'assigned', history: [{ label: '改派而来' }] },
    })
    expect((await stage.office.get(`/api/assignments/${first}`)).json()).toMatchObject({
      replacesName: null,
      replacedBy: { id: second, departmentName: '交通运输局' },
    })
    expect(await stage.stateOf(opinion)).toBe('assigned')
  })

  test('a host that answers before its co-hosts is told whose opinion is missing', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted' })
    const [host, cohost, reply] = [newId(), newId(), newId()]
    await stage.ask(opinion, [
      { id: host, departmentId: stage.lightsId, part: 'host' },
      { id: cohost, departmentId: stage.roadsId, part: 'cohost' },
    ])
    const draft = {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: host,
      body: '五盏灯都换了',
    }
    expect((await stage.lights.post('/api/replies', draft)).json()).toMatchObject({
      error: { message: '签收以后才写答复。请刷新看看现在办到哪一步。' },
    })
    await stage.step(stage.lights, host, { step: 'sign' })
    await stage.lights.post('/api/replies', draft)
    const steps = async (client: Client) => (await client.get(`/api/replies/${reply}`)).json()
    expect(await steps(stage.lights)).toMatchObject({
      standing: { steps: [{ step: 'submit', obstacle: '会办意见还没交齐：交通运输局' }, { step: 'drop' }] },
    })
    expect(await steps(stage.office)).toMatchObject({
      standing: { steps: [{ step: 'publish', obstacle: '部门还没有送审' }, { step: 'drop' }] },
    })
    const early = await stage.lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    expect([early.status, early.json()]).toMatchObject([
      409,
      { error: { message: '会办意见还没交齐：交通运输局' } },
    ])
    await stage.step(stage.roads, cohost, { step: 'sign' })
    expect((await stage.step(stage.roads, cohost, { step: 'contribute' })).status).toBe(400)
    await stage.step(stage.roads, cohost, { step: 'contribute', opinion: '管线由我局配合' })
    expect((await stage.lights.get(`/api/assignments/${host}`)).json()).toMatchObject({
      others: [{ departmentName: '交通运输局', stateLabel: '已交会办意见', opinion: '管线由我局配合' }],
    })
    expect((await stage.roads.get(`/api/assignments/${cohost}`)).json()).toMatchObject({
      state: 'answered',
      dueOn: null,
      daysLeft: null,
    })
    expect(await steps(stage.lights)).toMatchObject({
      standing: { steps: [{ step: 'submit', obstacle: null }, { step: 'drop' }] },
    })
    await stage.lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    expect(
      (await stage.step(stage.office, host, { step: 'send-back', version: 1, words: '写上日期' })).json(),
    ).toEqual({
      state: 'signed',
    })
    await stage.lights.send('PUT', `/api/replies/${reply}`, { body: '9月18日五盏灯都换了', version: 1 })
    await stage.lights.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 2 })
    expect(
      (await stage.lights.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 2 })).status,
    ).toBe(403)
    expect((await stage.step(stage.office, host, { step: 'publish', version: 1 })).status).toBe(409)
    expect((await stage.step(stage.office, host, { step: 'publish', version: 2 })).json()).toEqual({
      state: 'answered',
    })
    expect(await stage.stateOf(opinion)).toBe('answered')
    const { rows } = await sql`select count(*) as n from duties where kind = 'replied'`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('separate ones answer each for itself; the record is answered with the last', async () => {
    const opinion = await makeOpinion(db, stage.studio, { state: 'accepted' })
    const ids = [newId(), newId()] as const
    await stage.ask(opinion, [
      { id: ids[0], departmentId: stage.lightsId, part: 'separate' },
      { id: ids[1], departmentId: stage.roadsId, part: 'separate' },
    ])
    const states: (string | undefined)[] = []
    for (const [client, id] of [
      [stage.lights, ids[0]],
      [stage.roads, ids[1]],
    ] as const) {
      const reply = newId()
      await stage.step(client, id, { step: 'sign' })
      await client.post('/api/replies', {
        id: reply,
        recordType: 'opinion',
        recordId: opinion,
        assignmentId: id,
        body: '办好了',
      })
      await stage.step(client, id, { step: 'submit', version: 1 })
      await stage.step(stage.office, id, { step: 'publish', version: 1 })
      states.push(await stage.stateOf(opinion))
    }
    expect(states).toEqual(['assigned', 'answered'])
  })

  test('taken back from the last department it is again with who had it; what was begun is dropped', async () => {
    const { opinion, id } = await stage.signed()
    const reply = newId()
    await stage.lights.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: id,
      body: '在看',
    })
    await stage.step(stage.office, id, { step: 'recall', words: '反映人说已经好了' })
    expect([
      await stage.stateOf(opinion),
      (await stage.lights.get(`/api/replies/${reply}`)).json(),
    ]).toMatchObject(['accepted', { standing: { state: 'dropped' } }])
  })
})
