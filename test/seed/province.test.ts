import { expect, test } from 'vitest'
import { sql } from '../../src/platform/db.ts'
import { fillDemo } from '../../src/seed/demo.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'

const { db } = testDatabase()

test(
  'the demo province has its committees, studios and members, and filling it again changes nothing',
  { timeout: 90_000 },
  async () => {
    const house = testHouse(db, '2026-09-22T09:00:00+08:00')
    expect(await fillDemo(house)).toBe(true)
    const { rows } = await sql`
    select (select count(*) from units where kind = 'committee') as committees, (select count(*) from venues) as studios,
      (select count(distinct person_id) from mandates) as members,
      (select count(*) from (select unit_id from figure_reach r join units u on u.id = r.ancestor_id
        where u.code = '43' and r.unit_id in (select id from venues) group by unit_id) x) as reached`.execute(
      db,
    )
    expect(rows).toEqual([{ committees: 137, studios: 400, members: 4000, reached: 400 }])
    expect(await fillDemo(house)).toBe(false)
  },
)

test('every attendance and own activity of the demo stands in the ledger', async () => {
  const { rows } = await sql`
    select (select count(*) from attendances where state = 'standing') - (select count(*) from duties where kind = 'attended') as attended,
      (select count(*) from own_activities) - (select count(*) from duties where kind = 'own_activity') as own,
      (select count(*) > 2000 from attendances) as lively`.execute(db)
  expect(rows).toEqual([{ attended: 0, own: 0, lively: true }])
})

test('nobody in the demo is of two parties: who sits in a party’s own sector is of that party, in every mandate', async () => {
  const { rows } = await sql`
    select count(*) filter (where d.code is not null and d.code <> m.party) as strangers,
      count(*) filter (where d.code is not null) > 300 as lively,
      (select count(*) from (select person_id from mandates group by person_id having count(distinct party) > 1) x) as "ofTwo",
      (select count(*) > 20 from (select person_id from mandates group by person_id having count(*) > 1) x) as "seatedTwice"
    from mandates m join units s on s.id = m.sector_id
      left join dictionary_entries d on d.dictionary = 'party' and d.label = s.short_name`.execute(db)
  expect(rows).toEqual([{ strangers: 0, lively: true, ofTwo: 0, seatedTwice: true }])
})
