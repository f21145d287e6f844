import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  convene,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { sealOwnActivities } from './index.ts'

const { db } = testDatabase()

describe('leave and own activities', () => {
  const house = testHouse(db, '2026-09-18T09:00:00+08:00')
  let app: App
  let place: SmallProvince
  let campaignId: string
  let memberId: string
  let convenerId: string
  let member: Client
  let convener: Client
  let office: Client

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(house)
    campaignId = await makeCampaign(db, place.province)
    const venueId = await makeVenue(db, place.county)
    convenerId = await makeMember(db, place.county, '陈一诺')
    await convene(db, convenerId, venueId)
    memberId = await makeMember(db, place.county, '周小禾')
    await settle(db, memberId, venueId)
    member = await clientOf(app, memberId, 'member')
    convener = await clientOf(app, convenerId)
    office = await clientOf(app, await makeStaff(db, place.county))
  })

  describe('leave', () => {
    const id = newId()
    const ask = (more: object = {}) => ({ id, campaignId, reason: 'sick', ...more })

    test('needs a reason of the dictionary', async () => {
      const reply = await member.post('/api/leaves', ask({ reason: '不想去' }))
      expect([reply.status, reply.json()]).toMatchObject([400, { error: { fields: [{ path: 'reason' }] } }])
    })

    test('is asked of the studio’s convener, who gets a to-do', async () => {
      expect((await member.post('/api/leaves', ask())).json()).toEqual({ id })
      expect((await convener.get('/api/todos')).json()).toMatchObject({
        total: 1,
        rows: [{ kind: 'leave.decide' }],
      })
      expect((await office.get('/api/todos')).json()).toMatchObject({ total: 0 })
    })

    test('sent twice is one, and a second one is refused in a sentence', async () => {
      const again = await member.post('/api/leaves', ask())
      const second = await member.post('/api/leaves', ask({ id: newId() }))
      expect([again.json(), second.status, second.json()]).toMatchObject([
        { id },
        409,
        { error: { message: '这次活动日已经请过假，等批准。要改，先收回那一次。' } },
      ])
    })

    test('shows its reason to the approver and the person alone', async () => {
      const seen = await Promise.all(
        [convener, member, office].map(async (who) =>
          (await who.get(`/api/leaves?campaignId=${campaignId}`)).json(),
        ),
      )
      expect(seen).toMatchObject([
        { rows: [{ reason: 'sick', reasonLabel: '病假', steps: [{ step: 'approve' }, { step: 'refuse' }] }] },
        { rows: [{ reason: 'sick', steps: [{ step: 'withdraw' }] }] },
        { rows: [{ reason: null, reasonLabel: null, steps: [{ step: 'grantInstead', words: 'required' }] }] },
      ])
    })

    test('is decided by the convener, not by the office; pending it is 未参加, approved it is 请假', async () => {
      expect((await member.get('/api/my/day')).json()).toMatchObject({
        campaigns: [{ standing: 'none', leaveState: 'requested', line: '您请了假，等批准' }],
      })
      expect((await office.post(`/api/leaves/${id}/steps`, { step: 'approve' })).status).toBe(403)
      expect((await convener.post(`/api/leaves/${id}/steps`, { step: 'approve' })).json()).toEqual({
        state: 'approved',
      })
      expect((await member.get('/api/my/day')).json()).toMatchObject({
        campaigns: [{ standing: 'leave', line: '您已准假' }],
      })
      const { rows } = await sql`select title from notices where person_id = ${memberId}`.execute(db)
      expect(rows).toEqual([{ title: '2026 年委员活动日，已准假' }])
    })

    test('taken back leaves room for another', async () => {
      await member.post(`/api/leaves/${id}/steps`, { step: 'withdraw' })
      const other = newId()
      expect((await member.post('/api/leaves', ask({ id: other }))).json()).toEqual({ id: other })
      const silent = await convener.post(`/api/leaves/${other}/steps`, { step: 'refuse' })
      const refused = await convener.post(`/api/leaves/${other}/steps`, {
        step: 'refuse',
        words: '当天缺人手',
      })
      expect([silent.status, refused.json()]).toEqual([400, { state: 'refused' }])
    })

    test('of a convener is asked of the office', async () => {
      const own = await clientOf(app, convenerId, 'member')
      const leave = newId()
      await own.post('/api/leaves', ask({ id: leave, reason: 'official' }))
      expect((await convener.post(`/api/leaves/${leave}/steps`, { step: 'approve' })).status).toBe(403)
      expect((await office.post(`/api/leaves/${leave}/steps`, { step: 'approve' })).json()).toEqual({
        state: 'approved',
      })
    })

    test('by 代录 demands why, and is for one’s own people', async () => {
      const other = await makeMember(db, place.county, '李三石')
      const stranger = await makeMember(db, place.otherCounty, '罗七星')
      const silent = await office.post('/api/leaves', ask({ id: newId(), personId: other }))
      const said = await office.post(
        '/api/leaves',
        ask({ id: newId(), personId: other, proxyReason: '电话请假' }),
      )
      const far = await office.post(
        '/api/leaves',
        ask({ id: newId(), personId: stranger, proxyReason: '电话请假' }),
      )
      expect([silent.status, said.status, far.status]).toEqual([400, 200, 404])
    })

    test('the office may decide otherwise, with a reason that is kept; the person hears of it', async () => {
      const other = await makeMember(db, place.county, '孔九霄')
      const { rows: studios } = await sql<{ id: string }>`select id from venues`.execute(db)
      await settle(db, other, studios[0]?.id ?? '')
      const own = await clientOf(app, other, 'member')
      const leave = newId()
      await own.post('/api/leaves', ask({ id: leave }))
      const by = (who: Client, step: string, words?: string) =>
        who.post(`/api/leaves/${leave}/steps`, { step, ...(words ? { words } : {}) })
      expect((await by(convener, 'grantInstead', '我来批')).status).toBe(403)
      expect((await by(office, 'grantInstead')).status).toBe(400)
      expect((await by(office, 'grantInstead', '召集人出差')).json()).toEqual({ state: 'approved' })
      expect((await by(office, 'denyInstead', '当天有表决')).json()).toEqual({ state: 'refused' })
      expect((await by(own, 'grantInstead', '求您')).status).toBe(403)
      const { rows } = await sql<{ step: string; body: string }>`
        select s.step, r.body from steps s join remarks r on r.step_id = s.id
        where s.record_id = ${leave} order by s.no`.execute(db)
      expect(rows).toEqual([
        { step: 'grantInstead', body: '召集人出差' },
        { step: 'denyInstead', body: '当天有表决' },
      ])
      const told =
        await sql`select title from notices where person_id = ${other} order by created_at`.execute(db)
      expect(told.rows).toHaveLength(2)
    })

    test('twenty requests at once leave one', async () => {
      const racer = await makeMember(db, place.county, '吴四维')
      const own = await clientOf(app, racer, 'member')
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => own.post('/api/leaves', ask({ id: newId() }))),
      )
      const statuses = replies.map((reply) => reply.status)
      expect([
        statuses.filter((status) => status === 200).length,
        statuses.filter((status) => status === 409).length,
      ]).toEqual([1, 19])
    })
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
        { error: { message: expect.stringContaining('有人改过') } },
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
