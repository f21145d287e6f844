import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../test/database.ts'
import { type FormClient, formClient } from '../../test/forms.ts'
import { testApp, testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { form, pathWithin } from './form.ts'
import { anyone } from './policy.ts'

const { db } = testDatabase()

describe('a form without script', () => {
  let browser: FormClient
  const countDays = async () =>
    (await sql<{ n: number }>`select count(*) as n from calendar_days where name like '试%'`.execute(db))
      .rows[0]?.n

  beforeAll(async () => {
    const app = await testApp(testHouse(db))
    form(app, {
      name: 'test.day',
      path: '/test-form',
      policy: anyone,
      fields: z.object({ day: z.iso.date('日期写成 2026-09-21 这样'), name: z.string() }),
      show: (_context, { typed, problems, words, key }) =>
        Promise.resolve(
          <form method="post">
            <input name="key" defaultValue={key} />
            <textarea name="name" defaultValue={typed.name} />
            <p>{[words, ...problems.map((one) => `${one.path}：${one.message}`)].join('')}</p>
          </form>,
        ),
      submit: ({ once, values }) =>
        once(async (tx) => {
          await sql`insert into calendar_days (day, kind, name) values (${values.day}, 'holiday', ${values.name})`.execute(
            tx,
          )
          return { to: `/receipt/${values.day}` }
        }),
    })
    browser = formClient(app)
  })

  const send = (fields: Record<string, string>) => browser.send('/test-form', fields)

  test('what is wrong is said, and everything typed is kept, letter by letter', async () => {
    const page = await send({ day: '九月', name: '试 <b>&"\n第二行', key: 'key-00000001' })
    expect([page.status, page.text.includes('day：日期写成 2026-09-21 这样')]).toEqual([400, true])
    expect(page.text).toContain('试 &lt;b&gt;&amp;&quot;\n第二行')
    expect(page.text).toContain('key-00000001')
    expect(await countDays()).toBe(0)
  })

  test('pressed twice, or five times at once, it is done once and leads to the same place', async () => {
    const same = { day: '2031-01-01', name: '试一', key: 'key-00000002' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(same)))
    expect(answers.map(({ status, location }) => [status, location])).toEqual(
      Array.from({ length: 5 }, () => [303, '/receipt/2031-01-01']),
    )
    expect(await countDays()).toBe(1)
  })

  test('other words under the same key are asked about, kept, and done on the next press', async () => {
    const page = await send({ day: '2031-01-02', name: '试二', key: 'key-00000002' })
    expect([page.status, page.text.includes('刚才那份已经收到'), page.text.includes('试二')]).toEqual([
      422,
      true,
      true,
    ])
    const key = /name="key" value="([\w-]+)"/.exec(page.text)?.[1] ?? ''
    expect(key).not.toBe('key-00000002')
    expect((await send({ day: '2031-01-02', name: '试二', key })).location).toBe('/receipt/2031-01-02')
    expect(await countDays()).toBe(2)
  })

  test('the way back is a path of this site or the usual one', () => {
    const wished = [
      '/m/record?x=1',
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/a b',
      '',
      undefined,
    ]
    expect(wished.map((path) => pathWithin(path, '/m'))).toEqual([
      '/m/record?x=1',
      '/m',
      '/m',
      '/m',
      '/m',
      '/m',
      '/m',
    ])
  })
})
