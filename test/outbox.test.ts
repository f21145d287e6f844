import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { startWorker } from '../src/platform/jobs.ts'
import { type FakeProvider, startFakeProvider } from '../src/platform/notify/fake.ts'
import { notifyJobs, queueSmsTo } from '../src/platform/notify/index.ts'
import { testDatabase } from './database.ts'
import { testHouse } from './house.ts'

const many = Number(process.env.MINQIAO_MESSAGES ?? 200)
const { db, owner, url } = testDatabase()

describe('messages through a channel that is dead, then flaky, with a worker that dies', () => {
  let house: House
  let provider: FakeProvider
  const ids = Array.from({ length: many }, () => newId())

  beforeAll(async () => {
    provider = await startFakeProvider()
    const given = testHouse(db)
    const { sms } = readConfig({ MINQIAO_SMS_URL: provider.url })
    house = { ...given, clock: () => new Date(), config: { ...given.config, sms } }
    const now = new Date(Date.now() - 90_000)
    const phoneSealed = house.keyring.seal('19900000147')
    for (const id of ids)
      await queueSmsTo(db, {
        id,
        phoneSealed,
        template: 'progress',
        variables: { number: '2609-0001', what: '已经受理' },
        notBefore: now,
        expiresAt: null,
        now,
      })
    await owner().query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a worker that is gone'
       where id in (select id from graphile_worker._private_jobs order by id limit ${many / 10})`,
    )
  })
  afterAll(() => provider.stop())

  const waitFor = async (count: number, seconds: number): Promise<number> => {
    const began = Date.now()
    while (provider.taken.length < count && Date.now() - began < seconds * 1_000) await sleep(50)
    return (Date.now() - began) / 1_000
  }

  test('each goes out at least once under our id, the fake drops what comes twice, and nothing waits for long', async () => {
    provider.fail(Number.POSITIVE_INFINITY)
    const worker = await startWorker(house, url(), notifyJobs)
    try {
      await sleep(3_000)
      const { rows } = await sql<{ tried: number; out: number }>`
        select count(*) filter (where attempts > 0)::int as tried, count(handed_over_at)::int as out from outbox`.execute(
        db,
      )
      expect([rows[0]?.out, provider.taken.length, (rows[0]?.tried ?? 0) > 0]).toEqual([0, 0, true])
      provider.loseAnswers(0.05)
      provider.fail(0)
      const seconds = await waitFor(Math.floor(many * 0.9), 30)
      process.stdout.write(
        `${many} messages: nine tenths ${seconds.toFixed(1)} s after the provider is back\n`,
      )
      expect(seconds).toBeLessThan(many > 1_000 ? 120 : 12)
      await notifyJobs.find((job) => job.name === 'notify.sweep')?.work(house, {})
      await waitFor(many, 60)
      provider.loseAnswers(0)
      await expect
        .poll(
          async () =>
            (
              await sql<{
                n: number
              }>`select count(*)::int as n from outbox where handed_over_at is null`.execute(db)
            ).rows[0]?.n,
          { timeout: 60_000 },
        )
        .toBe(0)
    } finally {
      await worker.stop()
    }
    expect(provider.taken.map((sms) => sms.reference).toSorted()).toEqual(ids.toSorted())
    expect(provider.repeats()).toBeGreaterThan(0)
  }, 300_000)

  test('a message whose mark is forgotten is found: it would go out again, under the same reference', async () => {
    await sql`update outbox set handed_over_at = null where id = ${ids[0]}`.execute(db)
    const before = provider.repeats()
    await notifyJobs.find((job) => job.name === 'notify.handOver')?.work(house, { id: ids[0] })
    expect([provider.repeats() - before, provider.taken.length]).toEqual([1, many])
  })
})
