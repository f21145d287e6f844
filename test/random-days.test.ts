import { describe, expect, test } from 'vitest'
import { measuresOf, getFrame, placesOfRows, type Frame } from '../src/modules/sheets/index.ts'
import { type Tx, sql } from '../src/platform/db.ts'
import { type Measure, countAll, listAll, readyToCount } from '../src/platform/measures.ts'
import { rolledBack, testDatabase } from './database.ts'
import { type RandomDay, makeDay } from './random-days/day.ts'
import { type NaiveRow, countNaively, fetchFacts } from './random-days/naive.ts'
import { chanceOf } from './random-days/random.ts'

const { db } = testDatabase()

/** RANDOM_DAYS=200 runs longer; RANDOM_SEED=17 runs that one day. */
const only = process.env['RANDOM_SEED']
const days = Number(process.env['RANDOM_DAYS'] ?? 12)
const seeds = only ? [Number(only)] : Array.from({ length: days }, (_, at) => at + 1)

const rowsOfDay = (day: RandomDay): NaiveRow[] => [
  ...day.committees.flatMap((unitId): NaiveRow[] => [
    { unitId, part: 'whole', annex: 2 },
    { unitId, part: 'own', annex: 2 },
  ]),
  { unitId: day.place.province, part: 'whole', annex: 1 },
  ...day.bodies.map((unitId): NaiveRow => ({ unitId, part: 'whole', annex: 1 })),
]

/** Every cell at every level, and the records behind it, as the system gives them and as counted by hand. */
const compare = async (tx: Tx, day: RandomDay, measures: (frame: Frame) => Measure[]) => {
  await readyToCount(tx)
  const frame = await getFrame(tx, day.campaignId)
  const rows = rowsOfDay(day)
  const places = await placesOfRows(tx, frame, rows)
  const all = measures(frame)
  const counted = await countAll(tx, all, places)
  const listed = await listAll(tx, all, places)
  const facts = await fetchFacts(tx, day.campaignId)
  const given: Record<string, unknown> = {}
  const byHand: Record<string, unknown> = {}
  rows.forEach((row, at) => {
    const naive = countNaively(facts, row)
    const sets = new Map<string, Set<string>>([
      ...[...naive.columns].map(([no, ids]) => [`c${no}`, ids] as const),
      ['late', naive.late] as const,
      ['leave', naive.leave] as const,
      ['none', naive.none] as const,
    ])
    for (const { code } of all) {
      const ids = [...(sets.get(code) ?? [])].sort()
      byHand[`${at} ${row.part} ${code}`] = [ids.length, ids]
      given[`${at} ${row.part} ${code}`] = [counted.get(at)?.get(code) ?? 0, listed.get(at)?.get(code) ?? []]
    }
  })
  return { given, byHand }
}

describe('random days against a count written by hand from C25', () => {
  test.each(seeds)('day %i: every cell at every level, and exactly the records behind it', (seed) =>
    rolledBack(db, async (tx) => {
      const day = await makeDay(tx, chanceOf(seed))
      const { given, byHand } = await compare(tx, day, measuresOf)
      expect(given).toEqual(byHand)
    }),
  )

  test('a defect in one definition is caught: residents counted without a serving mandate', () =>
    rolledBack(db, async (tx) => {
      const day = await makeDay(tx, chanceOf(1))
      const { given, byHand } = await compare(tx, day, (frame) =>
        measuresOf(frame).map((measure) =>
          measure.code === 'c2'
            ? {
                ...measure,
                source: {
                  name: 'all residents',
                  rows: (venueIds) => sql`
                    select venue_id, person_id as item_id from residencies where venue_id = any(${venueIds})`,
                },
                counts: sql`true`,
              }
            : measure,
        ),
      )
      expect(given).not.toEqual(byHand)
    }))
})
