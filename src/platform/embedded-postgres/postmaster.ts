import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, parentOf } from './process-mark.ts'

/** What PostgreSQL writes into `postmaster.pid` of the folder that it serves. */
export interface Postmaster {
  pid: number
  port: number
  /** `starting`, `ready` or `stopping`; empty while the file is being written. */
  status: string
}

/** The server that is running over this folder (a real path), whatever its status; undefined if there is none. */
export function findPostmaster(pgdata: string): Postmaster | undefined {
  const file = join(pgdata, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid = '', , , port = '', , , , status = ''] = readFileSync(file, 'utf8').split('\n')
  const postmaster = { pid: Number(pid), port: Number(port), status: status.trim() }
  return isServing(postmaster.pid, pgdata) ? postmaster : undefined
}

/** The name that backends carry in the list of processes, so that those of this folder can be told. */
export function clusterName(pgdata: string): string {
  return `minqiao-${createHash('sha256').update(pgdata).digest('hex').slice(0, 12)}`
}

/**
 * Clears what a killed server has left: backends that still hold its memory, beside which PostgreSQL refuses to
 * start (idle ones end by themselves, busy ones are told), and a number in `postmaster.pid` that is another's now.
 */
export async function clearRemains(pgdata: string): Promise<void> {
  const since = Date.now()
  let isTold = false
  for (;;) {
    const orphans = orphansOf(pgdata)
    const waitedMs = Date.now() - since
    if (orphans.length === 0 || waitedMs > 5_000) break
    if (!isTold && waitedMs > 1_000) {
      isTold = true
      for (const pid of orphans) process.kill(pid, 'SIGQUIT')
    }
    await sleep(30)
  }
  rmSync(join(pgdata, 'postmaster.pid'), { force: true })
}

/** Asks the server to end its sessions and write all down, and waits until it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (isRunning(pid)) process.kill(pid, 'SIGINT')
  while (isRunning(pid)) await sleep(20)
}

/** Told by the working folder, or the command where that is hidden; off Linux any live process has to do. */
function isServing(pid: number, pgdata: string): boolean {
  if (!(pid > 0) || !isRunning(pid)) return false
  if (process.platform !== 'linux') return true
  const folder = workingFolder(pid)
  return folder === null ? commandOf(pid).split('\0').includes(pgdata) : folder === pgdata
}

/** Backends of this folder whose server is gone. Linux only, elsewhere none. */
function orphansOf(pgdata: string): number[] {
  if (process.platform !== 'linux') return []
  const title = `postgres: ${clusterName(pgdata)}: `
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid).startsWith(title) && !isServing(parentOf(pid), pgdata))
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
