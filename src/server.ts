import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { modules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { weakSettings } from './platform/durability.ts'
import type { App, House } from './platform/house.ts'
import { startWorker } from './platform/jobs.ts'
import { startSealer } from './platform/log-seal/index.ts'
import { startOutbox } from './platform/notify/index.ts'
import { type Estate, openEstate } from './estate.ts'
import { welcome } from './welcome.ts'

/** Starts the whole platform in one process: database, migrations, demo, web, background work. A second start on the same
 * data prints the first's address and does nothing. */
export const startServer = async (config: Config): Promise<void> => {
  const first = await findRunning(config)
  if (first) {
    process.stdout.write(`民桥已经在运行：${first}\n`)
    return
  }
  const estate = await openEstate(config)
  for (const words of await weakSettings(estate.house.db))
    process.stderr.write(`数据库的设置不安全。${words}\n`)
  const app = await buildApp(estate.house, { log: config.logLevel !== 'warn' })
  const url = await listen(app, config)
  const worker = await startWorker(
    estate.house,
    estate.url,
    modules.flatMap((module) => module.jobs ?? []),
  )
  const sealer = startSealer(estate.house)
  const outbox = startOutbox(estate.house)
  const mark = join(config.dataDir, 'server.json')
  writeFileSync(mark, JSON.stringify({ pid: process.pid, url }))
  process.stdout.write(await welcome(estate.house, url))
  stopOnSignal(app, [worker, outbox, sealer], estate, mark)
}

/** The address of the server that runs on the same data, if it answers. */
const findRunning = async (config: Config): Promise<string | null> => {
  const mark = readMark(join(config.dataDir, 'server.json'))
  if (!mark) return null
  try {
    const reply = await fetch(`${mark}/livez`, { signal: AbortSignal.timeout(2_000) })
    return reply.ok ? mark : null
  } catch {
    return null // nobody answers there: the mark is left over from a killed process
  }
}

const readMark = (file: string): string | null => {
  try {
    const mark: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof mark === 'object' && mark !== null && 'url' in mark && typeof mark.url === 'string'
      ? mark.url
      : null
  } catch {
    return null // no mark: nobody has started here
  }
}

const listen = async (app: App, config: Config): Promise<string> => {
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(`端口 ${config.port} 已被占用。请换一个：PORT=8081 npm start`)
    throw error
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return config.baseUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`
}

/** What goes on beside the requests. */
interface Work {
  stop: () => Promise<void>
}

/** Drains requests and jobs, then the database; a second signal ends at once. */
const stopOnSignal = (app: App, work: Work[], estate: Estate, mark: string) => {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    rmSync(mark, { force: true })
    await app.close()
    for (const one of work) await one.stop()
    await estate.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
}

export type { House }
