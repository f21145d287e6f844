import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { invocation } from './cluster.ts'
import { type Footing, hand } from './footing.ts'
import { clearRemains, clusterName, findPostmaster, type Postmaster } from './postmaster.ts'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  jit: 'off',
  default_text_search_config: 'simple',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The server's log may hold no personal data: no failing statement with its values, no key in a detail.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
const forgetful = { ...durable, fsync: 'off', full_page_writes: 'off' }
const passing = /could not bind|shared memory block|lock file/
const patienceMs = 10_000
const longLogBytes = 10_000_000

/**
 * Starts the server on the port of the last time, else on a free one, and waits until it takes sessions, however
 * long it recovers. Throws its last words when it ends instead.
 */
export async function launch(footing: Footing, pgdata: string, fast: boolean): Promise<Postmaster> {
  const log = join(footing.home, 'postgres.log')
  const portFile = join(footing.home, 'postgres.port')
  if (existsSync(log) && statSync(log).size > longLogBytes) renameSync(log, `${log}.1`)
  const since = Date.now()
  for (let port = await freePort(lastPort(portFile)); ; port = await freePort(0)) {
    await clearRemains(pgdata)
    const offset = existsSync(log) ? statSync(log).size : 0
    const options = {
      ...settings,
      ...(fast ? forgetful : durable),
      cluster_name: clusterName(pgdata),
      port: String(port),
    }
    const postmaster = await spawnServer(footing, pgdata, options, log)
    if (postmaster) {
      writeFileSync(portFile, String(port))
      for (const file of [portFile, log]) hand(file, footing)
      return postmaster
    }
    const words = readFileSync(log).subarray(offset).toString().trim()
    if (!passing.test(words) || Date.now() > since + patienceMs) {
      throw new Error(`内置数据库没有启动成功，原因见 ${log}：${words.split('\n').at(-1)}`)
    }
    await sleep(200)
  }
}

/** The server once it is ready; null when it ended before. Detached, so that Ctrl-C in a terminal spares it. */
async function spawnServer(
  footing: Footing,
  pgdata: string,
  options: Record<string, string>,
  log: string,
): Promise<Postmaster | null> {
  const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args, process] = invocation(footing, 'postgres', ['-D', pgdata, ...settings])
  const output = openSync(log, 'a', 0o600)
  const child = spawn(command, args, { ...process, detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  child.unref()
  const end = new AbortController()
  child.once('exit', () => end.abort()).once('error', () => end.abort())
  while (!end.signal.aborted) {
    const postmaster = findPostmaster(pgdata)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return postmaster
    await sleep(10)
  }
  return null
}

function lastPort(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0
}

/** The wished port when nobody listens on it, else any free one; 0 wishes none. */
async function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer()
    listener.once('error', (error) => (wished === 0 ? reject(error) : resolve(freePort(0))))
    listener.listen(wished, '127.0.0.1', () => {
      const address = listener.address()
      const port = typeof address === 'object' && address ? address.port : 0
      listener.close(() => resolve(port))
    })
  })
}
