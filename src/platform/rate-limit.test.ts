import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { testHouse } from '../../test/house.ts'
import { sql } from './db.ts'
import { countTry, forgetTries, waitInWords } from './rate-limit.ts'

const { db } = testDatabase()

describe('limits', () => {
  const house = testHouse(db)
  const at = (seconds: number) => new Date(Date.UTC(2026, 8, 21, 1, 0, seconds))
  const tried = (who: string, seconds: number, most = 3) =>
    countTry(house, { bucket: 'test', who, windows: [{ most, seconds: 60 }] }, at(seconds)).then(
      () => 'taken',
      (error: Error) => error.message,
    )

  test('a window slides: the fourth in a minute waits until the first is a minute old', async () => {
    const answers: string[] = []
    for (const second of [0, 20, 58, 59, 60, 61]) answers.push(await tried('a', second))
    expect(answers).toEqual([
      'taken',
      'taken',
      'taken',
      '试得太频繁了，请过 1 秒再试。',
      'taken',
      '试得太频繁了，请过 19 秒再试。',
    ])
  })

  test('fifty at once are counted as fifty', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => tried('b', 0, 10)))
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(10)
  })

  test('who is counted is not written down', async () => {
    await tried('19900000001', 0)
    const { rows } =
      await sql`select count(*) as n from rate_counters c where c::text like '%19900000001%'`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('tries are forgotten after seven days', async () => {
    await forgetTries(db, at(8 * 86_400))
    expect((await sql`select count(*) as n from rate_counters`.execute(db)).rows).toEqual([{ n: 0 }])
  })

  test('the wait is said in seconds, minutes or hours', () => {
    expect([waitInWords(60), waitInWords(200), waitInWords(7000)]).toEqual([' 60 秒', ' 4 分钟', ' 2 小时'])
  })
})
