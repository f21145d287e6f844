import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeActivity } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, testHouse } from '../../../test/house.ts'
import { makeResidents, studioStage } from '../../../test/studio-stage.ts'
import { pageOf } from '../../platform/contract.ts'
import { sql } from '../../platform/db.ts'
import { askForRolls } from './asked-rolls.ts'

const { db } = testDatabase()

describe('an activity that has ended with nobody on its list', () => {
  const house = testHouse(db, '2026-09-22T09:00:00+08:00')
  let convener: Client
  let resident: string
  let studio: string
  let campaignId: string
  const ids: Record<'held' | 'calledOff' | 'ahead' | 'long' | 'draft', string> = {
    held: '',
    calledOff: '',
    ahead: '',
    long: '',
    draft: '',
  }

  beforeAll(async () => {
    const stage = await studioStage(db, house)
    convener = stage.convener
    const { venueId } = stage
    studio = venueId
    campaignId = stage.campaignId
    ;[resident = ''] = await makeResidents(db, { countyId: stage.place.county, venueId }, 1)
    ids.held = await makeActivity(db, [venueId], { title: '走访老码头' })
    ids.calledOff = await makeActivity(db, [venueId], { title: '看水库', day: '2026-09-20' })
    ids.ahead = await makeActivity(db, [venueId], { day: '2026-09-25' })
    ids.long = await makeActivity(db, [venueId], { day: '2026-08-01' })
    ids.draft = await makeActivity(db, [venueId], { state: 'draft' })
  })

  const asked = async () => (await convener.get('/api/todos')).json()

  test('its convener is asked once; what is ahead, a draft or long ago is not', async () => {
    expect([await askForRolls(db, house.clock()), await askForRolls(db, house.clock())]).toEqual([
      { asked: 2, ended: 0 },
      { asked: 0, ended: 0 },
    ])
    const { rows } = pageOf(z.object({ title: z.string(), path: z.string() })).parse(await asked())
    expect(rows.map(({ title, path }) => `${title} ${path}`).toSorted()).toEqual([
      `记下谁到了：看水库。没有开展的，请取消 /staff/activities/${ids.calledOff}/roll`,
      `记下谁到了：走访老码头。没有开展的，请取消 /staff/activities/${ids.held}/roll`,
    ])
  })

  test('a name on the list ends it, calling it off too; nothing is asked again', async () => {
    const ticked = { items: [{ id: newId(), personId: resident }] }
    expect((await convener.post(`/api/activities/${ids.held}/attendances`, ticked)).status).toBe(200)
    expect(await asked()).toMatchObject({ total: 1, rows: [{ recordId: ids.calledOff }] })
    const cancel = { step: 'cancel', words: '下雨没有去' }
    expect((await convener.post(`/api/activities/${ids.calledOff}/steps`, cancel)).status).toBe(200)
    expect(await asked()).toMatchObject({ total: 0 })
    expect(await askForRolls(db, house.clock())).toEqual({ asked: 0, ended: 0 })
  })

  test('once its campaign has ended nobody is asked any more, nor after thirty days', async () => {
    await makeActivity(db, [studio], { title: '看灯', campaignId })
    const alone = await makeActivity(db, [studio], { title: '走访' })
    expect(await askForRolls(db, house.clock())).toEqual({ asked: 2, ended: 0 })
    await sql`update campaigns set state = 'closed' where id = ${campaignId}`.execute(db)
    expect(await askForRolls(db, house.clock())).toEqual({ asked: 0, ended: 1 })
    expect(await asked()).toMatchObject({ total: 1, rows: [{ recordId: alone }] })
    expect(await askForRolls(db, new Date('2026-10-22T09:00:00+08:00'))).toMatchObject({ ended: 1 })
  })
})
