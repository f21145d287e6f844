import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { packageRoot } from '../src/platform/root.ts'

/** A server in a process of its own, on its own data and port, that can be killed and started again. */
export interface Victim {
  url: string
  /** Starts it and answers how long until it was ready, in milliseconds. Throws when it is not within the limit. */
  start: () => Promise<number>
  /** kill -9 of the application; its database lives on without it. */
  killApplication: () => Promise<void>
  /** Ends the database's first process, with the application still there: kill -9, or as `pg_ctl -m immediate` does. */
  killDatabase: (how?: 'SIGKILL' | 'SIGQUIT') => void
  /** what the application holds in memory, in MB; 0 where the system doesn't say */
  residentMb: () => number
  stop: () => Promise<void>
}

const limitMs = 60_000

/** `environment` adds to the server's own. */
export const victim = async (dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<Victim> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const gone = (process: ChildProcess) =>
    process.exitCode !== null || process.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => process.once('exit', () => resolve()))
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child) return
    child.kill(signal)
    await gone(child)
    child = null
  }
  return {
    url,
    start: async () => {
      const began = Date.now()
      child = spawn(process.execPath, [join(packageRoot(), 'dist', 'cli.js'), 'start'], {
        cwd: packageRoot(),
        env: {
          ...process.env,
          PORT: String(port),
          MINQIAO_DATA: dataDir,
          MINQIAO_DEMO: 'off',
          MINQIAO_LOG: 'warn',
          DATABASE_URL: undefined,
          DATABASE_OWNER_URL: undefined,
          ...environment,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr?.on('data', (piece: Buffer) => {
        said = (said + piece.toString()).slice(-2_000)
      })
      const started = child
      while (Date.now() - began < limitMs) {
        if (started.exitCode !== null) break
        if (await isReady(url)) return Date.now() - began
        await sleep(50)
      }
      throw new Error(`the server was not ready within ${limitMs} ms: ${said}`)
    },
    killApplication: () => end('SIGKILL'),
    killDatabase: (how = 'SIGKILL') => {
      const [pid = ''] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), how)
    },
    residentMb: () => residentMbOf(child?.pid),
    stop: () => end('SIGTERM'),
  }
}

const residentMbOf = (pid: number | undefined): number => {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${pid ?? 0}/statm`, 'utf8').split(' ')
    return (Number(pages) * 4_096) / 1_048_576
  } catch {
    return 0 // no such process, or no Linux
  }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const listener = createServer()
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      const port = typeof address === 'object' && address ? address.port : 0
      listener.close(() => resolve(port))
    })
  })
