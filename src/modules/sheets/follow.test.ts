import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeCampaign, makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import { keepFilings } from './filings.ts'

const { db } = testDatabase()

describe('returns when their campaign moves', () => {
  const house = testHouse(db, '2026-09-24T10:00:00+08:00')
  let place: SmallProvince
  let province: Client
  let city: Client
  let county: Client

  beforeAll(async () => {
    place = await makeProvince(db)
    const app = await testApp(house)
    province = await clientOf(app, await makeStaff(db, place.province))
    city = await clientOf(app, await makeStaff(db, place.city))
    county = await clientOf(app, await makeStaff(db, place.county))
  })

  /** A campaign whose county has filed and got its return back, while its neighbour has not filed. */
  const sentBack = async () => {
    const campaignId = await makeCampaign(db, place.province)
    const id = newId()
    await county.post('/api/returns', { id, campaignId, unitId: place.county, filledBy: '温小满' })
    await city.post(`/api/returns/${id}/steps`, { step: 'sendBack', words: '请核对' })
    await keepFilings(house)
    return campaignId
  }
  const waiting = async (campaignId: string) => {
    const { rows } = await sql<{ kind: string; due: string }>`
      select distinct t.record_type as kind, t.due_on as due from todos t
      where t.closed_at is null and t.kind <> 'returns.decide' and t.record_id in (
        select id from filings where campaign_id = ${campaignId} union select id from returns where campaign_id = ${campaignId})
      order by 1`.execute(db)
    return rows.map(({ kind, due }) => `${kind} ${due}`)
  }
  const take = async (campaignId: string, body: object) =>
    expect((await province.post(`/api/campaigns/${campaignId}/steps`, body)).status).toBe(200)

  test('given longer, what is owed and what was sent back are due later; closed, nobody is asked for what was never filed', async () => {
    const campaignId = await sentBack()
    expect(await waiting(campaignId)).toEqual(['filing 2026-09-30', 'return 2026-09-30'])
    await take(campaignId, { step: 'extend', returnDueOn: '2026-10-09', words: '国庆放假' })
    expect(await waiting(campaignId)).toEqual(['filing 2026-10-09', 'return 2026-10-09'])
    await take(campaignId, { step: 'close' })
    expect(await waiting(campaignId)).toEqual(['return 2026-10-09'])
  })

  test('cancelled, nobody is asked to mend what was sent back, and what is owed lapses', async () => {
    const campaignId = await sentBack()
    await take(campaignId, { step: 'cancel', words: '台风' })
    await keepFilings(house)
    expect(await waiting(campaignId)).toEqual([])
  })
})
