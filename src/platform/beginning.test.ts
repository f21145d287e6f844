import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { beginningIn } from './beginning-in.ts'
import { beginningOf, fitted } from './beginning.ts'
import { sql } from './db.ts'

const { db } = testDatabase()

describe('the beginning of what people wrote', () => {
  test.each([
    ['正好四字', '正好四字'],
    ['多了一个字', '多了一个…'],
    ['三个字𠮷后面还有', '三个字𠮷…'],
    ['', ''],
  ])('%s becomes %s, in the browser and in the database alike', async (words, wanted) => {
    const { rows } = await sql<{
      it: string
    }>`select ${beginningIn(sql`w.words`, 4)} as it from (values (${words}::text)) w(words)`.execute(db)
    expect([beginningOf(words, 4), rows[0]?.it]).toEqual([wanted, wanted])
  })

  test('a field never ends in half a character', () => {
    expect([fitted('三个字𠮷', 4), fitted('三个字𠮷', 5), fitted('短', 5)]).toEqual([
      '三个字',
      '三个字𠮷',
      '短',
    ])
  })
})
