import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { intakeLimits } from '../src/modules/opinions/index.ts'
import { sql } from '../src/platform/db.ts'
import type { App } from '../src/platform/house.ts'
import { triesWithin } from '../src/platform/rate-limit.ts'
import { convene, makeMember, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'
import { hollowPng } from './hollow-png.ts'
import { sendForm, uploadWith } from './upload.ts'

const { db } = testDatabase()
const house = testHouse(db)
let apps: App[] = []
let door = ''
let office: Client

beforeAll(async () => {
  const place = await makeProvince(db)
  const venue = await makeVenue(db, place.county)
  await convene(db, await makeMember(db, place.county, '陈一诺'), venue)
  const { rows } = await sql<{ token: string }>`select token from venues where id = ${venue}`.execute(db)
  door = `/o/${rows[0]?.token}`
  apps = [await testApp(house), await testApp(house)]
  office = await clientOf(apps[0] ?? (await testApp(house)), await makeStaff(db, place.county))
})

const instance = (n: number): App => {
  const app = apps[n % apps.length]
  if (!app) throw new Error('no app')
  return app
}

const press = async (n: number, from: string, forwarded?: string, app = instance(n)) =>
  app.inject({
    method: 'POST',
    url: door,
    remoteAddress: from,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': 'application/x-www-form-urlencoded',
      ...(forwarded ? { 'x-forwarded-for': forwarded } : {}),
    },
    payload: new URLSearchParams({ key: newId(), what: `第 ${n} 件事`, tell: 'code' }).toString(),
  })

