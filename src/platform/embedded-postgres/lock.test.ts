import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdLock } from './lock.ts'
import { processMark } from './process-mark.ts'

let path = ''

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'minqiao-lock-')), 'lock')
})

afterEach(() => rmSync(join(path, '..'), { recursive: true }))

test('one holds the lock at a time, and the next gets it when it is released', async () => {
  const release = await holdLock(path)
  const next = holdLock(path)
  expect(await Promise.race([next, sleep(200, 'waiting')])).toBe('waiting')
  release()
  const releaseNext = await next
  expect(existsSync(path)).toBe(true)
  releaseNext()
  expect(existsSync(path)).toBe(false)
})

test.for([
  ['of a number that nobody has', '4194305 1'],
  ['of a process that was another of the same number', `${process.pid} 1`],
])('the lock %s is taken over', async ([, mark]) => {
  writeFileSync(path, `${mark} once`)
  const release = await holdLock(path)
  expect(readFileSync(path, 'utf8').startsWith(processMark(process.pid))).toBe(true)
  release()
})

test('a lock held for more than two minutes is taken over, and not released by its last holder', async () => {
  const releaseOld = await holdLock(path)
  const threeMinutesAgo = Date.now() / 1000 - 180
  utimesSync(path, threeMinutesAgo, threeMinutesAgo)
  const release = await holdLock(path)
  releaseOld()
  expect(existsSync(path)).toBe(true)
  release()
})

test('of many waiters each gets the lock once, alone', async () => {
  writeFileSync(path, '4194305 1 once')
  let holders = 0
  const seen = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const release = await holdLock(path)
      holders += 1
      await sleep(2)
      const alone = holders === 1
      holders -= 1
      release()
      return alone
    }),
  )
  expect(seen).toEqual(seen.map(() => true))
})
