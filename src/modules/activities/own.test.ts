import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testHouse } from '../../../test/house.ts'
import { residentStage } from '../../../test/studio-stage.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { sealOwnActivities } from './index.ts'

const { db } = testDatabase()

describe('own activities', () => {
  const house = testHouse(db, '2026-09-18T09:00:00+08:00')
  let app: App
  let place: SmallProvince
  let campaignId: string
  let memberId: string
  let member: Client
  let convener: Client
  let office: Client

  beforeAll(async () => {
    ;({ place, app, campaignId, memberId, member, convener, office } = await residentStage(db, house))
  })

  describe('an own activity', () => {
    const id = newId()
    const done = (more: object = {}) => ({
      id,
      campaignId,
      words: '到白鹤村果园走访，听种植户说蜜橘分级和冷库用电的难处。',
      place: '芦汀镇白鹤村',
      onDay: '2026-09-17',
      atTime: '14:30',
      kinds: [2, 4],
      happenedAt: '2026-09-17T15:00:00+08:00',
      ...more,
    })

    test('is recorded from the phone with its duty; sent twice it is one', async () => {
      const first = await member.post('/api/own-activities', done())
      const again = await member.post('/api/own-activities', done())
      expect([first.json(), again.json()]).toEqual([
        { id, note: null },
        { id, note: null },
      ])
      const duties = await member.get('/api/ledger/mine')
      expect(duties.json()).toMatchObject({
        total: 1,
        rows: [{ label: '自行开展履职活动', onDay: '2026-09-17', reversedAt: null }],
      })
      expect((await member.get('/api/my/day')).json()).toMatchObject({
        campaigns: [{ standing: 'own', line: '您已自行开展' }],
      })
    })

    test('of a day outside the window is kept and explained', async () => {
      const reply = await member.post('/api/own-activities', done({ id: newId(), onDay: '2026-09-01' }))
      expect(reply.json()).toMatchObject({
        note: '9月1日不在活动日前后（9月14日至9月30日）。记下了，算您的履职，但不计入这次活动日。',
      })
    })

    test('of a day to come, or of a kind that the campaign has not, is refused with the fields marked', async () => {
      const reply = await member.post(
        '/api/own-activities',
        done({ id: newId(), onDay: '2026-09-19', kinds: [12] }),
      )
      expect(reply.json()).toMatchObject({ error: { fields: [{ path: 'onDay' }, { path: 'kinds' }] } })
    })

    test('is seen by the person, the convener and the office, not by another 政协 or another member', async () => {
      const upper = await clientOf(app, await makeStaff(db, place.province))
      const other = await clientOf(app, await makeMember(db, place.county, '邓八方'), 'member')
      const seen = await Promise.all(
        [member, convener, office, upper, other].map(
          async (who) => (await who.get(`/api/own-activities/${id}`)).status,
        ),
      )
      expect(seen).toEqual([200, 200, 200, 404, 404])
    })

    test('written by staff demands why and keeps who', async () => {
      const ownId = newId()
      const silent = await office.post('/api/own-activities', done({ id: newId(), personId: memberId }))
      await office.post(
        '/api/own-activities',
        done({ id: ownId, personId: memberId, proxyReason: '委员来电告知' }),
      )
      expect([silent.status, (await office.get(`/api/own-activities/${ownId}`)).json()]).toMatchObject([
        400,
        { personName: '周小禾', recordedBy: '温小满', proxyReason: '委员来电告知' },
      ])
    })

    test('mended on another day moves its duty there, and keeps how it read before', async () => {
      const mended = newId()
      await member.post('/api/own-activities', done({ id: mended }))
      const change = { words: '到白鹤村果园走访，又去了冷库。', onDay: '2026-09-16', campaignId, kinds: [4] }
      const put = (who: Client, version: number) =>
        who.send('PUT', `/api/own-activities/${mended}`, { ...change, version })
      expect((await put(member, 1)).json()).toEqual({ id: mended, note: null })
      const late = await put(member, 1)
      expect([late.status, late.json()]).toMatchObject([
        409,
        { error: { detail: { version: 2, words: change.words, onDay: '2026-09-16', atTime: null } } },
      ])
      expect((await put(convener, 2)).status).toBe(403)
      expect((await member.get(`/api/own-activities/${mended}`)).json()).toMatchObject({
        words: change.words,
        onDay: '2026-09-16',
        place: '',
        version: 2,
        kinds: [{ no: 4 }],
        earlier: [
          { version: 1, onDay: '2026-09-17', atTime: '14:30', place: '芦汀镇白鹤村', replacedBy: '周小禾' },
        ],
      })
      const { rows } = await sql`
        select round, sign, on_day::text as day from duties where source_id = ${mended} order by id`.execute(
        db,
      )
      expect(rows).toEqual([
        { round: 1, sign: 1, day: '2026-09-17' },
        { round: 1, sign: -1, day: '2026-09-17' },
        { round: 2, sign: 1, day: '2026-09-16' },
      ])
    })

    test('is mended no more once a return that counts its person was accepted', async () => {
      const sealed = newId()
      await member.post('/api/own-activities', done({ id: sealed }))
      await sealOwnActivities(db, { campaignId, unitId: place.otherCounty }, house.clock())
      const put = (version: number) =>
        member.send('PUT', `/api/own-activities/${sealed}`, {
          words: '改一改这一笔',
          onDay: '2026-09-17',
          campaignId,
          version,
        })
      expect((await put(1)).status).toBe(200)
      await sealOwnActivities(db, { campaignId, unitId: place.county }, house.clock())
      const refused = await put(2)
      expect([refused.status, refused.json()]).toMatchObject([
        409,
        { error: { message: '活动日的报表已经封存，这一笔不能再改。写错了，请告诉政协办公室。' } },
      ])
    })

    test('taken back takes its duty back', async () => {
      const silent = await member.post(`/api/own-activities/${id}/steps`, { step: 'withdraw' })
      const taken = await member.post(`/api/own-activities/${id}/steps`, {
        step: 'withdraw',
        words: '记重了',
      })
      const { rows } = await sql`select sign from duties where source_id = ${id} order by id`.execute(db)
      expect([silent.status, taken.json(), rows]).toEqual([
        400,
        { state: 'withdrawn' },
        [{ sign: 1 }, { sign: -1 }],
      ])
    })

    test('the list filters by campaign and searches words', async () => {
      const reply = await office.get(
        `/api/own-activities?campaignId=${campaignId}&state=standing&search=${encodeURIComponent('蜜橘')}`,
      )
      expect(reply.json()).toMatchObject({ total: 2 })
    })
  })
})
