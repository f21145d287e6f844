import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { searchQuery, segment } from './segment.ts'

const { db } = testDatabase()

/** Those of the queries that find the text. */
async function finding(typed: readonly string[], text: string): Promise<string[]> {
  const found = await Promise.all(
    typed.map(async (words) => {
      const { rows } = await sql<{ found: boolean | null }>`
        select array_to_tsvector(${segment(text)}::text[]) @@ ${searchQuery(words)}::tsquery as found`.execute(
        db,
      )
      return rows[0]?.found ? [words] : []
    }),
  )
  return found.flat()
}

const text =
  '南湖街道晚上的路灯坏了，不亮已经３天。请联系 Li Ming，编号HN-2609；政协委员工作室王\u{31350}收。'

test('a text is found by any piece of it, however it would be cut into words', async () => {
  const pieces = [
    '南湖',
    '湖街道',
    '路灯坏',
    '委员工作',
    '员工',
    '协委员工作室',
    '王\u{31350}',
    '不亮已经',
    '南',
    '王',
  ]
  expect(await finding(pieces, text)).toEqual(pieces)
})

test('words in another order or phrasing find it too', async () => {
  const typed = ['路灯 南湖', '南湖街道的路灯', '工作室的委员', 'ming li', 'hn 2609', 'ＨＮ', '3天']
  expect(await finding(typed, text)).toEqual(typed)
})

test('what is not there is not found, and nothing is no query', async () => {
  expect(await finding(['垃圾', '路灯 垃圾', '湖南', 'hn 2610', ''], text)).toEqual([])
  expect(['', ' ，。', "'"].map(searchQuery)).toEqual([null, null, null])
})

test('what was typed never becomes part of the query language', () => {
  expect(searchQuery("路灯' | !x & (y):*")).toBe("'路灯' & 'x':* & 'y':*")
  expect(segment("a'b\\c a 甲 甲")).toEqual(['a', 'b', 'c', '甲'])
})
