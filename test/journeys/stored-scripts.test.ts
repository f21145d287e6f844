import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/platform/db.ts'
import { listForms } from '../../src/platform/form.ts'
import { listPages } from '../../src/platform/page.tsx'
import { memberRoutes } from '../../src/web/member-routes.tsx'
import { staffRoutes } from '../../src/web/staff-routes.tsx'
import { testDatabase } from '../database.ts'
import { payloads } from '../scripts.ts'
import { entriesOf } from '../walk/canaries.ts'
import type { Player } from '../walk/cast.ts'
import { entries } from '../walk/entries.ts'
import { expected } from '../walk/entry.ts'
import { type Stage, send, setStage } from '../walk/stage.ts'
import { browserPath, desk, journey, phone, settled } from './browser.ts'
import { activeIn, kindOf } from './active.ts'
import { type Asked, idsOf, publicLinks } from './stored-places.ts'
import { type Stored, storeEverywhere, withoutRows } from './stored.ts'
import { ranOn, watch } from './watch.ts'

const { db, owner } = testDatabase()

describe.skipIf(!browserPath)('payloads in every text of every table', () => {
  const { open } = journey()
  const found: string[] = []
  let stage: Stage
  let site = ''
  let asked: Asked[] = []
  let stored: Stored

  beforeAll(async () => {
    stage = await setStage(db)
    asked = await askAll(stage)
    await sql`
      insert into notices (id, person_id, committee_id, cause, title, body, created_at)
      select gen_random_uuid(), p.id, p.committee_id, 'walk', '请看', '请看', ${stage.house.clock()} from people p`.execute(
      db,
    )
    stored = await storeEverywhere(owner())
    const sealed = (at: number) => stage.house.keyring.seal(payloads[at]?.slice(0, 100) ?? '')
    await sql`update opinion_speakers set name_sealed = ${sealed(7)}, place_sealed = ${sealed(9)}`.execute(db)
    site = await stage.app.listen({ port: 0, host: '127.0.0.1' })
  }, 180_000)
  afterAll(() => stage?.app.close())

  test('five hundred payloads and more lie in every column that takes words', () => {
    expect([stored.payloads >= 500, stored.refused, stored.columns.length >= 70]).toEqual([true, [], true])
    expect(stored.empty.filter((place) => !withoutRows.includes(place))).toEqual([])
  })

  test('no server-rendered page runs one, prints among them', { timeout: 300_000 }, async () => {
    const page = await open({ size: phone })
    watch(page, 'page', found)
    const links = await publicLinks(db, stage)
    for (const { path } of [...listPages(), ...listForms()]) {
      await as(page, site, path.startsWith('/print') || path.startsWith('/staff') ? player('office A') : null)
      await visit(page, `${site}${filled(path, links)}`, path)
    }
    expect(found.splice(0)).toEqual([])
  })

  test('no page of the member face runs one', { timeout: 300_000 }, async () => {
    const page = await open({ size: phone })
    watch(page, 'member', found)
    await as(page, site, player('member A, the owner'))
    const ids = idsOf(stage, asked)
    for (const { path } of memberRoutes)
      await visit(page, `${site}/m${filled(path, ids.member)}`, `/m${path}`)
    expect(found.splice(0)).toEqual([])
  })

  test('no page of the desk runs one, and the words are there as words', { timeout: 600_000 }, async () => {
    const page = await open({ size: desk })
    watch(page, 'staff', found)
    const ids = idsOf(stage, asked)
    const readers: [reader: string, paths: string[]][] = [
      ['office A', staffRoutes.map(({ path }) => path)],
      ['department A', ['/', '/assignments', '/assignments/:id']],
      ['system A', ['/accounts', '/accounts/new', '/accounts/:id']],
      ['security A', ['/sign-in-rules']],
      ['audit A', ['/audit', '/audit/sign-ins']],
    ]
    const empty: string[] = []
    for (const [reader, paths] of readers) {
      await as(page, site, player(reader))
      for (const path of paths) {
        await visit(page, `${site}/staff${filled(path, ids.staff)}`, `/staff${path}`)
        const words = await page.locator('body').innerText()
        if (mustShow.includes(path) && reader === 'office A' && !/__ran=1|alert\(1\)/.test(words))
          empty.push(path)
      }
    }
    expect([found.splice(0), empty]).toEqual([[], []])
  })

  test('exports and documents hold them as text: no formula, link, object, macro or outside template', async () => {
    const files = asked.filter(({ gives }) => gives === 'file')
    const kinds: string[] = []
    for (const { key, endpoint, player: by, ask } of files) {
      const reply = await send(stage.app, endpoint, by, ask)
      expect([key, reply.status]).toEqual([key, 200])
      const kind = kindOf(reply.body)
      kinds.push(kind)
      const parts = kind === 'zip' ? entriesOf(reply.body) : [reply.body.toString('utf8')]
      found.push(...parts.flatMap((part) => activeIn(part, kind)).map((words) => `${key}: ${words}`))
    }
    expect(found.splice(0)).toEqual([])
    expect([files.length >= 15, kinds.includes('zip'), kinds.includes('svg')]).toEqual([true, true, true])
    const documents = await Promise.all(
      asked
        .filter(({ key }) => ['informations.document', 'reports.document'].includes(key))
        .map(async ({ endpoint, player: by, ask }) =>
          entriesOf((await send(stage.app, endpoint, by, ask)).body).join(''),
        ),
    )
    expect(documents.map((text) => /&lt;(script|img|svg)/.test(text))).toEqual([true, true])
  })

  test('a page, a sheet and a document that would run one are found', async () => {
    const page = await open()
    await page.setContent('<a href="javascript:window.__ran=1">看</a>')
    expect(await ranOn(page)).toEqual(['javascript:window.__ran=1'])
    expect([
      activeIn('<c r="A1"><f>1+1</f></c>', 'zip'),
      activeIn('<Relationship TargetMode="External" Target="http://x.example"/>', 'zip'),
      activeIn('<w:instrText>DDEAUTO c:\\\\</w:instrText>', 'zip'),
      activeIn('<svg onload="alert(1)"/>', 'svg'),
      activeIn('<w:t>&lt;script&gt;</w:t>', 'zip'),
    ]).toEqual([['a formula'], ['an outside target'], ['a field code'], ['a script'], []])
  })

  const player = (name: string): Player => {
    const one = stage.cast.find((each) => each.name === name)
    if (!one) throw new Error(`nobody is ${name}`)
    return one
  }

  const visit = async (page: Page, address: string, path: string) => {
    const reply = await page.goto(address)
    await settled(page)
    const policy = reply?.headers()['content-security-policy'] ?? ''
    if (/unsafe-(inline|eval)/.test(policy) || !policy.includes("script-src 'self'"))
      found.push(`${path}: ${policy}`)
    if ((reply?.status() ?? 0) >= 500) found.push(`${path}: ${reply?.status()}`)
    found.push(...(await ranOn(page)).map((words) => `${path}: ${words}`))
  }
})

