import { describe, expect, test } from 'vitest'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { makeDay } from '../../../test/random-days/day.ts'
import { chanceOf } from '../../../test/random-days/random.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { getDay, type Day } from './board/day.ts'
import { countFigures } from './board/figures.ts'
import { listPersonsBehind, listUnsettled, personFigures } from './board/list.ts'
import { planForSets } from './board/plan-for-sets.ts'
import { withDay } from './board/relations.ts'
import type { RowKey } from './board/rows.ts'

const { db } = testDatabase()
const when = { now: new Date('2026-09-24T10:00:00+08:00'), remindDay: '2026-09-24', db: undefined }
const seeds = [1, 2, 3, 4, 5, 6, 7, 8]

/** Every figure of a unit and of each of its studios, and the persons behind them, read over all or over its own part. */
const sayOf = async (tx: Tx, day: Day, unitId: string, under: string | null) => {
  await planForSets(tx, under !== null)
  const relations = withDay(day, under)
  const { rows: venues } = await sql<{ unitId: string }>`
    select f.unit_id as "unitId" from figure_reach f join venues v on v.id = f.unit_id
    where f.ancestor_id = ${unitId} and f.valid @> ${day.heldOn}::date order by 1`.execute(tx)
  const row: RowKey = { unitId, part: 'whole' }
  const rows = [row, ...venues.map((venue): RowKey => ({ unitId: venue.unitId, part: 'venue' }))]
  const page = { page: 1, size: 500 }
  const behind = []
  for (const figure of personFigures)
    behind.push(await listPersonsBehind(tx, day, row, figure, page, relations))
  return {
    figures: await countFigures(tx, day, rows, relations, when),
    behind,
    unsettled: await listUnsettled(tx, day, row, true, page, relations),
  }
}

describe('a board of less than a city reads its own part alone', () => {
  let acted = 0
  test.each(seeds)(
    'random day %i: the same figures and persons as read over all, wherever they stood',
    (seed) =>
      rolledBack(db, async (tx) => {
        const made = await makeDay(tx, chanceOf(seed))
        const day = await getDay(tx, made.campaignId)
        for (const unitId of [...made.committees, ...made.bodies]) {
          const overAll = await sayOf(tx, day, unitId, null)
          expect(await sayOf(tx, day, unitId, unitId)).toEqual(overAll)
          acted += overAll.figures[0]?.collective ?? 0
        }
      }),
  )

  test('there was something to count on those days', () => {
    expect(acted).toBeGreaterThan(20)
  })
})
