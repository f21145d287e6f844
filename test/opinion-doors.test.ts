import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import type { App } from '../src/platform/house.ts'
import {
  type SmallProvince,
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
} from './builders.ts'
import { testDatabase } from './database.ts'
import { type FormClient, formClient } from './forms.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'
import { uploadWith } from './upload.ts'

const { db } = testDatabase()

describe('the ways in and the words from above', () => {
  let app: App
  let place: SmallProvince
  let studio = ''
  let campaign = ''
  let activity = ''
  let memberId = ''
  let office: Client
  let leader: Client
  let city: Client
  let citizen: FormClient

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(testHouse(db, '2026-09-21T10:00:00+08:00'))
    studio = await makeVenue(db, place.county)
    campaign = await makeCampaign(db, place.province)
    activity = await makeActivity(db, [studio], { campaignId: campaign })
    memberId = await makeMember(db, place.county, '周小禾')
    await settle(db, memberId, studio)
    office = await clientOf(app, await makeStaff(db, place.county))
    leader = await clientOf(app, await makeStaff(db, place.county, 'leader'))
    city = await clientOf(app, await makeStaff(db, place.city))
    citizen = formClient(app)
  })

  const codeOf = async (kind: string, targetId: string | null): Promise<string> => {
    const reply = await office.post('/api/intake-codes', { kind, committeeId: place.county, targetId })
    const { token }: { token: string } = JSON.parse(reply.text)
    return `/o/${token}`
  }
  /** What an item that came by this way says of itself. */
  const cameBy = async (path: string) => {
    const what = `从${path}来的话`
    const sent = await citizen.send(path, { key: newId(), what, tell: 'code' })
    expect([path, sent.status]).toEqual([path, 303])
    const { rows } = await sql`
      select o.channel, o.heard_by is not null as heard, o.handler_id = ${memberId} as handled, o.activity_id = ${activity} as activity,
        o.campaign_id = ${campaign} as campaign, (select count(*) from duties d where d.source_id = o.id) as duties,
        (select w.venue_id = ${studio} from opinion_venues w where w.opinion_id = o.id) as studio,
        (select t.role from todos t where t.record_id = o.id and t.closed_at is null) as asks
      from opinions o where o.words = ${what}`.execute(db)
    return rows[0]
  }

  test('each code brings its items to its list, and says by which way they came; scanning is nobody’s duty', async () => {
    const none = {
      heard: false,
      handled: null,
      activity: null,
      campaign: null,
      duties: 0,
      studio: null,
      asks: 'office',
    }
    const at = { ...none, studio: true, asks: 'convener' }
    const { rows } = await sql<{ token: string; code: string }>`
      select v.token, c.code from venues v join units c on c.id = v.committee_id where v.id = ${studio}`.execute(
      db,
    )
    const mine = { heard: true, handled: true }
    expect(await cameBy(await codeOf('person', memberId))).toEqual({ ...at, ...mine, channel: 'member_code' })
    expect(await cameBy(`/o/${rows[0]?.token}`)).toEqual({ ...at, channel: 'venue_code' })
    expect(await cameBy(await codeOf('activity', activity))).toEqual({
      ...at,
      activity: true,
      campaign: true,
      channel: 'activity_code',
    })
    expect(await cameBy(await codeOf('campaign', campaign))).toEqual({
      ...none,
      campaign: true,
      channel: 'campaign_code',
    })
    expect(await cameBy(await codeOf('committee', null))).toEqual({ ...none, channel: 'online' })
    expect(await cameBy(`/c/${rows[0]?.code}/say`)).toEqual({ ...none, channel: 'online' })
  })

  test('after the term the printed code of a member still brings items to the 政协, to no one who does not serve', async () => {
    const gone = await makeMember(db, place.county, '吴四维')
    const path = await codeOf('person', gone)
    await sql`update mandates set valid = '[2022-01-01,2026-09-01)' where person_id = ${gone}`.execute(db)
    expect(await cameBy(path)).toMatchObject({
      channel: 'member_code',
      heard: false,
      handled: null,
      asks: 'office',
    })
  })

  test.each([
    ['information', '/api/informations'],
    ['report', '/api/reports'],
  ])(
    '批示 on an %s: who, when and what, with its scan, and what came of it; no one above or beside reads it',
    async (type, path) => {
      const [record, id, scan] = [newId(), newId(), newId()]
      await office.post(path, { id: record, committeeId: place.county })
      const given = {
        leader: '石磊',
        post: '县长',
        level: 'county',
        givenOn: '2026-09-20',
        words: '请交通局阅办',
      }
      const body = { ...given, id, recordType: type, recordId: record }
      expect((await city.post('/api/directives', body)).status).toBe(404)
      expect((await leader.post('/api/directives', { ...body, id: newId() })).status).toBe(403)
      expect((await office.post('/api/directives', body)).status).toBe(200)
      const sent = await uploadWith(
        app,
        office,
        `/api/directives/${id}/files`,
        { name: '批示.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n'), mediaType: 'application/pdf' },
        { fileId: scan },
      )
      expect(sent.status).toBe(200)
      const opened = await leader.get(`/api/files/${scan}`)
      expect([opened.status, String(opened.headers['content-disposition']).startsWith('attachment')]).toEqual(
        [200, true],
      )
      expect((await city.get(`/api/files/${scan}`)).status).toBe(404)
      expect((await office.get('/api/todos')).text).toContain('批示落实')
      await office.post(`/api/directives/${id}/steps`, { step: 'follow', followUp: '已开专题会' })
      expect(
        (await leader.get(`/api/directives?recordType=${type}&recordId=${record}`)).json(),
      ).toMatchObject({
        rows: [{ id, words: '请交通局阅办', followUp: '已开专题会', standing: { state: 'followed' } }],
        total: 1,
      })
      expect((await city.get('/api/directives')).json()).toEqual({ rows: [], total: 0 })
    },
  )

  test('twenty thousand characters are refused at every other door, with the field named, and nothing is written', async () => {
    const words = '路'.repeat(20_000)
    const before = await sql`select count(*) as n from opinions`.execute(db)
    const letter = await office.post('/api/opinions/taken-down', {
      id: newId(),
      channel: 'letter',
      words,
      happenedOn: '2026-09-20',
    })
    const heard = await office.post('/api/opinions', {
      venueId: studio,
      happenedAt: '2026-09-21T08:30:00+08:00',
      opinions: [{ id: newId(), words }],
    })
    const fieldsOf = (text: string): { path: string; message: string }[] => JSON.parse(text).error.fields
    expect([letter.status, fieldsOf(letter.text)]).toEqual([
      400,
      [{ path: 'words', message: '最多 2000 个字' }],
    ])
    expect([heard.status, fieldsOf(heard.text)]).toEqual([
      400,
      [{ path: 'opinions.0.words', message: '最多 2000 个字' }],
    ])
    const after = await sql`select count(*) as n from opinions`.execute(db)
    expect(after.rows).toEqual(before.rows)
  })
})
