import { v7 as newId } from 'uuid'
import { type Database, sql } from '../src/platform/db.ts'
import { convene, makeMember, makeProvince, makeStaff, makeVenue, settle } from './builders.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

/** A county with a lead in its pool, who edits and signs there, and the levels above. */
export const informingStage = async (db: Database) => {
  const [opinion, lead, id] = [newId(), newId(), newId()]
  const place = await makeProvince(db)
  const app = await testApp(testHouse(db))
  const studio = await makeVenue(db, place.county)
  const memberId = await makeMember(db, place.county)
  const writerId = await makeMember(db, place.county, '吴四维')
  await settle(db, memberId, studio)
  const convenerId = await makeMember(db, place.county, '陈一诺')
  await convene(db, convenerId, studio)
  const editor = await clientOf(app, await makeStaff(db, place.county))
  const signer = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))
  const leader = await clientOf(app, await makeStaff(db, place.county, 'leader', '高一帆'))
  const city = await clientOf(app, await makeStaff(db, place.city))
  const citySigner = await clientOf(app, await makeStaff(db, place.city, 'leader', '高二帆'))
  const province = await clientOf(app, await makeStaff(db, place.province))
  const neighbour = await clientOf(app, await makeStaff(db, place.otherCounty))
  const member = await clientOf(app, memberId, 'member')
  await member.post('/api/opinions', {
    venueId: studio,
    happenedAt: '2026-09-21T08:30:00+08:00',
    opinions: [{ id: opinion, words: '老码头的路灯不亮，晚上摔过人' }],
  })
  await editor.post(`/api/opinions/${opinion}/leads`, { leads: [{ id: lead, kind: 'information' }] })
  const step = (client: Client, of: string, body: Record<string, unknown>) =>
    client.post(`/api/informations/${of}/steps`, body)
  const duties = async (personId: string) => {
    const { rows } = await sql<{ kind: string; facts: unknown; sign: number }>`
    select kind, facts, sign from duties where person_id = ${personId} and kind like 'info%' order by id`.execute(
      db,
    )
    return rows
  }
  return {
    opinion,
    lead,
    id,
    place,
    editor,
    signer,
    leader,
    city,
    citySigner,
    province,
    neighbour,
    memberId,
    writerId,
    step,
    duties,
  }
}

export type InformingStage = Awaited<ReturnType<typeof informingStage>>
