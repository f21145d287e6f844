import { expect, test } from 'vitest'
import { daysOf, dealTurns, patternWords, takeTurns } from './rules.ts'

test('the first, third and last Thursday of the month, as the calendar has them', () => {
  const pattern = { every: 'month', weeks: [1, 3, 6], weekday: 4 } as const
  expect(daysOf(pattern, '2026-10-02', '2026-12-03')).toEqual([
    '2026-10-15',
    '2026-10-29',
    '2026-11-05',
    '2026-11-19',
    '2026-11-26',
    '2026-12-03',
  ])
  expect(patternWords(pattern)).toBe('每月第一、第三、最后一个星期四')
})

test('a fifth Thursday that a month lacks is left out, and every week is every week', () => {
  expect(daysOf({ every: 'month', weeks: [5], weekday: 4 }, '2026-10-01', '2026-12-31')).toEqual([
    '2026-10-29',
    '2026-12-31',
  ])
  expect(daysOf({ every: 'week', weekday: 7 }, '2026-11-01', '2026-11-15')).toEqual([
    '2026-11-01',
    '2026-11-08',
    '2026-11-15',
  ])
})

test('turns go on where the last slot stopped, and nobody sits twice in one', () => {
  expect(takeTurns(['a', 'b', 'c'], 2, 3)).toEqual([
    ['a', 'b'],
    ['c', 'a'],
    ['b', 'c'],
  ])
  expect(takeTurns(['a', 'b'], 5, 2)).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
  expect(takeTurns([], 1, 1)).toEqual([[]])
})

test('a day that is left out takes nobody’s turn, and nobody sits on it', () => {
  const sitters = ['a', 'b', 'c'].map((id) => ({ id }))
  const dealt = (ticks: readonly boolean[]) =>
    dealTurns(
      ticks.map((isOn) => ({ isOn })),
      sitters,
      1,
    ).map((row) => row.members.map(({ id }) => id).join())
  expect(dealt([true, true, true, true])).toEqual(['a', 'b', 'c', 'a'])
  expect(dealt([false, true, false, true, true])).toEqual(['', 'a', '', 'b', 'c'])
})
