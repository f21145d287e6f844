import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
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
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { uploadWith } from '../../../test/upload.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { Post } from './contract.ts'

const { db } = testDatabase()
const Todos = z.object({
  rows: z.array(z.object({ recordType: z.string(), title: z.string(), path: z.string() })),
})

describe('a 动态 from the phone to the public page', () => {
  let place: SmallProvince
  let house: ReturnType<typeof testHouse>
  let app: App
  let office: Client
  let province: Client
  let neighbour: Client
  let author: Client
  let convener: Client
  let stranger: Client
  let venue: string
  let wu: string
  let officer: string
  let leader: string
  let campaign: string
  const id = newId()
  const photo = newId()

  const post = async (client: Client, which = id): Promise<Post> =>
    Post.parse((await client.get(`/api/posts/${which}`)).json())
  const waiting = async (client: Client) =>
    Todos.parse((await client.get('/api/todos')).json()).rows.filter((row) => row.recordType === 'post')
  const step = (client: Client, name: string, words?: string, which = id) =>
    client.post(`/api/posts/${which}/steps`, { step: name, ...(words ? { words } : {}) })
  const send = (client: Client, content: Buffer, data: { fileId: string; caption?: string }) =>
    uploadWith(app, client, `/api/posts/${id}/pictures`, { name: '活动现场.jpg', content }, data)
  /** Staff sessions end after 15 idle minutes: whoever works later signs in anew. */
  const at = async (instant: string) => {
    house.setClock(instant)
    office = await clientOf(app, officer)
    province = await clientOf(app, leader)
  }
  const write = async (client: Client, given: Record<string, unknown>) => {
    const which = newId()
    await client.post('/api/posts', { id: which, venueId: venue, title: '一条', ...given })
    return which
  }

  beforeAll(async () => {
    place = await makeProvince(db)
    house = testHouse(db, '2026-09-22T10:00:00+08:00')
    app = await testApp(house)
    venue = await makeVenue(db, place.county)
    wu = await makeMember(db, place.county, '吴四维')
    await settle(db, wu, venue)
    const zhou = await makeMember(db, place.county, '周双木')
    await convene(db, zhou, venue)
    officer = await makeStaff(db, place.county)
    leader = await makeStaff(db, place.province)
    await at('2026-09-22T10:00:00+08:00')
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    author = await clientOf(app, wu, 'member')
    convener = await clientOf(app, zhou, 'member')
    stranger = await clientOf(app, await makeMember(db, place.county, '何不住'), 'member')
    campaign = newId()
    await province.post('/api/campaigns', {
      id: campaign,
      committeeId: place.province,
      name: '2026 年委员活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
      notice: '请照此办理。',
    })
    await province.post(`/api/campaigns/${campaign}/steps`, { step: 'issue' })
  })

  test('a resident member begins a draft that nobody else sees; sent twice is once', async () => {
    const draft = { id, venueId: venue, title: '老码头的一上午', campaignId: campaign }
    const first = await author.post('/api/posts', draft)
    const again = await author.post('/api/posts', draft)
    expect([first.status, again.status]).toEqual([200, 200])
    expect([
      (await office.get(`/api/posts/${id}`)).status,
      (await convener.get(`/api/posts/${id}`)).status,
    ]).toEqual([404, 404])
  })

  test('somebody who is neither convener, resident nor office cannot write there', async () => {
    const refused = await stranger.post('/api/posts', { id: newId(), venueId: venue, title: '路过' })
    expect(refused.status).toBe(404)
  })

  test('what the studio can tag are campaigns issued to its 政协', async () => {
    expect((await author.get(`/api/posts/tags?venueId=${venue}`)).json()).toEqual({
      isStudio: true,
      campaigns: [
        { id: campaign, name: '2026 年委员活动日', heldOn: '2026-09-21', uploadDueOn: '2026-09-23' },
      ],
      activities: [],
    })
  })

  test('submitting an empty post answers 409 with the reason', async () => {
    const reply = await step(author, 'submit')
    expect([reply.status, reply.json()]).toMatchObject([
      409,
      { error: { message: '文字和图片都还没有，至少要有一样' } },
    ])
  })

  test('a photo is kept without what the camera wrote; SVG, renamed program and 80 megapixels are refused in words, the rest kept', async () => {
    const shot = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#456' } })
      .withExif({ IFD0: { Copyright: '某人' }, IFD3: { GPSLatitude: '29/1 10/1 0/1' } })
      .jpeg()
      .toBuffer()
    const huge = await sharp({ create: { width: 10_000, height: 8_000, channels: 3, background: '#456' } })
      .png()
      .toBuffer()
    const sent = await send(author, shot, { fileId: photo, caption: '老码头' })
    const again = await send(author, shot, { fileId: photo, caption: '老码头' })
    expect([sent.status, sent.json(), again.json()]).toEqual([
      200,
      { fileId: photo, version: 2 },
      { fileId: photo, version: 2 },
    ])
    const bad = [
      await send(author, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { fileId: newId() }),
      await send(author, Buffer.from('MZ\x90\0\x03\0\0\0'), { fileId: newId() }),
      await send(author, huge, { fileId: newId() }),
    ]
    expect(bad.map((reply) => [reply.status, reply.json()])).toMatchObject([
      [400, { error: { fields: [{ path: 'file', message: expect.stringMatching(/^这是网页或矢量图/) }] } }],
      [400, { error: { fields: [{ path: 'file', message: expect.stringMatching(/^这不是图片/) }] } }],
      [
        400,
        { error: { fields: [{ path: 'file', message: expect.stringMatching(/^图片太大：8000 万像素/) }] } },
      ],
    ])
    expect((await post(author)).pictures).toEqual([{ fileId: photo, caption: '老码头' }])
    const stored = await app.inject({ url: `/api/files/${photo}`, headers: { cookie: author.cookie } })
    const { exif, width } = await sharp(stored.rawPayload).metadata()
    expect([exif, width]).toEqual([undefined, 900])
  })

  test('only pictures may go out, with a word that it will not count', async () => {
    expect((await post(author)).note).toBe(
      '只有图片，没有文字：可以发布，但不计入统计表第 16 栏（上传动态的工作室数）。',
    )
  })

  test('saving keeps words and captions; an older version is refused with what stands', async () => {
    const { version } = await post(author)
    const body = {
      version,
      title: '老码头的一上午',
      words: '问得最多的是路灯、渡口和学生接送。',
      campaignId: campaign,
      pictures: [{ fileId: photo, caption: '大树下' }],
    }
    expect((await author.send('PUT', `/api/posts/${id}`, body)).json()).toEqual({ id, version: version + 1 })
    const late = await author.send('PUT', `/api/posts/${id}`, body)
    const stands = { version: version + 1, title: body.title, words: body.words }
    expect([late.status, late.json()]).toMatchObject([409, { error: { detail: stands } }])
    expect(await post(author)).toMatchObject({ note: null, pictures: [{ caption: '大树下' }] })
  })

  test('submitted, it waits for the office of its own 政协 alone', async () => {
    expect((await step(author, 'submit')).json()).toEqual({ state: 'submitted' })
    expect(await waiting(office)).toMatchObject([
      { title: '审核动态：芦汀委员工作室《老码头的一上午》', path: `/staff/posts/${id}` },
    ])
    expect([
      (await neighbour.get(`/api/posts/${id}`)).status,
      (await step(neighbour, 'publish')).status,
      (await province.get(`/api/posts/${id}`)).status,
      (await step(convener, 'publish')).status,
      (await author.get(`/api/posts/${id}`)).status,
    ]).toEqual([404, 404, 404, 403, 200])
    const closed = await author.send('PUT', `/api/posts/${id}`, { version: 3, title: '改', pictures: [] })
    expect(closed.status).toBe(409)
  })

  test('a guarded word stops publication with the reason, until it goes from the list', async () => {
    const word = newId()
    await office.post('/api/guarded-words', {
      id: word,
      committeeId: place.county,
      word: '渡口和学生',
      advice: '写成“渡口、学生”',
    })
    const stopped = await step(office, 'publish')
    expect([stopped.status, stopped.json()]).toMatchObject([
      409,
      {
        error: {
          message: '有要核对的词：“渡口和学生”。请退回作者改写，或在错敏词表里更正词条。',
        },
      },
    ])
    expect((await post(author)).hits).toEqual([{ word: '渡口和学生', advice: '写成“渡口、学生”' }])
    await office.send('DELETE', `/api/guarded-words/${word}`)
    expect((await post(office)).standing.steps).toMatchObject([{ step: 'publish', obstacle: null }, {}])
  })

  test('returned with a reason it comes back to its author, who mends and sends it again', async () => {
    expect((await step(office, 'return')).status).toBe(400)
    await step(office, 'return', '请写明时间')
    expect(await waiting(author)).toMatchObject([
      { title: '修改退回的动态：老码头的一上午', path: `/staff/posts/${id}` },
    ])
    await at('2026-09-25T10:00:00+08:00')
    await step(author, 'submit')
    expect(await post(author)).toMatchObject({ isLate: false, uploadedAt: '2026-09-22T02:00:00.000Z' })
  })

  test('published, it and its pictures are everybody’s, and the author’s duty stands', async () => {
    const anybody = clientWith(app, '')
    expect((await anybody.get(`/api/files/${photo}`)).status).toBe(404)
    expect((await step(office, 'publish')).json()).toEqual({ state: 'published' })
    expect((await anybody.get(`/api/files/${photo}`)).status).toBe(200)
    expect(await post(province)).toMatchObject({ authorName: null, standing: { history: [] } })
    const { rows } = await sql`
      select kind, person_id, organiser_id, campaign_id, on_day, sign from duties where source_id = ${id}`.execute(
      db,
    )
    expect(rows).toEqual([
      {
        kind: 'posted',
        person_id: wu,
        organiser_id: venue,
        campaign_id: campaign,
        on_day: '2026-09-22',
        sign: 1,
      },
    ])
  })

  test('taken down with a reason it is public no more, and the duty is taken back; restored it is reviewed again', async () => {
    await step(office, 'withdraw', '图里有车牌')
    const anybody = clientWith(app, '')
    expect((await anybody.get(`/api/files/${photo}`)).status).toBe(404)
    const { rows } = await sql`select sign from duties where source_id = ${id} order by id`.execute(db)
    expect(rows).toEqual([{ sign: 1 }, { sign: -1 }])
    expect((await step(office, 'restore', '已核对')).json()).toEqual({ state: 'submitted' })
  })

  test('uploaded after the campaign’s day it is kept and marked late; at 24:00 sharp of that day it is not', async () => {
    await at('2026-09-23T23:59:59+08:00')
    const onTime = await write(convener, { words: '来得及', campaignId: campaign })
    await step(convener, 'submit', undefined, onTime)
    await at('2026-09-24T00:00:00+08:00')
    const late = await write(convener, { words: '晚了', campaignId: campaign })
    await step(convener, 'submit', undefined, late)
    expect([(await post(office, onTime)).isLate, (await post(office, late)).isLate]).toEqual([false, true])
    const listed = await office.get(`/api/posts?state=submitted&campaignId=${campaign}`)
    expect(listed.json()).toMatchObject({
      total: 3,
      rows: [
        { id, counts: true },
        { id: onTime, isLate: false, counts: false },
        { id: late, isLate: true },
      ],
    })
  })

  test('office workers do not review their own: alone, they say why, and it stays in the history', async () => {
    const own = await write(office, { words: '办公室自己写的' })
    await step(office, 'submit', undefined, own)
    expect((await post(office, own)).standing.steps.map((open) => open.step)).toEqual([
      'publishOwn',
      'return',
      'takeBack',
    ])
    expect((await step(office, 'publish', undefined, own)).status).toBe(403)
    await step(office, 'publishOwn', '办公室只有一人', own)
    expect((await post(office, own)).standing.history.at(-1)).toMatchObject({
      step: 'publishOwn',
      words: '办公室只有一人',
    })
  })
})
