import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { addUnit } from '../src/modules/organisations/index.ts'
import { backup } from '../src/platform/backup/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import type { App, House } from '../src/platform/house.ts'
import { type FakeProvider, startFakeProvider } from '../src/platform/notify/fake.ts'
import { handOverDue } from '../src/platform/notify/index.ts'
import { type SmallProvince, convene, makeMember, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testHouse } from './house.ts'
import { erased, filesBelow, secrets, secretsIn, tablesHolding, unpacked } from './leaks.ts'
import { type SentFile, sendForm } from './upload.ts'

const { db, owner, ownerUrl } = testDatabase()

describe('who spoke', () => {
  const logged: string[] = []
  const reached: string[] = []
  const written: number[] = []
  const shown: [path: string, status: number, found: string[]][] = []
  let house: House
  let app: App
  let provider: FakeProvider
  let place: SmallProvince
  let office: Client
  let department: Client
  let opinion = ''
  let letter = ''

  const tablesWith = (all?: readonly string[]) => tablesHolding(owner(), all)

  const send = async (path: string, fields: Record<string, string>, picture?: SentFile) => {
    const reply = await sendForm(app, path, fields, picture ? [picture] : [])
    reached.push(path, reply.headers.location ?? '')
    return reply
  }

  const steps = (id: string, body: object) => office.post(`/api/opinions/${id}/steps`, body)

  /** The item goes on into everything that it may become, and is heard again in a duty slot. */
  const turnIntoAll = async (venueId: string) => {
    const lead = newId()
    const kinds = ['proposal', 'topic', 'report'].map((kind) => ({ id: newId(), kind }))
    const turned = await office.post(`/api/opinions/${opinion}/leads`, {
      leads: [{ id: lead, kind: 'information' }, ...kinds],
    })
    const information = newId()
    const text = { title: '渡口', body: '渡口没有遮雨的地方。', category: null, byline: '办公室' }
    const drafted = await office.post('/api/informations', {
      id: information,
      committeeId: place.county,
      leadIds: [lead],
      ...text,
    })
    const planned = await office.post('/api/duty-slots', {
      seriesId: newId(),
      venueIds: [venueId],
      begins: '09:00',
      ends: '11:00',
      slots: [{ id: newId(), day: '2026-09-25', memberIds: [] }],
    })
    written.push(turned.status, drafted.status, planned.status)
    for (const path of [
      `/api/informations/${information}`,
      '/api/informations/export',
      '/api/leads',
      '/api/leads/export',
      '/api/duty-slots',
      '/api/runs',
      '/api/notices',
      '/api/todos',
    ]) {
      const reply = await office.get(path)
      shown.push([path, reply.status, secretsIn(reply.text)])
    }
  }

  beforeAll(async () => {
    provider = await startFakeProvider()
    const given = testHouse(db, '2026-09-21T10:00:00+08:00')
    const { sms } = readConfig({ MINQIAO_SMS_URL: provider.url })
    house = { ...given, config: { ...given.config, sms, logLevel: 'debug' } }
    app = await buildApp(house, { log: true, logTo: { write: (line) => void logged.push(line) } })
    place = await makeProvince(db)
    const venue = await makeVenue(db, place.county)
    await convene(db, await makeMember(db, place.county, '陈一诺'), venue)
    office = await clientOf(app, await makeStaff(db, place.county))
    const bureau = await addUnit(db, {
      committeeId: place.county,
      kind: 'department',
      level: 'county',
      code: '990101-D01',
      name: '城市管理局',
      shortName: '城市管理局',
      divisionCode: null,
      openFrom: '2022-01-01',
    })
    department = await clientOf(app, await makeStaff(db, bureau, 'department', '许知远'))
    const { rows } = await sql<{ token: string }>`select token from venues where id = ${venue}`.execute(db)
    const door = `/o/${rows[0]?.token}`
    const said = {
      key: newId(),
      what: `${erased}。`,
      name: '金丝雀𠮷',
      tell: 'sms',
      tel: '199 0000 9876',
      where: '金丝雀弄88号',
    }
    const picture = { name: '金丝雀弄88号.jpg', content: await photo(), mediaType: 'image/jpeg' }
    await app.inject({ url: door })
    expect((await send(door, { ...said, tel: '1990000987' })).statusCode).toBe(400)
    const receipt = await send(door, said, picture)
    expect(receipt.statusCode).toBe(303)
    expect((await send(door, said, picture)).headers.location).toBe(receipt.headers.location)
    expect((await send(door, { ...said, name: '金丝雀𠮷之二' })).statusCode).toBe(422)
    await app.inject({ url: String(receipt.headers.location) })
    const found = await sql<{ id: string }>`select id from opinions`.execute(db)
    opinion = found.rows[0]?.id ?? ''

    letter = newId()
    const typed = await office.post('/api/opinions/taken-down', {
      id: letter,
      venueId: venue,
      channel: 'letter',
      words: '信里说井盖松了',
      name: '纸上鹂歌',
      phone: '19900005432',
      place: '鹂歌坊7栋',
      happenedOn: '2026-09-20',
    })
    expect(typed.status).toBe(200)
    await office.post('/api/opinions/taken-down', { id: newId(), words: '', name: '纸上鹂歌' })
    for (const path of [
      `/api/opinions/${opinion}`,
      `/api/opinions/${letter}`,
      '/api/opinions?search=19900009876',
      '/api/opinions/like?words=' + encodeURIComponent('金丝雀弄88号'),
    ])
      await office.get(path)
    expect((await steps(opinion, { step: 'accept' })).status).toBe(200)
    const assignment = newId()
    const assigned = await office.post('/api/assignments', {
      id: newId(),
      recordType: 'opinion',
      recordId: opinion,
      words: '请看一看',
      departments: [{ id: assignment, departmentId: bureau, part: 'host' }],
    })
    expect(assigned.status).toBe(200)
    const seen = await Promise.all([
      department.get(`/api/assignments/${assignment}`),
      department.get('/api/assignments'),
      department.get('/api/todos'),
    ])
    expect(seen.map((reply) => [reply.status, secretsIn(reply.text)])).toEqual(
      [200, 200, 200].map((ok) => [ok, []]),
    )
    await department.post(`/api/assignments/${assignment}/steps`, { step: 'sign' })
    const reply = newId()
    await department.post('/api/replies', {
      id: reply,
      recordType: 'opinion',
      recordId: opinion,
      assignmentId: assignment,
      body: '棚子修好了。',
    })
    await department.post(`/api/replies/${reply}/steps`, { step: 'submit', version: 1 })
    expect((await office.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })).status).toBe(
      200,
    )
    await handOverDue(house)
    await turnIntoAll(venue)
    await send('/track', { key: newId(), number: '2609-0001', code: '19900009876' })
    await app.inject({ url: '/metrics' })
  })
  afterAll(() => provider.stop())

  test('the SMS reaches the phone: the secret was there to leak', async () => {
    expect(provider.taken.map((sms) => sms.phone)).toContain('19900009876')
    expect(secretsIn(provider.taken.map((sms) => sms.text).join())).toEqual([])
    expect((await office.get(`/api/opinions/${opinion}`)).status).toBe(200)
  })

  test('is in no table in plain: steps, audit, to-dos, notices, outbox, first answers, file names', async () => {
    expect(await tablesWith()).toEqual([])
    expect(await tablesWith([erased])).not.toEqual([])
  })

  test('is in no line of the log, no address, no metric', async () => {
    const metrics = await app.inject({ url: '/metrics' })
    expect([secretsIn(logged.join('')), secretsIn(reached.join(' ')), secretsIn(metrics.body)]).toEqual([
      [],
      [],
      [],
    ])
    expect([logged.length > 30, reached.length > 8, metrics.body.length > 500]).toEqual([true, true, true])
  })

  test('is in no export and in no reply to those who are not asked to read it', async () => {
    const upper = await clientOf(app, await makeStaff(db, place.city))
    const texts = await Promise.all([
      upper.get(`/api/opinions/${opinion}`),
      upper.get('/api/opinions'),
      office.get('/api/opinions/export'),
      office.get('/api/assignments/export'),
    ])
    expect(texts.map((reply) => secretsIn(reply.text))).toEqual([[], [], [], []])
  })

  test('goes with the item into no lead, information, duty slot, notice, run or figure', () => {
    expect(written).toEqual([200, 200, 200])
    expect(shown.filter(([, status, found]) => status !== 200 || found.length > 0)).toEqual([])
  })

  test('cannot be tried out on what is kept of a request: its digest is keyed', async () => {
    const { rows } = await sql<{ digest: Buffer; endpoint: string }>`
      select body_digest as digest, endpoint from idempotency where endpoint in ('opinions.say', 'opinions.takeDown')`.execute(
      db,
    )
    const values = {
      what: `${erased}。`,
      where: '金丝雀弄88号',
      name: '金丝雀𠮷',
      tell: 'sms',
      tel: '199 0000 9876',
    }
    const { rows: pictures } = await sql<{ digest: string }>`
      select encode(sha256(${await photo()}), 'hex') as digest`.execute(db)
    const guesses = [values, [values, pictures.map((row) => row.digest)]].map((guess) =>
      createHash('sha256').update(JSON.stringify(guess)).digest('hex'),
    )
    expect(rows.length).toBe(2)
    expect(rows.filter((row) => guesses.includes(row.digest.toString('hex')))).toEqual([])
  })

  test('is in no backup and no file beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'minqiao-canary-'))
    await backup(house, ownerUrl(), join(folder, 'all.tar'))
    const files = [join(folder, 'all.tar'), ...filesBelow(join(house.config.dataDir, 'files'))]
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const texts = [readFileSync(file), ...unpacked(readFileSync(file))].map((bytes) =>
        bytes.toString('utf8'),
      )
      expect([file, secretsIn(texts.join('\n'))]).toEqual([file, []])
    }
    expect(unpacked(readFileSync(join(folder, 'all.tar'))).join('\n')).toContain(erased)
  })

  test('the search finds what was put there: a name in a remark, a phone in the log, an address in the bytes of a row', async () => {
    await owner().query('begin')
    await owner().query('insert into remarks (step_id, body) select id, $1 from steps limit 1', [
      '金丝雀𠮷说的',
    ])
    await owner().query('update idempotency set body_digest = $1', [Buffer.from('鹂歌坊7栋')])
    const found = await tablesWith()
    await owner().query('rollback')
    expect(found).toEqual(['public.idempotency', 'public.remarks'])
    expect(secretsIn('{"url":"/api/opinions?search=%E9%87%91%E4%B8%9D%E9%9B%80%F0%A0%AE%B7"}')).toEqual([
      '金丝雀𠮷',
    ])
  })

  test('erased with the words, nothing of either is left: lists, to-dos, pictures; number and steps stay', async () => {
    const { derived } = Object((await office.get(`/api/opinions/${opinion}/erasure?alsoWords=1`)).json())
    const seen = derived.map(({ id }: { id: string }) => id)
    const reply = await office.post(`/api/opinions/${opinion}/erasure`, { alsoWords: true, seen })
    expect(reply.status).toBe(200)
    expect(await tablesWith([...secrets, erased])).toEqual([])
    const left = await sql<{
      number: string
      speakers: number
      pictures: number
      steps: number
      phones: number
    }>`
      select number, (select count(*) from opinion_speakers s where s.opinion_id = o.id and s.erased_at is null) as speakers,
        (select count(*) from files f where f.owner_id = o.id) as pictures,
        (select count(*) from steps t where t.record_id = o.id and t.step = 'erase') as steps,
        (select count(*) from outbox where phone_sealed is not null and template = 'progress') as phones
      from opinions o where id = ${opinion}`.execute(db)
    expect(left.rows).toEqual([{ number: '2609-0001', speakers: 0, pictures: 0, steps: 1, phones: 0 }])
  })
})

const photo = () =>
  sharp({ create: { width: 9, height: 9, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
