import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { openSheet } from '../src/modules/sheets/access.ts'
import { copySheet } from '../src/modules/sheets/copy.ts'
import { measuresOf, getFrame, placesOfRows, type Frame } from '../src/modules/sheets/index.ts'
import { layOut } from '../src/modules/sheets/paper.ts'
import { workOut } from '../src/modules/sheets/ready.ts'
import { writeReturn } from '../src/modules/sheets/submit.ts'
import { type Tx, sql } from '../src/platform/db.ts'
import { type Measure, countAll, listAll, readyToCount } from '../src/platform/measures.ts'
import { rolledBack, testDatabase } from './database.ts'
import { actorOf } from './house.ts'
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
  // the way a province is counted
  const asWide = await countAll(tx, all, { ...places, venues: 1_000_000 })
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
      byHand[`${at} ${row.part} ${code}`] = [ids.length, ids.length, ids]
      given[`${at} ${row.part} ${code}`] = [
        counted.get(at)?.get(code) ?? 0,
        asWide.get(at)?.get(code) ?? 0,
        listed.get(at)?.get(code) ?? [],
      ]
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

  test.each(seeds.slice(0, 4))(
    'day %i: what a return copies and prints is what was counted by hand',
    (seed) =>
      rolledBack(db, async (tx) => {
        const day = await makeDay(tx, chanceOf(seed))
        const facts = await fetchFacts(tx, day.campaignId)
        const actor = await actorOf(tx, day.staff, new Date('2026-09-24T10:00:00+08:00'))
        const copied: unknown[] = []
        const byHand: unknown[] = []
        for (const unitId of [...day.committees.slice(1), ...day.bodies]) {
          const seen = await openSheet(tx, actor, day.campaignId, unitId)
          const worked = await workOut(tx, actor, seen)
          const id = newId()
          const heads = { summary: '', filledBy: '', checkedBy: '', headedBy: '', phone: '' }
          await writeReturn(tx, actor, seen, {
            ...heads,
            id,
            version: 1,
            manual: false,
            scanFileId: null,
            summaryFileId: null,
          })
          await copySheet(tx, seen, id, worked)
          const { rows } = await sql<{ no: number; ids: string[] }>`
          select column_no as no, record_ids::text[] as ids from return_cells
          where return_id = ${id} and position = 0 order by column_no`.execute(tx)
          const paper = await layOut(tx, actor, {
            campaignId: day.campaignId,
            unitId,
            form: 'row',
            returnId: id,
          })
          copied.push([rows, paper.rows[0]?.cells.map((cell) => cell.value)])
          const naive = [...countNaively(facts, { unitId, part: 'whole', annex: seen.annex }).columns]
          const isOff = paper.rows[0]?.cells[0]?.value === '未报'
          byHand.push([
            naive.map(([no, ids]) => ({ no, ids: [...ids].sort() })),
            naive.map(([, ids]) => (isOff ? '未报' : ids.size)),
          ])
        }
        expect(copied).toEqual(byHand)
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
