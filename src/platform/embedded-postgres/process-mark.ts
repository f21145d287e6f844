import { readFileSync } from 'node:fs'

/** A process that can be told from a later one of the same number: `pid start`, start empty where unknown. */
export function processMark(pid: number): string {
  return `${pid} ${statusOf(pid)?.startedAt ?? ''}`
}

/** Whether the process that a mark was made of is still running; a zombie is not. */
export function isLiving(mark: string): boolean {
  const pid = Number.parseInt(mark, 10)
  return pid > 0 && isRunning(pid) && processMark(pid) === mark
}

/** Whether a process of this number is running, be it another user's; a zombie is not. */
export function isRunning(pid: number): boolean {
  const status = statusOf(pid)
  if (status) return !['Z', 'X'].includes(status.state)
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The parent's number; 0 where it is unknown. */
export function parentOf(pid: number): number {
  return statusOf(pid)?.parent ?? 0
}

/** What Linux tells of a process; null elsewhere, and where there is none. Fields counted after the name. */
function statusOf(pid: number): { state: string; parent: number; startedAt: string } | null {
  try {
    const [state = '', ...rest] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return { state, parent: Number(rest[0]), startedAt: rest[18] ?? '' }
  } catch {
    return null
  }
}
