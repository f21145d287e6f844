import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '../walk/canaries.ts'
import { inPieces, payloads, ran } from '../scripts.ts'
import { browserPath, journey, phone, settled } from './browser.ts'
import { ranOn, watch } from './watch.ts'

describe.skipIf(!browserPath)('script that somebody typed', () => {
  const { open, openAs } = journey()

  test(
    'five hundred payloads in every field run on no face, and the policy of each page allows none',
    { timeout: 300_000 },
    async () => {
      expect(payloads.length).toBeGreaterThanOrEqual(500)
      const found: string[] = []
      const [office, department] = [await openAs('office', '430102'), await openAs('department', '430102')]
      const member = await openAs('member', '430102', phone)
      const citizen = await open({ size: phone })
      for (const [face, page] of Object.entries({ office, department, member, citizen }))
        watch(page, face, found)
      const ids: string[] = []
      for (const [at, words] of inPieces(1_900).entries())
        ids.push(await typeIn(office, words, payloads[at] ?? ''))
      const [first = ''] = ids
      await send(office, `/api/opinions/${first}/steps`, { step: 'accept', words: payloads[60] })
      const assignment = await handOver(office, first)
      await send(office, '/api/directives', {
        id: uuid(),
        recordType: 'opinion',
        recordId: first,
        level: 'county',
        givenOn: '2026-09-20',
        leader: payloads[3]?.slice(0, 40),
        post: payloads[5]?.slice(0, 60),
        words: payloads.slice(80, 100).join('\n'),
      })
      const door = await sayInPublic(citizen, inPieces(1_900)[1] ?? '')
      const seen: [Page, string][] = [
        ...ids.map((id): [Page, string] => [office, `/staff/opinions/${id}`]),
        ...[
          'opinions?tab=all',
          'opinions/items',
          'directives',
          'assignments',
          'opinions/leads',
          'intake-codes',
        ].map((path): [Page, string] => [office, `/staff/${path}`]),
        [office, '/staff'],
        [office, `/staff/assignments/${assignment}`],
        [department, `/staff/assignments/${assignment}`],
        [department, '/staff/assignments'],
        [member, '/m/opinions'],
        [member, '/m'],
        [citizen, door],
        [citizen, '/'],
        [citizen, '/track'],
      ]
      for (const [page, path] of seen) {
        const reply = await page.goto(path)
        await settled(page)
        const policy = reply?.headers()['content-security-policy'] ?? ''
        expect([path, /unsafe-(inline|eval)/.test(policy), policy.includes("script-src 'self'")]).toEqual([
          path,
          false,
          true,
        ])
        found.push(...(await ranOn(page)).map((words) => `${path}: ${words}`))
      }
      expect(await citizen.goto(door).then(() => citizen.locator('main').innerText())).toContain('<script>')
      expect(found).toEqual([])
      const sheet = await office.evaluate(async () => {
        const reply = await fetch('/api/opinions/export', { headers: { 'x-face': 'staff' } })
        return [...new Uint8Array(await reply.arrayBuffer())]
      })
      expect(formulasIn(Buffer.from(sheet))).toBe(0)
    },
  )

  test('a page that lets one run is found', async () => {
    const page = await open()
    const found: string[] = []
    watch(page, 'seeded', found)
    await page.goto('/')
    await page.evaluate(() => {
      const box = document.createElement('div')
      box.innerHTML = '<img src=x onerror="window.__ran=1">'
      document.body.append(box)
    })
    await expect.poll(() => found.length).toBeGreaterThan(0)
    await page.evaluate(`window.${ran} = 1`)
    expect(await page.evaluate((mark) => Reflect.has(window, mark), ran)).toBe(true)
  })
})

const uuid = (): string => crypto.randomUUID()

const send = async (page: Page, path: string, body: object): Promise<void> => {
  const status = await page.evaluate(
    async ([url, key, text]) => {
      const headers = { 'x-face': 'staff', 'content-type': 'application/json', 'idempotency-key': key }
      const reply = await fetch(url, { method: 'POST', headers, body: text })
      return reply.ok ? '' : `${reply.status} ${await reply.text()}`
    },
    [path, uuid(), JSON.stringify(body)] as const,
  )
  expect([path, status]).toEqual([path, ''])
}

/** A letter whose every field is a payload. */
const typeIn = async (page: Page, words: string, short: string): Promise<string> => {
  const id = uuid()
  await send(page, '/api/opinions/taken-down', {
    id,
    words,
    channel: 'letter',
    happenedOn: '2026-09-01',
    name: short.slice(0, 40),
    place: short.slice(0, 100),
    collectedBy: short.slice(0, 40),
  })
  return id
}

const handOver = async (page: Page, opinion: string): Promise<string> => {
  const id = uuid()
  const departmentId = await page.evaluate(async () => {
    const reply = await fetch('/api/departments?size=20', { headers: { 'x-face': 'staff' } })
    const list: { rows: { id: string }[] } = await reply.json()
    return list.rows[0]?.id ?? ''
  })
  await send(page, '/api/assignments', {
    id: uuid(),
    recordType: 'opinion',
    recordId: opinion,
    words: payloads.slice(0, 20).join('\n'),
    departments: [{ id, departmentId, part: 'host' }],
  })
  return id
}

/** Says it on the public form, by hand; answers where its progress stands. */
const sayInPublic = async (page: Page, words: string): Promise<string> => {
  await page.goto('/c/430102/say')
  await page.getByLabel('什么事').fill(words)
  await page.getByLabel('怎么称呼您').fill(payloads[2]?.slice(0, 40) ?? '')
  await page.getByLabel('不留电话，我凭编号自己查').check()
  await page.getByLabel(/照片/).setInputFiles({
    name: '<img src=x onerror=window.__ran=1>.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(tinyPicture, 'base64'),
  })
  await page.getByRole('button', { name: '提交，拿编号' }).click()
  await page.getByRole('heading', { name: '收到了，谢谢您' }).waitFor()
  return (await page.getByRole('link', { name: '查进度' }).getAttribute('href')) ?? '/missing'
}

const tinyPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** Live formulas in a workbook. */
const formulasIn = (workbook: Buffer): number =>
  entriesOf(workbook).reduce((sum, text) => sum + (text.match(/<f[ >]/g)?.length ?? 0), 0)
