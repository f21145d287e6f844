import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeActivity, makeMember, settle, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { attend } from '../../../test/day.ts'
import { type Client, clientOf, testHouse } from '../../../test/house.ts'
import { residentStage } from '../../../test/studio-stage.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'
import { listLeaves } from './contract.ts'

const { db } = testDatabase()

const LeaveList = listLeaves.reply

describe('leave from a campaign', () => {
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
    ;({ place, app, campaignId, convenerId, memberId, member, convener, office } = await residentStage(
      db,
      house,
    ))
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

    test('of somebody who came nevertheless says so, and as what it counts; taken back it is a leave again', async () => {
      const person = await makeMember(db, place.county, '江一帆')
      const { rows: studios } = await sql<{ id: string }>`select id from venues`.execute(db)
      const studio = studios[0]?.id ?? ''
      await settle(db, person, studio)
      const own = await clientOf(app, person, 'member')
      const leave = newId()
      await own.post('/api/leaves', ask({ id: leave }))
      await convener.post(`/api/leaves/${leave}/steps`, { step: 'approve' })
      const shown = async (who: Client) =>
        LeaveList.parse((await who.get(`/api/leaves?campaignId=${campaignId}&size=50`)).json())
          .rows.filter((row) => row.id === leave)
          .map((row) => [row.stateLabel, row.instead])
      expect(await shown(convener)).toEqual([['已准假', null]])
      const attendance = await attend(db, await makeActivity(db, [studio], { campaignId }), person)
      expect([await shown(convener), await shown(own)]).toEqual([
        [['已准假，人到了', 'collective']],
        [['已准假，人到了', 'collective']],
      ])
      await sql`update attendances set state = 'reversed' where id = ${attendance}`.execute(db)
      expect(await shown(convener)).toEqual([['已准假', null]])
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
})
