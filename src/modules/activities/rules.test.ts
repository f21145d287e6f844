import { expect, test } from 'vitest'
import { phaseOf } from './rules.ts'

const span = { beginsAt: '2026-09-21T09:00:00+08:00', endsAt: '2026-09-21T11:30:00+08:00' }
const at = (instant: string) => phaseOf(span, new Date(`${instant}+08:00`))

test('an activity lies ahead until its day begins, and is over from the minute it ends', () => {
  expect([
    at('2026-09-20T23:59:59'),
    at('2026-09-21T00:00:00'),
    at('2026-09-21T11:29:59'),
    at('2026-09-21T11:30:00'),
  ]).toEqual(['ahead', 'today', 'today', 'over'])
})

test('one that goes on past midnight is over only when it ends', () => {
  const night = { beginsAt: '2026-09-21T20:00:00+08:00', endsAt: '2026-09-22T01:00:00+08:00' }
  expect(phaseOf(night, new Date('2026-09-22T00:30:00+08:00'))).toBe('today')
})