const addresses = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct key)::int as n from rate_counters where bucket = 'intake-address'`.execute(db)
  return rows[0]?.n ?? 0
}

describe('limits of the public form over two instances', () => {
  test('five hundred phones behind one address get through at once; past the policy it is 429 with a wait, words kept', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 870; n += 30)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 30 }, (_, at) => press(n + at, '198.51.100.7')))).map(
          (reply) => reply.statusCode,
        ),
      )
    expect(statuses.slice(0, 500).filter((status) => status !== 303)).toEqual([])
    const taken = statuses.filter((status) => status === 303).length
    expect([taken >= 760, taken <= 840]).toEqual([true, true])
    const refused = await press(1_000, '198.51.100.7')
    expect([
      refused.statusCode,
      Number(refused.headers['retry-after']) > 0,
      refused.body.includes('>第 1000 件事</textarea>'),
    ]).toEqual([429, true, true])
    expect((await press(1_001, '198.51.100.8')).statusCode).toBe(303)
  }, 120_000)

  test('twenty minutes at half as much again as the policy lets in the policy, within five in a hundred', async () => {
    const begin = Date.UTC(2026, 9, 1)
    let taken = 0
    for (let second = 0; second < 1_200; second += 4) {
      const now = new Date(begin + second * 1_000)
      for (let press = 0; press < 8; press += 1) {
        const limits = intakeLimits({
          address: '203.0.113.9',
          code: `码${second % 5}`,
          words: `${second} ${press}`,
        })
        const tries = triesWithin(house, limits, now)
        const { rows } = await sql<{ full: number }>`
          with full_limits as materialized (${tries.full}), counted as (${tries.counted})
          select count(*)::int as full from full_limits`.execute(db)
        if (rows[0]?.full === 0) taken += 1
      }
    }
    expect([taken >= 1_600 * 0.95, taken <= 1_600 * 1.05]).toEqual([true, true])
  }, 120_000)

  test('an address that is claimed counts for nothing unless a proxy of ours says it', async () => {
    const before = await addresses()
    for (let n = 0; n < 5; n += 1) await press(2_000 + n, '198.51.100.20', `10.0.0.${n}, 10.1.0.${n}`)
    expect((await addresses()) - before).toBe(1)
    const trusting = await testApp({ ...house, config: { ...house.config, trustedProxies: 1 } })
    for (let n = 0; n < 5; n += 1) await press(2_100 + n, '127.0.0.1', `10.0.0.${n}, 198.51.100.21`, trusting)
    expect((await addresses()) - before).toBe(2)
    for (let n = 0; n < 3; n += 1) await press(2_200 + n, '127.0.0.1', `198.51.100.${30 + n}`, trusting)
    expect((await addresses()) - before).toBe(5)
  })

  test('a wrong number of proxies fails closed: too many named serves nobody, too few holds all together', async () => {
    const tooMany = await testApp({ ...house, config: { ...house.config, trustedProxies: 2 } })
    const refused = await press(2_300, '127.0.0.1', '198.51.100.41', tooMany)
    const none = await press(2_301, '127.0.0.1', undefined, tooMany)
    expect([refused.statusCode, none.statusCode, refused.body.includes('MINQIAO_TRUSTED_PROXIES')]).toEqual([
      503,
      503,
      true,
    ])
    const probe = await tooMany.inject({ url: '/livez' })
    const through = await press(2_302, '127.0.0.1', '198.51.100.42, 10.0.0.1', tooMany)
    expect([probe.statusCode, through.statusCode]).toEqual([200, 303])

    const before = await addresses()
    const tooFew = await testApp({ ...house, config: { ...house.config, trustedProxies: 1 } })
    for (let n = 0; n < 4; n += 1)
      await press(2_400 + n, '127.0.0.1', `203.0.113.${n}, 198.51.100.${50 + n}, 10.0.0.1`, tooFew)
    expect((await addresses()) - before).toBe(1)
  })
})

describe('what is brought to the public form and to letters', () => {
  const photo = (width = 40, height = 30) =>
    sharp({ create: { width, height, channels: 3, background: '#888' } })
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '28/1 0/1 0/1', GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()

  const bad = (): [name: string, content: Buffer][] => [
    ['图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['图.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['装.jpg', Buffer.concat([Buffer.from('MZ\u0090\u0000'), Buffer.alloc(4_000)])],
    ['大.png', hollowPng(50_000, 50_000, 1)],
    ['炸.png', hollowPng(20_000, 20_000, 60_000_000)],
    ['弹.zip', Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateSync(Buffer.alloc(30_000_000))])],
    ['片.mp4', Buffer.concat([Buffer.from('\u0000\u0000\u0000\u0018ftypmp42'), Buffer.alloc(200_000)])],
    ['半.jpg', Buffer.from('\xff\xd8\xff\xe0', 'latin1')],
  ]

  const bring = (files: [name: string, content: Buffer][], what: string) =>
    sendForm(
      instance(0),
      door,
      { key: newId(), what, tell: 'code' },
      files.map(([name, content]) => ({ name, content })),
      '198.51.100.40',
    )

  /** What is kept of the pictures of the item with these words: names and bytes. */
  const keptOf = async (words: string): Promise<{ name: string; bytes: Buffer }[]> => {
    const { rows } = await sql<{ name: string; digest: string }>`
      select f.name, f.sha256 as digest from files f join opinions o on o.id = f.owner_id where o.words = ${words}`.execute(
      db,
    )
    return Promise.all(
      rows.map(async ({ name, digest }) => {
        const pieces: Buffer[] = []
        for await (const piece of house.files.open(digest)) pieces.push(Buffer.from(piece))
        return { name, bytes: Buffer.concat(pieces) }
      }),
    )
  }

  test('what is no picture is refused beside its field, in words, with the text kept', async () => {
    for (const [name, content] of bad()) {
      const what = `带了${name}`
      const reply = await bring([[name, content]], what)
      expect([
        name,
        reply.statusCode,
        reply.body.includes(`>${what}</textarea>`),
        /class="err"/.test(reply.body),
      ]).toEqual([name, 400, true, true])
      expect(await keptOf(what)).toEqual([])
    }
  })

  test('ten huge pictures are too many, the text stays; one of more than 20 MB is too large', async () => {
    const huge = Buffer.concat([await photo(3_000, 2_000), Buffer.alloc(2_000_000)])
    const ten = await bring(
      Array.from({ length: 10 }, (_, at): [string, Buffer] => [`${at}.jpg`, huge]),
      '十张大图',
    )
    const one = await bring(
      [['大.jpg', Buffer.concat([await photo(), Buffer.alloc(21 * 1024 * 1024)])]],
      '一张太大',
    )
    expect([
      ten.statusCode,
      ten.body.includes('选了 10 个，最多 3 个'),
      ten.body.includes('>十张大图</textarea>'),
    ]).toEqual([400, true, true])
    expect([
      one.statusCode,
      one.body.includes('每个不超过 20 MB'),
      one.body.includes('>一张太大</textarea>'),
    ]).toEqual([400, true, true])
  })

  test('turned away in a crowd, what was typed comes back for another press though a picture was with it', async () => {
    const picture = await photo()
    const words = Array.from({ length: 140 }, (_, at) => `人多时的第 ${at} 句话`)
    const replies = await Promise.all(words.map((what) => bring([['图.jpg', picture]], what)))
    const away = replies.filter((reply) => reply.statusCode === 503)
    expect(away.length).toBeGreaterThan(0)
    expect(
      replies.filter((reply, at) => reply.statusCode !== 303 && !reply.body.includes(words[at] ?? '?')),
    ).toEqual([])
  })

  test('a picture that is also a page is a picture afterwards, without place and without a name of its own', async () => {
    const both = Buffer.concat([await photo(), Buffer.from('<script>alert(1)</script>PK\u0003\u0004')])
    const names: [string, Buffer][] = [
      ['../../etc/passwd.jpg', both],
      ['图\u202egpj.exe', both],
      ['<img src=x onerror=alert(1)>.jpg', both],
    ]
    expect((await bring(names, '三张都在')).statusCode).toBe(303)
    const kept = await keptOf('三张都在')
    expect(kept.map((file) => file.name).toSorted()).toEqual(['照片1.jpg', '照片2.jpg', '照片3.jpg'])
    for (const { bytes } of kept) {
      const { exif, format } = await sharp(bytes).metadata()
      expect([bytes.includes('<script>'), bytes.includes('PK\u0003\u0004'), exif, format]).toEqual([
        false,
        false,
        undefined,
        'jpeg',
      ])
    }
  })

  test('the same for a letter: refused in words, or re-encoded; its name is a name, its PDF an attachment', async () => {
    const id = newId()
    const typed = await office.post('/api/opinions/taken-down', {
      id,
      channel: 'letter',
      words: '信里说井盖松了',
      happenedOn: '2026-09-20',
    })
    expect(typed.status).toBe(200)
    const bring = (name: string, content: Buffer) => {
      const fileId = newId()
      const sent = uploadWith(instance(0), office, `/api/opinions/${id}/scans`, { name, content }, { fileId })
      return sent.then((reply) => ({ ...reply, fileId }))
    }
    for (const [name, content] of bad()) {
      const reply = await bring(name, content)
      expect([name, reply.status]).toEqual([name, 400])
      expect(reply.json()).toMatchObject({ error: { fields: [{ path: 'file' }] } })
    }
    const climbing = await bring(
      '../../..\\信\u202e\u0000gpj.jpg',
      Buffer.concat([await photo(), Buffer.from('<html>')]),
    )
    const paper = await bring('信.pdf', Buffer.from('%PDF-1.7\n<script>alert(1)</script>'))
    expect([climbing.status, paper.status]).toEqual([200, 200])
    const { rows } = await sql<{
      name: string
    }>`select name from files where id = ${climbing.fileId}`.execute(db)
    expect(rows[0]?.name).toBe('信gpj.jpg')
    const read = await office.get(`/api/files/${paper.fileId}`)
    expect([
      read.status,
      read.headers['content-type'],
      String(read.headers['content-disposition']).startsWith('attachment'),
      read.headers['x-content-type-options'],
    ]).toEqual([200, 'application/pdf', true, 'nosniff'])
  })
})
