import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { layGround } from './ground.ts'
import { openJournal, readJournal } from './journal.ts'
import { type ProxyVerdict, judgeProxy } from './proxy-verdict.ts'
import { type FaultyProxy, faultyProxy } from './proxy.ts'
import { victim } from './server.ts'
import { listen, speak } from './speakers.ts'

/** R5: speakers and conveners behind a network that loses and doubles, for so many seconds; then journal and database are compared. */
export const overPoorNetwork = async (
  seconds: number,
  log: (line: string) => void = () => undefined,
): Promise<ProxyVerdict & { network: FaultyProxy['count'] }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-proxy-'))
  const journalPath = join(dataDir, 'journal.jsonl')
  const config = readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'off' })
  const studios = await layGround(config, { studios: 60, activities: 0, members: 1 })
  const server = await victim(dataDir, { MINQIAO_TRUSTED_PROXIES: '1' })
  let proxy: FaultyProxy | null = null
  const journal = openJournal(journalPath)
  try {
    await server.start()
    const between = await faultyProxy(server.url)
    proxy = between
    const until = Date.now() + seconds * 1_000
    const isOver = () => Date.now() > until
    const telling = setInterval(() => log(JSON.stringify(between.count)), 60_000)
    await Promise.all(
      studios
        .slice(0, 12)
        .flatMap((studio, at) => [
          speakAround(between.url, studios.slice(at * 5, at * 5 + 5), journal, isOver),
          listen(between.url, studio, journal, isOver),
        ]),
    )
    clearInterval(telling)
    await sleep(1_000)
    journal.close()
    await server.stop()
    return { ...(await compare(dataDir, journalPath)), network: between.count }
  } finally {
    await proxy?.stop()
    await server.killApplication()
    const database = await startEmbeddedPostgres({ dataDir }).catch(() => null)
    await database?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Around = Parameters<typeof speak>

/** A speaker who goes from code to code, so that no code's own limit is met. */
const speakAround = async (
  url: string,
  studios: Around[1][],
  journal: Around[2],
  isOver: Around[3],
): Promise<void> => {
  await Promise.all(
    studios.map(async (studio, at) => {
      while (!isOver()) {
        const until = Date.now() + 5_000
        await speak(url, studio, journal, () => isOver() || Date.now() > until)
        await sleep(500 + 100 * at)
      }
    }),
  )
}

const compare = async (dataDir: string, journalPath: string): Promise<ProxyVerdict> => {
  const database = await startEmbeddedPostgres({ dataDir })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    return await judgeProxy(client, readJournal(journalPath))
  } finally {
    await client.end()
    await database.stop()
  }
}
