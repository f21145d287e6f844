import { expect, test } from 'vitest'
import { addWorkingDays, calendarSeed, isWorkingDay } from './calendar-seed.ts'

const seed = calendarSeed()
const days = new Map(seed.map(({ day, kind }) => [day, kind]))

test('National Day 2026 is as arranged: seven days off, two weekend days worked', () => {
  const named = seed.filter(({ day, name }) => day.startsWith('2026') && name === '国庆节')
  expect(named.map(({ day, kind }) => `${day.slice(5)} ${kind}`)).toEqual([
    '09-20 workday',
    '10-01 holiday',
    '10-02 holiday',
    '10-03 holiday',
    '10-04 holiday',
    '10-05 holiday',
    '10-06 holiday',
    '10-07 holiday',
    '10-10 workday',
  ])
})

test('2022 to 2026 have their arrangements, 2027 its thirteen statutory days; each day once, in order', () => {
  const perYear = [2022, 2023, 2024, 2025, 2026, 2027].map(
    (year) => seed.filter(({ day }) => day.startsWith(`${year}`)).length,
  )
  expect(perYear.at(-1)).toBe(13)
  expect(perYear.slice(0, 5).every((count) => count > 30)).toBe(true)
  expect(seed.map(({ day }) => day)).toEqual([...days.keys()].toSorted((a, b) => (a < b ? -1 : 1)))
  const spring = seed
    .filter(({ day, name }) => day.startsWith('2027') && name === '春节')
    .map(({ day }) => day)
  expect(spring).toEqual(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'])
})

test('working days follow the weekday unless the calendar says otherwise', () => {
  const asked = ['2026-09-21', '2026-09-19', '2026-09-20', '2026-10-01', '2026-10-10', '2026-10-11']
  expect(asked.map((day) => isWorkingDay(day, days))).toEqual([true, false, true, false, true, false])
  expect(isWorkingDay('2031-01-04', new Map())).toBe(false)
})

test('three working days after 29 September 2026 step over the holiday', () => {
  expect(addWorkingDays('2026-09-29', 3, days)).toBe('2026-10-09')
  expect(addWorkingDays('2026-09-29', 4, days)).toBe('2026-10-10')
  expect(addWorkingDays('2026-10-09', -3, days)).toBe('2026-09-29')
  expect(addWorkingDays('2026-10-03', 0, days)).toBe('2026-10-03')
  expect(addWorkingDays('2026-10-03', 1, days)).toBe('2026-10-08')
})
