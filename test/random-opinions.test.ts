import { describe, expect, test } from 'vitest'
import { figureColumns } from '../src/modules/opinions/figures/columns.ts'
import { behind } from '../src/modules/opinions/figures/count.ts'
import { getOpinionFigures, openFigure } from '../src/modules/opinions/figures/queries.ts'
import { openRow } from '../src/modules/opinions/figures/rows.ts'
import { openScope } from '../src/modules/opinions/figures/scope.ts'
import type { FigureAsked } from '../src/modules/opinions/contract.ts'
import { type Tx, sql } from '../src/platform/db.ts'
import { rolledBack, testDatabase } from './database.ts'
import { actorOf } from './house.ts'
import { chanceOf, type Chance } from './random-days/random.ts'
import { type RandomMonths, makeMonths } from './random-opinions/make.ts'
import {
  type Facts,
  type NaiveScope,
  countNaively,
  fetchFacts,
  itemsIn,
  placesIn,
} from './random-opinions/naive.ts'

const { db } = testDatabase()

/** RANDOM_OPINIONS=100 runs longer; RANDOM_SEED=17 runs that one; RANDOM_LISTS=100 opens every figure and not one in ten. */
const only = process.env['RANDOM_SEED']
const runs = Number(process.env['RANDOM_OPINIONS'] ?? 4)
const listPercent = Number(process.env['RANDOM_LISTS'] ?? 10)
const seeds = only ? [Number(only)] : Array.from({ length: runs }, (_, at) => at + 1)
const now = new Date('2026-06-30T10:00:00+08:00')
const codes = figureColumns.map(({ code }) => code)

/** What a row of the table holds, by hand. */
const itemsOfRow = (
  facts: Facts,
  scope: NaiveScope,
  asked: FigureAsked,
  key: string,
  committeeId: string,
) => {
  const all = itemsIn(facts, scope)
  if (key === 'total') return all
  if (asked.by === 'unit') {
    const [unitId = '', part] = key.split(':')
    return itemsIn(facts, { ...scope, unitId, part: part === 'own' ? 'own' : 'whole' })
  }
  return all.filter((item) => {
    if (asked.by === 'venue') return placesIn(facts, item, scope).includes(key)
    if (asked.by === 'month') return item.day.startsWith(key)
    if (asked.by === 'channel') return item.channel === key
    if (asked.by === 'category') return (item.category ?? 'none') === key
    return ((item.committeeId === committeeId ? item.memberId : null) ?? 'none') === key
  })
}

const askedFor = (chance: Chance, unitId: string, by: FigureAsked['by']): FigureAsked => ({
  unitId,
  by,
  part: chance.happens(25) ? 'own' : 'whole',
  from: chance.pick(['2026-01-01', '2026-02-15', '2026-03-16']),
  until: chance.pick(['2026-06-30', '2026-04-01', '2026-03-16']),
  ...(chance.happens(25) ? { category: chance.pick(['economy', 'none']) } : {}),
  ...(chance.happens(25) ? { channel: 'letter' } : {}),
})

const compare = async (tx: Tx, chance: Chance, months: RandomMonths, facts: Facts) => {
  const given: Record<string, unknown> = {}
  const byHand: Record<string, unknown> = {}
  const units = [...months.offices].concat([
    [months.body, months.offices.get(months.committees[0] ?? '') ?? ''],
  ])
  for (const [unitId, personId] of units)
    for (const by of ['unit', 'venue', 'member', 'category', 'channel', 'month'] as const) {
      if (by === 'member' && unitId === months.body) continue
      const actor = await actorOf(tx, personId, now)
      const asked = askedFor(chance, unitId, by)
      const figures = await getOpinionFigures(tx, actor, asked)
      const scope = await openScope(tx, actor, asked)
      const naive: NaiveScope = { unitId, part: figures.part, ...scope.cohort }
      for (const row of [...figures.rows, figures.total]) {
        const counted = countNaively(facts, itemsOfRow(facts, naive, asked, row.key, unitId), codes)
        for (const code of codes) {
          const cell = `${facts.units.findIndex((unit) => unit.id === unitId)} ${by} ${row.label} ${code}`
          const hand = counted[code]
          byHand[cell] = hand?.value
          given[cell] = row.values[code]
          if (!chance.happens(listPercent)) continue
          const opened = await openRow(tx, scope, by, row.key)
          const { rows } = await sql<{ id: string }>`
            select distinct item_id as id from (${behind(scope.cohort, code, opened.places, opened.key, opened.wanted)}) x order by 1`.execute(
            tx,
          )
          byHand[`${cell} list`] = hand?.ids
          given[`${cell} list`] = rows.map(({ id }) => id)
        }
      }
    }
  return { given, byHand }
}

describe('random months of opinions against a count written by hand from the words of each column', () => {
  test.each(seeds)(
    'months %i: every figure at every level, and exactly the records behind it',
    (seed) =>
      rolledBack(db, async (tx) => {
        const chance = chanceOf(seed)
        const months = await makeMonths(tx, chance)
        const { given, byHand } = await compare(tx, chance, months, await fetchFacts(tx))
        expect(given).toEqual(byHand)
      }),
    60_000,
  )

  test('a figure opened lists as many as it says: items in one’s own 政协, venues and counts above it', () =>
    rolledBack(db, async (tx) => {
      const months = await makeMonths(tx, chanceOf(7))
      const [province = '', city = '', , county = ''] = months.committees
      const asked = {
        part: 'whole' as const,
        by: 'unit' as const,
        key: 'total',
        code: 'received',
        page: 1,
        size: 100,
      }
      const countyActor = await actorOf(tx, months.offices.get(county) ?? '', now)
      const own = await openFigure(tx, countyActor, { ...asked, unitId: county })
      const above = await openFigure(tx, await actorOf(tx, months.offices.get(province) ?? '', now), {
        ...asked,
        unitId: province,
      })
      expect([own.rows.length, own.total, own.items]).toEqual([own.value, own.value, own.value])
      expect([above.cut, above.rows.every((row) => !row.opens), above.together]).toEqual([
        'venues',
        true,
        above.rows.reduce((sum, row) => sum + (row.count ?? 0), 0),
      ])
      await expect(openFigure(tx, countyActor, { ...asked, unitId: city })).rejects.toMatchObject({
        status: 404,
      })
    }))
})
