import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../src/platform/house.ts'
import { makeProvince, makeStaff } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'
import { uploadWith } from './upload.ts'
import { pdf, picture } from './walk/parts.ts'

const { db } = testDatabase()
const wechat =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36 MicroMessenger/8.0.50'

describe('a file that is opened inside WeChat', () => {
  let app: App
  let office: Client
  const files: Record<'pdf' | 'picture', string> = { pdf: newId(), picture: newId() }
  const open = (url: string, cookie: string, more: Record<string, string> = {}) =>
    app.inject({
      url,
      headers: {
        host: 'localhost',
        cookie,
        accept: 'text/html,application/xhtml+xml',
        'user-agent': wechat,
        ...more,
      },
    })

  beforeAll(async () => {
    const place = await makeProvince(db)
    app = await testApp(testHouse(db))
    office = await clientOf(app, await makeStaff(db, place.county))
    for (const [kind, file] of [
      ['pdf', pdf],
      ['picture', picture],
    ] as const)
      expect(
        (
          await uploadWith(app, office, '/api/sheets/attachments', file, {
            id: files[kind],
            unitId: place.county,
          })
        ).status,
      ).toBe(200)
  })

  test('a picture is shown; any other file leads to words with an arrow, its name, and a way back', async () => {
    const shown = await open(`/api/files/${files.picture}`, office.cookie)
    expect([
      shown.statusCode,
      shown.headers['content-type'],
      String(shown.headers['content-disposition']).startsWith('inline'),
    ]).toEqual([200, 'image/jpeg', true])
    const sent = await open(`/api/files/${files.pdf}`, office.cookie)
    expect([sent.statusCode, sent.headers.location]).toEqual([302, `/api/files/${files.pdf}?face=staff`])
    const page = await open(`/api/files/${files.pdf}?face=staff`, office.cookie, {
      referer: 'http://localhost/staff/sheets?page=2',
    })
    expect([
      page.statusCode,
      String(page.headers['content-type']).startsWith('text/html'),
      page.headers['content-disposition'],
      [
        '在浏览器打开',
        '通知.pdf',
        '要再登录一次',
        '<svg class="to-menu"',
        'href="/staff/sheets?page=2"',
      ].filter((words) => !page.body.includes(words)),
    ]).toEqual([200, true, undefined, []])
    const elsewhere = await open(`/api/files/${files.pdf}?face=staff`, office.cookie, {
      referer: 'https://x.example/a',
    })
    expect([elsewhere.body.includes('x.example'), elsewhere.body.includes('href="/staff"')]).toEqual([
      false,
      true,
    ])
  })

  test('outside WeChat the same address gives the file, and asks who is not signed in for the right sign-in', async () => {
    const browser = { 'user-agent': 'Mozilla/5.0 Chrome/126' }
    const file = await open(`/api/files/${files.pdf}?face=staff`, office.cookie, browser)
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
    const list = await open('/api/opinions/export?face=member', '', browser)
    const other = await open('/api/opinions/export?face=staff', '', browser)
    expect([list.headers.location, other.headers.location]).toEqual([
      '/m/sign-in?next=%2Fapi%2Fopinions%2Fexport%3Fface%3Dmember',
      '/sign-in?next=%2Fapi%2Fopinions%2Fexport%3Fface%3Dstaff',
    ])
    const script = await open('/api/opinions/export', '', { ...browser, accept: '*/*' })
    const unsigned = await open(`/api/files/${files.pdf}?face=member`, '', browser)
    expect([script.statusCode, unsigned.headers.location]).toEqual([
      401,
      `/m/sign-in?next=%2Fapi%2Ffiles%2F${files.pdf}%3Fface%3Dmember`,
    ])
  })

  test('an export is a file like any other', async () => {
    const page = await open('/api/opinions/export?face=staff', office.cookie)
    expect([page.statusCode, page.body.includes('在浏览器打开')]).toEqual([200, true])
  })
})
