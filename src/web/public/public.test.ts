import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

describe('the pages that anybody reads', () => {
  let place: SmallProvince
  let anybody: Client
  let office: Client
  let venue: string
  const post = newId()
  const draft = newId()

  const token = async (id = venue) =>
    (await sql<{ token: string }>`select token from venues where id = ${id}`.execute(db)).rows[0]?.token ?? ''
  const read = async (url: string) => {
    const reply = await anybody.get(url)
    return {
      ...reply,
      words: reply.text.replace(/<(script|style)[^]*?<\/\1>|<[^>]+>/g, ' ').replace(/\s+/g, ' '),
    }
  }

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(testHouse(db, '2026-09-20T09:00:00+08:00'))
    anybody = clientWith(app, '')
    office = await clientOf(app, await makeStaff(db, place.county))
    venue = await makeVenue(db, place.county)
    const zhou = await makeMember(db, place.county, '周双木')
    await convene(db, zhou, venue)
    await settle(db, zhou, venue)
    await settle(db, await makeMember(db, place.county, '李三石'), venue)
    await settle(db, await makeMember(db, place.county, '冯卸任', '[2017-01-01,2022-01-01)'), venue)
    const campaign = await makeCampaign(db, place.province)
    await makeActivity(db, [venue], { campaignId: campaign, kinds: [4, 6] })
    await makeActivity(db, [venue], { campaignId: campaign, state: 'draft', title: '还没定的' })
    for (const [id, title] of [
      [post, '五盏路灯都亮了'],
      [draft, '还没写完的'],
    ])
      await office.post('/api/posts', { id, venueId: venue, title, words: '问了三次，修好了。<b>' })
    await office.post(`/api/posts/${post}/steps`, { step: 'submit' })
    await office.post(`/api/posts/${post}/steps`, { step: 'publishOwn', words: '只有一人' })
  })

  test('a studio page shows serving residents, settled activities with kinds, and published 动态 only', async () => {
    const page = await read(`/s/${await token()}`)
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'public, max-age=60'])
    const shown = [
      '周双木',
      '李三石',
      '冯卸任',
      '在老码头听大家说',
      '走访群众、公益帮扶',
      '还没定的',
      '五盏路灯都亮了',
      '还没写完的',
    ]
    expect(shown.filter((words) => page.words.includes(words))).toEqual([
      '周双木',
      '李三石',
      '在老码头听大家说',
      '走访群众、公益帮扶',
      '五盏路灯都亮了',
    ])
    expect(page.words).toContain('在这里的委员 2 位')
    expect(page.text).toContain('href="/complaints?at=990101"')
  })

  test('no page needs a script to be read', async () => {
    const page = await read(`/s/${await token()}`)
    expect(page.text.match(/<script[^>]*src=/g)).toBe(null)
  })

  test('长辈版 is the same page in another size, and is remembered', async () => {
    const page = await read(`/s/${await token()}?elder=1`)
    expect([page.text.includes('<html lang="zh-CN" class="elder">'), page.headers['cache-control']]).toEqual([
      true,
      'no-store',
    ])
  })

  test('a post’s page has its words, escaped; a draft’s is not there', async () => {
    const page = await read(`/p/${post}`)
    expect([page.status, page.text.includes('&lt;b&gt;'), page.words.includes('芦汀委员工作室')]).toEqual([
      200,
      true,
      true,
    ])
    expect([(await read(`/p/${draft}`)).status, (await read('/p/没有')).status]).toEqual([404, 404])
  })

  test('a renewed code leads on, also to the list below; a revoked one says so', async () => {
    const other = await makeVenue(db, place.county, { name: '渡口委员工作室' })
    const first = await token(other)
    await office.post(`/api/venues/${other}/code`, { old: 'redirects' })
    const second = await token(other)
    const led = [await anybody.get(`/s/${first}`), await anybody.get(`/s/${first}/posts?page=2`)]
    expect(led.map((reply) => [reply.status, reply.headers.location])).toEqual([
      [302, `/s/${second}`],
      [302, `/s/${second}/posts?page=2`],
    ])
    await office.post(`/api/venues/${other}/code`, { old: 'revoked' })
    const dead = await read(`/s/${second}`)
    expect([dead.status, dead.text.includes('这个码已经停用')]).toEqual([404, true])
  })

  test('a closed studio says so and where to turn, and keeps its 动态', async () => {
    const closing = await makeVenue(db, place.county, { name: '旧街委员工作室' })
    await office.post(`/api/venues/${closing}/steps`, {
      step: 'close',
      on: '2026-09-20',
      words: '合并',
      override: true,
    })
    const page = await read(`/s/${await token(closing)}`)
    expect([page.status, page.words.includes('现在不开放'), page.text.includes('href="/c/990101"')]).toEqual([
      200,
      true,
      true,
    ])
    expect((await read(`/s/${await token(closing)}/posts`)).status).toBe(200)
  })

  test('the front door finds a studio by name or place, and leads down by division', async () => {
    const found = await read(`/?q=${encodeURIComponent('芦汀')}`)
    expect([found.words.includes('芦汀委员工作室'), found.words.includes('1 家')]).toEqual([true, true])
    const none = await read(`/?q=${encodeURIComponent('月球')}`)
    expect([none.status, none.words.includes('没有找到')]).toEqual([200, true])
    expect((await read('/')).text).toContain('href="/c/99"')
    expect((await read('/c/9901')).text).toContain('href="/c/990101"')
    expect((await read('/c/990101')).words).toContain('芦汀委员工作室')
    expect((await read('/c/none')).status).toBe(404)
  })

  test('the plain pages answer', async () => {
    const pages = await Promise.all(['/complaints?at=990101', '/privacy'].map(read))
    expect(pages.map((page) => page.status)).toEqual([200, 200])
  })

  test('posters of all open studios print one a page, for the 政协’s own staff', async () => {
    const sheet = await office.get('/print/venues')
    expect([sheet.status, sheet.text.match(/<svg/g)?.length]).toEqual([200, 2])
    expect((await anybody.get('/print/venues')).status).toBe(401)
  })
})
