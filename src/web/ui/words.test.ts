import { describe, expect, test } from 'vitest'
import { asDay, asDayTime, asTime, asWeekday, inThousands } from './words.ts'

const now = new Date('2026-09-22T08:00:00Z')

describe('words for numbers and dates', () => {
  test('thousands are parted by commas, decimals left alone', () => {
    expect([0, 504, 3020, 1234567, 1234.5].map(inThousands)).toEqual([
      '0',
      '504',
      '3,020',
      '1,234,567',
      '1,234.5',
    ])
  })

  test('a day names its year only when it is not this one', () => {
    expect([asDay('2026-09-01', now), asDay('2025-12-31', now)]).toEqual(['9月1日', '2025年12月31日'])
  })

  test('an instant is told in the time of China, whatever its offset', () => {
    expect([
      asDayTime('2026-09-21T16:16:00Z', now),
      asDayTime('2026-09-22T00:16:00+08:00', now),
      asDayTime('2026-09-22T00:16:00+08', now),
      asTime('2026-09-22T00:05:00+00:00'),
    ]).toEqual(['9月22日 0:16', '9月22日 0:16', '9月22日 0:16', '8:05'])
  })

  test('the weekday is that of the day in China', () => {
    expect([asWeekday('2026-09-21'), asWeekday('2026-09-20T17:00:00Z')]).toEqual(['星期一', '星期一'])
  })
})
