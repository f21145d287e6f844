import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeVenue } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { type Client, clientWith, testApp, testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { forget } from './memo.ts'

const { db } = testDatabase()
const house = { ...testHouse(db, '2026-09-20T09:00:00+08:00'), keepsPages: true }

describe('a page that is the same for whoever asks', () => {
  let anybody: Client
  let url: string
  const call = async (name: string) => {
    await sql`update units set name = ${name} where code = '430102-S001'`.execute(db)
  }
  const nonceIn = (text: string) => /<script nonce="([^"]+)"/.exec(text)?.[1]

  beforeAll(async () => {
    const place = await makeProvince(db)
    const venue = await makeVenue(db, place.county)
    await sql`update units set code = '430102-S001' where id = ${venue}`.execute(db)
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${venue}`.execute(db)
    url = `/s/${rows[0]?.token ?? ''}`
    anybody = clientWith(await testApp(house), '')
  })

  test('is drawn once for all who ask within two seconds, each reply with its own nonce and the same headers', async () => {
    await call('渡口工作室')
    const [first, second] = await Promise.all([anybody.get(url), anybody.get(url)])
    await call('改了名的工作室')
    const third = await anybody.get(url)
    for (const reply of [first, second, third]) {
      expect(reply.text).toContain('渡口工作室')
      expect(reply.headers['content-security-policy']).toContain(`'nonce-${nonceIn(reply.text)}'`)
      expect(reply.headers['cache-control']).toBe('public, max-age=60')
      expect(reply.headers.vary).toBe('Cookie')
    }
    expect(new Set([first, second, third].map(({ text }) => nonceIn(text))).size).toBe(3)
    forget(house, 'page ')
    expect((await anybody.get(url)).text).toContain('改了名的工作室')
  })

  test('has one drawing for 长辈版 and one without; choosing it is never kept', async () => {
    const elder = clientWith(await testApp(house), 'elder=1')
    expect((await elder.get(url)).text).toContain('<html lang="zh-CN" class="elder">')
    expect((await anybody.get(url)).text).toContain('<html lang="zh-CN">')
    const chosen = await anybody.get(`${url}?elder=1`)
    expect(chosen.headers['cache-control']).toBe('no-store')
    expect(chosen.headers['set-cookie']).toContain('elder=1')
  })

  test('that isn’t there is refused anew each time', async () => {
    expect((await anybody.get('/s/nowhere')).status).toBe(404)
    expect((await anybody.get('/s/nowhere')).status).toBe(404)
  })
})
