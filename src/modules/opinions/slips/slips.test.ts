import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type SmallProvince,
  convene,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from '../../../../test/builders.ts'
import { testDatabase } from '../../../../test/database.ts'
import { type FormClient, formClient } from '../../../../test/forms.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../../test/house.ts'
import { printedSlips } from '../../../../test/printed-slips.ts'
import { sendForm, uploadWith } from '../../../../test/upload.ts'
import { sql } from '../../../platform/db.ts'
import type { App, House } from '../../../platform/house.ts'
import { workOn } from '../../../platform/runs/index.ts'
import { writeErrorSheet } from '../../../platform/spreadsheet/index.ts'
import { importColumns } from '../importing/columns.ts'
import { opinionImportWorker } from '../importing/work.ts'

const { db } = testDatabase()

describe('a receipt for who is not on line', () => {
  let house: House
  let app: App
  let place: SmallProvince
  let studio = ''
  let token = ''
  let office: Client
  let second: Client
  let neighbour: Client
  let convener: Client
  let member: Client
  let citizen: FormClient

  beforeAll(async () => {
    house = testHouse(db)
    app = await testApp(house)
    place = await makeProvince(db)
    studio = await makeVenue(db, place.county)
    const convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, studio)
    const memberId = await makeMember(db, place.county)
    await settle(db, memberId, studio)
    office = await clientOf(app, await makeStaff(db, place.county))
    second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
    neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
    convener = await clientOf(app, convenerId)
    member = await clientOf(app, memberId, 'member')
    citizen = formClient(app)
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${studio}`.execute(db)
    token = rows[0]?.token ?? ''
  })

  interface TakenDown {
    number: string | null
    code: string | null
    slipPath: string | null
  }
  const takeDown = async (words: string, more: Record<string, unknown> = {}): Promise<TakenDown> =>
    JSON.parse(
      (
        await office.post('/api/opinions/taken-down', {
          id: newId(),
          venueId: studio,
          channel: 'letter',
          words,
          happenedOn: '2026-09-20',
          ...more,
        })
      ).text,
    )
  const issue = (client: Client, body: Record<string, unknown>) => client.post('/api/opinions/slips', body)
  const track = (slip: { number: string; code: string }) => citizen.send('/track', { key: newId(), ...slip })
  const idOf = async (words: string): Promise<string> =>
    (await sql<{ id: string }>`select id from opinions where words = ${words}`.execute(db)).rows[0]?.id ?? ''

  test('letters of one sitting are on one sheet, with the codes that were told, and the code opens the progress page', async () => {
    const slipId = newId()
    const one = await takeDown('井盖松了', { slipId })
    const two = await takeDown('桥栏断了', { slipId })
    const sheet = await printedSlips(office, one.slipPath ?? '')
    expect(sheet).toEqual({
      status: 200,
      slips: [one, two].map(({ number, code }) => ({ number, code })),
    })
    const found = await track({ number: one.number ?? '', code: one.code ?? '' })
    expect((await citizen.open(found.location ?? '')).text).toContain('井盖松了')
    const long = await takeDown(`${'巷子里积水'.repeat(5)}出不了门`)
    const { text: cut } = await office.get(long.slipPath ?? '')
    expect([cut.split(`${'巷子里积水'.repeat(5)}出不了…`).length - 1, cut.includes('出不了门')]).toEqual([
      2,
      false,
    ])
    const quiet = await takeDown('不要答复', { isAwaited: false })
    expect(quiet).toMatchObject({ number: null, code: null, slipPath: null })
  })

  test('a sheet is opened by who made it alone, and each reading of it is in the audit log', async () => {
    const { slipPath } = await takeDown('路口没有灯')
    const path = slipPath ?? ''
    expect([
      (await printedSlips(second, path)).status,
      (await printedSlips(neighbour, path)).status,
      (await citizen.open(path)).status,
    ]).toEqual([404, 404, 303])
    await printedSlips(office, path)
    const { rows } = await sql`
      select outcome from audit where endpoint = 'opinions.readSlips' and record_id = ${path.split('/').at(-1)}`.execute(
      db,
    )
    expect(rows).toEqual([{ outcome: 'read' }])
  })

  test('the code is kept nowhere, not in the first answer that a second press gets', async () => {
    const key = newId()
    const body = { id: newId(), channel: 'phone', words: '电话里说的事', happenedOn: '2026-09-20' }
    const first = await office.post('/api/opinions/taken-down', body, key)
    const { rows } = await sql<{ reply: string }>`select reply from idempotency where key = ${key}`.execute(
      db,
    )
    expect([first.text.includes('"code":"'), rows.length, rows[0]?.reply.includes('code')]).toEqual([
      true,
      1,
      false,
    ])
    expect((await office.post('/api/opinions/taken-down', body, key)).text).toBe(first.text)
  })

  test('lost, it is made out anew: the new code holds, the old code and the old link are at an end', async () => {
    const old = await takeDown('水压低')
    const slip = { number: old.number ?? '', code: old.code ?? '' }
    const link = (await track(slip)).location ?? ''
    const id = newId()
    const made = await issue(convener, { id, opinionIds: [await idOf('水压低')] })
    expect(made.json()).toEqual({ id, count: 1, left: 0, path: `/print/opinion-slips/${id}` })
    const { slips } = await printedSlips(convener, `/print/opinion-slips/${id}`)
    expect(slips.map(({ number }) => number)).toEqual([slip.number])
    const fresh = slips[0] ?? slip
    expect([
      (await track(slip)).status,
      (await citizen.open(link)).status,
      (await printedSlips(office, old.slipPath ?? '')).status,
      (await track(fresh)).status,
    ]).toEqual([400, 404, 404, 303])
    const { rows } = await sql`
      select step from steps where record_type = 'opinion' and record_id = ${await idOf('水压低')} order by no`.execute(
      db,
    )
    expect(rows).toEqual([{ step: 'record' }, { step: 'slip' }])
  })

  test('heard on a visit without a number, it gets one: its clock runs from then, its studio is asked, figures count it', async () => {
    await member.post('/api/opinions', {
      venueId: studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id: newId(), words: '走访时说起公交少' }],
    })
    const opinion = await idOf('走访时说起公交少')
    const id = newId()
    expect((await issue(member, { id, opinionIds: [opinion] })).status).toBe(200)
    const { rows } = await sql`
      select o.number is not null as number, o.state, o.due_on as "dueOn",
        (select json_agg(json_build_object('kind', t.kind, 'role', t.role, 'dueOn', t.due_on)) from todos t
          where t.record_id = o.id and t.closed_at is null) as todos
      from opinions o where o.id = ${opinion}`.execute(db)
    expect(rows).toEqual([
      {
        number: true,
        state: 'recorded',
        dueOn: '2026-09-24',
        todos: [{ kind: 'triage', role: 'convener', dueOn: '2026-09-24' }],
      },
    ])
    const { slips } = await printedSlips(member, `/print/opinion-slips/${id}`)
    const found = await track(slips[0] ?? { number: '', code: '' })
    expect((await citizen.open(found.location ?? '')).text).toContain('收到了，正在看')
    expect((await office.get('/api/opinions?tab=waiting')).text).toContain('走访时说起公交少')
  })

  test('where it was taken up without a number, or taken back, the reason is said; of others it is not there', async () => {
    await takeDown('悄悄记下的', { isAwaited: false })
    const id = await idOf('悄悄记下的')
    expect((await issue(neighbour, { id: newId(), opinionIds: [id] })).status).toBe(404)
    await office.post(`/api/opinions/${id}/steps`, { step: 'accept' })
    const late = await issue(office, { id: newId(), opinionIds: [id] })
    expect([late.status, late.text.includes('请另外代录一条')]).toEqual([409, true])
    await office.post(`/api/opinions/${id}/steps`, { step: 'withdraw', words: '记错了' })
    expect((await issue(office, { id: newId(), opinionIds: [id] })).status).toBe(409)
    const steps = await office.post(`/api/opinions/${id}/steps`, { step: 'await' })
    expect(steps.status).toBe(400)
  })

  test('what a sheet brought in gets its receipts in one go, with number and code beside each row; again there are none left', async () => {
    const letter = (words: string, answered: string) => ({
      happenedOn: '2026-09-18',
      channel: '实体信箱',
      words,
      venueCode: null,
      answered,
    })
    const given = [letter('表里一', '没有答复'), letter('表里二', '没有答复'), letter('表里三', '已答复')]
    const rows = given.map((values, at) => ({ line: at + 1, values }))
    const content = await writeErrorSheet({
      title: '表',
      columns: importColumns,
      notes: [],
      rows,
      errors: rows.map(({ line }) => ({ line, key: null, words: '试', stops: false })),
    })
    const sent = await uploadWith(app, office, '/api/opinions/imports', { name: '意见.xlsx', content })
    const runId = newId()
    await office.post(`/api/opinions/imports/${Object(sent.json()).id}/run`, { runId, mode: 'all' })
    await workOn(house, [opinionImportWorker], runId)
    const sheet = newId()
    expect((await issue(neighbour, { id: newId(), importId: runId })).status).toBe(404)
    expect((await issue(office, { id: sheet, importId: runId })).json()).toMatchObject({ count: 2, left: 0 })
    const { slips } = await printedSlips(office, `/print/opinion-slips/${sheet}`)
    expect(slips.length).toBe(2)
    const pages: string[] = []
    for (const slip of slips) {
      const found = await track(slip)
      const { text } = await citizen.open(found.location ?? '')
      pages.push(['表里一', '表里二'].filter((words) => text.includes(words)).join())
    }
    expect(pages).toEqual(['表里一', '表里二'])
    expect((await issue(office, { id: newId(), importId: runId })).json()).toMatchObject({
      count: 0,
      left: 0,
    })
    const { rows: notes } = await sql`
      select count(*) as n from steps s join opinions o on o.id = s.record_id and o.import_id = ${runId} where s.step = 'slip'`.execute(
      db,
    )
    expect(notes).toEqual([{ n: 2 }])
  })

  test('the blank form of a studio is printed by who takes down for it: its name, its ways in, a receipt to tear off', async () => {
    const path = `/print/opinion-form/${studio}`
    const { status, text } = await convener.get(path)
    expect([
      status,
      text.includes('群众意见表'),
      text.includes('沿虚线撕下'),
      text.includes('/track'),
    ]).toEqual([200, true, true, true])
    expect(text.match(/<svg /g)?.length).toBe(2)
    expect([
      (await office.get(path)).status,
      (await member.get(path)).status,
      (await neighbour.get(path)).status,
      (await citizen.open(path)).status,
    ]).toEqual([200, 200, 404, 303])
  })

  test('pictures are shown back to who gave number and code, by a link that nobody guesses and nothing keeps', async () => {
    const content = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#678' } })
      .jpeg()
      .toBuffer()
    const sent = await sendForm(
      app,
      `/o/${token}`,
      { key: newId(), what: '有照片的事', tell: 'code' },
      ['一.jpg', '二.jpg'].map((name) => ({ name, content, mediaType: 'image/jpeg' })),
    )
    const receipt = await citizen.open(String(sent.headers.location))
    const [, link = ''] = /href="\/track\/([\w-]+)"/.exec(receipt.text) ?? []
    const page = await citizen.open(`/track/${link}`)
    const shown = [...page.text.matchAll(/<img src="([^"]+)" alt="您发来的照片，第 (\d) 张"/g)]
    expect(shown.map(([, src, at]) => [src, at])).toEqual([
      [`/api/track/${link}/pictures/1?size=small`, '1'],
      [`/api/track/${link}/pictures/2?size=small`, '2'],
    ])
    const open = (url: string) => app.inject({ url, headers: { host: 'localhost' } })
    const whole = await open(`/api/track/${link}/pictures/2`)
    expect(whole.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' })
    expect((await sharp(whole.rawPayload).metadata()).width).toBe(640)
    const { rows } = await sql<{ id: string }>`select id from files where purpose = 'picture'`.execute(db)
    const other = await takeDown('没有照片的事')
    const otherLink = (await track({ number: other.number ?? '', code: other.code ?? '' })).location
      ?.split('/')
      .at(-1)
    const cut = `${link.slice(0, -2)}${link.endsWith('AA') ? 'BB' : 'AA'}`
    expect(
      await Promise.all(
        [
          `/api/track/${link}/pictures/3`,
          `/api/track/${cut}/pictures/1`,
          `/api/track/${otherLink}/pictures/1`,
          `/api/files/${rows[0]?.id}`,
        ].map(async (url) => (await open(url)).statusCode),
      ),
    ).toEqual([404, 404, 404, 404])
  })
})
