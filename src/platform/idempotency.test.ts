import { expect, test } from 'vitest'
import { rolledBack, testDatabase } from '../../test/database.ts'
import { testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { digestOf, findFirstAnswer, forgetOldAnswers, keepAnswer } from './idempotency.ts'

const { db } = testDatabase()
const house = testHouse(db)
const intention = {
  scope: 'somebody',
  endpoint: 'posts.draft',
  key: 'key-number-1',
  digest: digestOf(house, { words: '一' }),
}

test('an answer is kept once, given again, and forgotten after 30 days', () =>
  rolledBack(db, async (tx) => {
    expect(await keepAnswer(tx, intention, { status: 200, reply: '{"id":"1"}' })).toBe(true)
    expect(await keepAnswer(tx, intention, { status: 200, reply: '{"id":"2"}' })).toBe(false)
    await forgetOldAnswers(tx, new Date(Date.now() + 29 * 86_400_000))
    expect(await findFirstAnswer(tx, intention)).toEqual({ status: 200, reply: '{"id":"1"}' })
    await forgetOldAnswers(tx, new Date(Date.now() + 31 * 86_400_000))
    expect(await findFirstAnswer(tx, intention)).toBe(null)
  }))

test('another body under the same key is refused', () =>
  rolledBack(db, async (tx) => {
    await keepAnswer(tx, intention, { status: 200, reply: '{}' })
    await expect(
      findFirstAnswer(tx, { ...intention, digest: digestOf(house, { words: '二' }) }),
    ).rejects.toMatchObject({ status: 422 })
    await sql`select 1`.execute(tx)
  }))
