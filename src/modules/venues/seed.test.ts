import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { makeMember, makeProvince } from '../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { sql } from '../../platform/db.ts'
import { seedVenues } from './index.ts'

const { db } = testDatabase()
const by = { personId: null, now: new Date('2026-01-01T00:00:00Z') }

test('thousands of venues are added in seconds, each with edges, convener, residents and its first step', () =>
  rolledBack(db, async (tx) => {
    const place = await makeProvince(tx)
    const zhou = await makeMember(tx, place.county, '周双木')
    const li = await makeMember(tx, place.county, '李三石')
    const rows = Array.from({ length: 1_000 }, (_, at) => ({
      id: newId(),
      committeeId: place.county,
      level: 'county' as const,
      code: `990101-S${String(at + 1).padStart(4, '0')}`,
      name: `第${at + 1}委员工作室`,
      kind: 'studio',
      studioKind: null,
      divisionCode: null,
      guideId: at % 2 === 0 ? place.county : place.body,
      address: '',
      openFrom: '2024-01-01',
      convenerId: zhou,
      residents: [
        { personId: li, isLeader: at === 0 },
        { personId: zhou, from: '2025-01-01' },
      ],
    }))
    const started = performance.now()
    await seedVenues(tx, rows, by)
    expect(performance.now() - started).toBeLessThan(5_000)
    const { rows: counts } = await sql`
      select (select count(*) from venues) as venues, (select count(*) from belongings b join venues v on v.id = b.unit_id) as belongings,
        (select count(*) from residencies) as residencies, (select count(*) from residencies where is_leader) as leaders,
        (select count(*) from convenings) as convenings, (select count(*) from grants where role = 'convener') as grants,
        (select count(*) from steps where record_type = 'venue' and no = 1) as steps,
        (select count(*) from figure_reach where ancestor_id = ${place.body}) as by_body,
        (select count(*) from figure_reach where ancestor_id = ${place.province}) as by_province`.execute(tx)
    expect(counts).toEqual([
      {
        venues: 1000,
        belongings: 1000,
        residencies: 2000,
        leaders: 1,
        convenings: 1000,
        grants: 1000,
        steps: 1000,
        by_body: 501,
        by_province: 1005,
      },
    ])
  }))
