import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isLiving, processMark } from './process-mark.ts'

const oldMs = 120_000

/**
 * Waits until this call alone holds the lock file, and gives what releases it. The lock of a process that is
 * gone, or one held for two minutes, is taken over.
 */
export async function holdLock(path: string): Promise<() => void> {
  const words = `${processMark(process.pid)} ${randomUUID()}`
  for (;;) {
    try {
      writeFileSync(path, words, { flag: 'wx', mode: 0o600 })
      return () => {
        if (read(path)?.words === words) rmSync(path)
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    if (!takeAway(path)) await sleep(50)
  }
}

/** Whether the way is free: the lock is gone, or nobody held it. The rename lets only one waiter remove it. */
function takeAway(path: string): boolean {
  const holder = read(path)
  if (!holder) return true
  if (isHeld(holder)) return false
  const taken = `${path}.${process.pid}`
  try {
    renameSync(path, taken)
  } catch {
    return true
  }
  if (readFileSync(taken, 'utf8') === holder.words) rmSync(taken)
  else renameSync(taken, path)
  return true
}

function isHeld({ words, since }: Lock): boolean {
  const ageMs = Date.now() - since
  if (words === '') return ageMs < 1_000
  return ageMs < oldMs && isLiving(words.split(' ').slice(0, 2).join(' '))
}

interface Lock {
  words: string
  since: number
}

function read(path: string): Lock | null {
  try {
    return { words: readFileSync(path, 'utf8'), since: statSync(path).mtimeMs }
  } catch {
    return null
  }
}
