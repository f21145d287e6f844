import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { openEstate } from '../src/estate.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import { type FakeProvider, startFakeProvider } from '../src/platform/notify/fake.ts'
import { queueSmsTo, startOutbox } from '../src/platform/notify/index.ts'

/**
 * npm run bench -- outbox [messages]: the outbox in a process of its own, the fake provider in this one (quality.md R10). Once
 * with the provider away at first and one in twenty hanging until its timeout, once more with the process killed as it goes.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)

if (process.argv[2] === 'work') await work()
else await measure(Number(process.argv[2] ?? 10_000))

async function work() {
  const { house } = await openEstate(readConfig(process.env), { fill: false, prepared: true })
  startOutbox(house)
}

async function measure(many: number) {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-outbox-'))
  const estate = await openEstate(
    readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'off', MINQIAO_LOG: 'warn' }),
    { fill: false },
  )
  const provider = await startFakeProvider()
  const left = async () =>
    (
      await sql<{ n: number }>`select count(*)::int as n from outbox where handed_over_at is null`.execute(
        estate.house.db,
      )
    ).rows[0]?.n ?? 0
  const queue = async (): Promise<Set<string>> => {
    const now = new Date()
    const phoneSealed = estate.house.keyring.seal('19900000147')
    const ids = new Set<string>()
    await estate.house.db.transaction().execute(async (tx) => {
      for (let n = 0; n < many; n += 1) {
        const id = newId()
        ids.add(id)
        const variables = { number: '2609-0001', what: '已经受理' }
        await queueSmsTo(tx, {
          id,
          phoneSealed,
          template: 'progress',
          variables,
          notBefore: now,
          expiresAt: null,
          now,
        })
      }
    })
    return ids
  }
  let worker: ChildProcess | null = null
  const begin = () => {
    worker = spawn(process.execPath, [process.argv[1] ?? '', 'work'], {
      env: {
        ...process.env,
        MINQIAO_DATA: dataDir,
        MINQIAO_DEMO: 'off',
        DATABASE_URL: estate.url,
        DATABASE_OWNER_URL: estate.ownerUrl,
        MINQIAO_SMS_URL: provider.url,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const kill = () =>
    new Promise<void>((resolve) => {
      if (!worker) return resolve()
      worker.once('exit', () => resolve())
      worker.kill('SIGKILL')
    })
  try {
    for (const kills of [0, 20]) {
      await sql`delete from outbox`.execute(estate.house.db)
      provider.taken.splice(0)
      const ids = await queue()
      provider.fail(Number.POSITIVE_INFINITY)
      provider.hang(0.05)
      begin()
      await sleep(10_000)
      const before = provider.repeats()
      provider.fail(0)
      say(
        `${many} messages, provider back after 10 s, 5 % hang, ${kills} kills; load ${loadavg()[0]?.toFixed(1)}`,
      )
      const killing = killInTurn(kills, async () => {
        await kill()
        begin()
      })
      const at95 = await reach(provider, many * 0.95)
      const at100 = await reach(provider, many)
      await killing
      provider.hang(0)
      const began = Date.now()
      while ((await left()) > 0 && Date.now() - began < 120_000) await sleep(200)
      const known = new Set(provider.taken.map((sms) => sms.reference))
      const lost = [...ids].filter((id) => !known.has(id)).length
      say(
        `  95 % at the provider after ${at95.toFixed(1)} s (target 10), all after ${at100.toFixed(1)} s; lost ${lost}, left unmarked ${await left()}, repeats dropped ${provider.repeats() - before}; load ${loadavg()[0]?.toFixed(1)}`,
      )
      await kill()
    }
  } finally {
    await kill()
    await provider.stop()
    await estate.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function killInTurn(times: number, once: () => Promise<void>) {
  for (let n = 0; n < times; n += 1) {
    await sleep(1_000 + Math.random() * 1_500)
    await once()
  }
}

/** Seconds until the provider has taken so many, each reference once. */
async function reach(provider: FakeProvider, count: number): Promise<number> {
  const began = Date.now()
  while (provider.taken.length < count && Date.now() - began < 180_000) await sleep(20)
  return (Date.now() - began) / 1_000
}
