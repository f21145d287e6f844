import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { makeMember, makeProvince, makeVenue } from '../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { actorOf } from '../../../test/house.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type Duty, recordDuties, recordDuty, reverseDuty } from './index.ts'
import { listMyDuties } from './queries.ts'

const { db } = testDatabase()
const now = new Date('2026-09-21T09:00:00+08:00')

const scene = async (tx: Tx): Promise<Duty> => {
  const { county } = await makeProvince(tx)
  const personId = await makeMember(tx, county)
  const organiserId = await makeVenue(tx, county)
  return {
    sourceType: 'attendance',
    sourceId: newId(),
    kind: 'attended',
    personId,
    organiserId,
    onDay: '2026-09-21',
  }
}

const rounds = async (tx: Tx, duty: Duty) => {
  const { rows } = await sql<{ round: number; sign: number }>`
    select round, sign from duties where source_id = ${duty.sourceId} order by id`.execute(tx)
  return rows.map(({ round, sign }) => [round, sign])
}

describe('the duty ledger', () => {
  test('a duty recorded twice stands once', () =>
    rolledBack(db, async (tx) => {
      const duty = await scene(tx)
      await recordDuty(tx, duty, now)
      await recordDuty(tx, duty, now)
      expect(await rounds(tx, duty)).toEqual([[1, 1]])
    }))

  test('a duty taken back is the row with sign −1, and done again is the next round', () =>
    rolledBack(db, async (tx) => {
      const duty = await scene(tx)
      await recordDuty(tx, duty, now)
      await reverseDuty(tx, duty, now)
      await reverseDuty(tx, duty, now)
      await recordDuty(tx, duty, now)
      expect(await rounds(tx, duty)).toEqual([
        [1, 1],
        [1, -1],
        [2, 1],
      ])
    }))

  test('taking back what never stood leaves no row', () =>
    rolledBack(db, async (tx) => {
      const duty = await scene(tx)
      await reverseDuty(tx, duty, now)
      expect(await rounds(tx, duty)).toEqual([])
    }))

  test('a row that was written can be neither changed nor removed', () =>
    rolledBack(db, async (tx) => {
      const duty = await scene(tx)
      await recordDuty(tx, duty, now)
      await expect(
        sql`update duties set sign = -1 where source_id = ${duty.sourceId}`.execute(tx),
      ).rejects.toThrow()
    }))

  test('people see their own duties only, and when one was taken back', () =>
    rolledBack(db, async (tx) => {
      const duty = await scene(tx)
      const again = { ...duty, sourceId: newId(), onDay: '2026-09-22' }
      const { rows } = await sql<{
        c: string
      }>`select committee_id as c from units where id = ${duty.organiserId}`.execute(tx)
      const other = await makeMember(tx, rows[0]?.c ?? '', '沈望舒')
      await recordDuties(tx, [duty, again, { ...duty, personId: other }], now)
      await reverseDuty(tx, again, now)
      const mine = await listMyDuties(tx, await actorOf(tx, duty.personId, now), { page: 1, size: 20 })
      expect(mine.total).toBe(2)
      expect(mine.rows.map((row) => [row.onDay, row.label, row.reversedAt !== null])).toEqual([
        ['2026-09-22', '参加集体活动', true],
        ['2026-09-21', '参加集体活动', false],
      ])
    }))
})
