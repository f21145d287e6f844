import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeOpinion, makeProvince, makeStaff, makeVenue } from '../../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../../test/database.ts'
import { actorOf } from '../../../../test/house.ts'
import { actingAs } from '../../../platform/actor.ts'
import { type Tx, openDatabase, sql } from '../../../platform/db.ts'
import { recountOpinions, startClock, stopClock } from '../clock.ts'
import { FigureBy } from '../contract/figures.ts'
import { acceptDays } from '../rules.ts'
import { getOpinionFigures, openFigure } from './queries.ts'

const { db, url } = testDatabase()
const now = new Date('2026-10-20T10:00:00+08:00')

/** The figures of the county, once what is given has happened to one item of its studio. */
const after = async (tx: Tx, happens: (id: string) => Promise<void>) => {
  const place = await makeProvince(tx)
  const id = await makeOpinion(tx, await makeVenue(tx, place.county))
  await sql`
    insert into steps (record_type, record_id, no, step, from_state, to_state, at)
    values ('opinion', ${id}, 1, 'receive', '', 'recorded', '2026-09-21T08:16:00+08:00')`.execute(tx)
  await happens(id)
  const actor = await actorOf(tx, await makeStaff(tx, place.county), now)
  return (await getOpinionFigures(tx, actor, { by: 'unit', part: 'whole' })).total.values
}

const step = (tx: Tx, id: string, no: number, name: string, from: string, at: string) =>
  sql`
    insert into steps (record_type, record_id, no, step, from_state, to_state, at)
    values ('opinion', ${id}, ${no}, ${name}, ${from}, 'accepted', ${at})`.execute(tx)

describe('in time is what was promised then', () => {
  test('a holiday put in after an item was taken up late does not make it in time', () =>
    rolledBack(db, async (tx) => {
      const values = await after(tx, async (id) => {
        await startClock(tx, id, acceptDays, new Date('2026-09-21T08:16:00+08:00'))
        await stopClock(tx, id)
        await step(tx, id, 2, 'accept', 'recorded', '2026-09-25T09:00:00+08:00')
        await sql`insert into calendar_days (day, kind, name) values ('2026-09-23', 'holiday', '放假') on conflict (day) do update set kind = 'holiday'`.execute(
          tx,
        )
        await recountOpinions(tx, actingAs('clock', now))
      })
      expect(values).toMatchObject({ received: 1, awaited: 1, acceptedInTime: 0 })
    }))

  test('taken up on the last day promised, it is in time to the end of that day', () =>
    rolledBack(db, async (tx) => {
      const values = await after(tx, async (id) => {
        await startClock(tx, id, acceptDays, new Date('2026-09-21T08:16:00+08:00'))
        await stopClock(tx, id)
        await step(tx, id, 2, 'accept', 'recorded', '2026-09-24T23:59:00+08:00')
      })
      expect(values).toMatchObject({ received: 1, acceptedInTime: 1, answered: 0 })
    }))
})

describe('the days to an answer', () => {
  test('are the middle of what stands beside the items behind them, the shortest first', () =>
    rolledBack(db, async (tx) => {
      const place = await makeProvince(tx)
      const studio = await makeVenue(tx, place.county)
      // 21 September 2026 is a Monday; the weekend before the third answer does not count
      for (const [words, answeredOn] of [
        ['三天答的', '2026-09-24'],
        ['当天答的', '2026-09-21'],
        ['五天答的', '2026-09-28'],
      ] as const)
        await step(
          tx,
          await makeOpinion(tx, studio, { words }),
          2,
          'answer',
          'accepted',
          `${answeredOn}T09:00:00+08:00`,
        )
      await makeOpinion(tx, studio, { words: '还没有答的' })
      const actor = await actorOf(tx, await makeStaff(tx, place.county), now)
      const asked = { by: 'unit', part: 'whole', key: 'total', code: 'days', page: 1, size: 50 } as const
      const opened = await openFigure(tx, actor, asked)
      expect([opened.value, opened.counts, opened.rows.map(({ title, count }) => [title, count])]).toEqual([
        3,
        'days',
        [
          ['当天答的', 0],
          ['三天答的', 3],
          ['五天答的', 5],
        ],
      ])
    }))
})

describe('however many rows', () => {
  const seen: string[] = []
  let counted: ReturnType<typeof openDatabase>
  beforeAll(() => {
    counted = openDatabase(url(), { onStatement: (text) => seen.push(text) })
  })
  afterAll(() => counted.destroy())

  test('figures and what is behind them take as many statements for thirteen studios as for one', () =>
    rolledBack(counted, async (tx) => {
      const place = await makeProvince(tx)
      const actor = await actorOf(tx, await makeStaff(tx, place.county), now)
      const count = async () => {
        seen.length = 0
        for (const by of FigureBy.options) await getOpinionFigures(tx, actor, { by, part: 'whole' })
        for (const cut of ['items', 'venues'] as const)
          await openFigure(tx, actor, {
            by: 'unit',
            part: 'whole',
            key: 'total',
            code: 'received',
            cut,
            page: 1,
            size: 50,
          })
        return seen.length
      }
      await makeOpinion(tx, await makeVenue(tx, place.county))
      const few = await count()
      for (let at = 0; at < 12; at += 1) await makeOpinion(tx, await makeVenue(tx, place.county))
      expect(await count()).toBe(few)
    }))
})