/** Pages of the desk on which a payload must be seen, so that the others are not empty by a mistake of the test. */
const mustShow = [
  '/opinions/:id',
  '/opinions/items',
  '/assignments/:id',
  '/directives',
  '/leads',
  '/information',
  '/information/:id',
  '/reports',
  '/reports/:id',
  '/answers',
  '/answers/:id',
  '/rosters',
  '/rosters/:id',
  '/posts/:id',
  '/venues/:id',
  '/activities/:id',
  '/members/:id',
  '/campaigns/:id/notice',
]

const askAll = async (stage: Stage): Promise<Asked[]> => {
  const asked: Asked[] = []
  for (const endpoint of stage.endpoints.filter((one) => one.method === 'GET')) {
    const [entry] = [entries[endpoint.key] ?? []].flat()
    const player = stage.cast.find((one) => !one.disabled && entry && expected(endpoint, entry, one) === 200)
    if (!entry || !player) continue
    const person = (name: string) => stage.cast.find((one) => one.name === name)?.personId ?? ''
    const ask = await entry.ask({ tx: db, world: stage.world, player, person, sheets: stage.sheets })
    asked.push({ key: endpoint.key, gives: endpoint.gives, endpoint, player, ask })
  }
  return asked
}

const as = async (page: Page, site: string, player: Player | null) => {
  await page.context().clearCookies()
  const [name = '', value = ''] = player?.cookie.split('=') ?? []
  if (player) await page.context().addCookies([{ name, value, url: site }])
}

const filled = (path: string, known: Record<string, string>): string => {
  if (!path.includes(':')) return path
  const found = known[path]
  if (!found) throw new Error(`no record for ${path}`)
  return found
}
