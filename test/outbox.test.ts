import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase, sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { type FakeProvider, startFakeProvider } from '../src/platform/notify/fake.ts'
import { type Outbox, handOverDue, queueSmsTo, startOutbox } from '../src/platform/notify/index.ts'
import { testDatabase } from './database.ts'
import { testHouse } from './house.ts'

const many = 400
const { db } = testDatabase()

/** Ten thousand messages, timeouts and killed processes: npm run bench -- outbox. */
describe('messages through a channel that is dead, then flaky, with processes that die', () => {
  let house: House
  let provider: FakeProvider
  let ids: string[]
  const running: Outbox[] = []
  const start = () => running.push(startOutbox(house))

  beforeEach(async () => {
    provider = await startFakeProvider()
    const given = testHouse(db)
    const { sms } = readConfig({ MINQIAO_SMS_URL: provider.url })
    house = { ...given, clock: () => new Date(), config: { ...given.config, sms } }
    const now = new Date(Date.now() - 90_000)
    const phoneSealed = house.keyring.seal('19900000147')
    ids = Array.from({ length: many }, () => newId())
    await sql`delete from outbox`.execute(db)
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
  })
  afterEach(async () => {
    provider.fail(0)
    for (const one of running.splice(0)) await one.stop()
    await provider.stop()
  })

  const left = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from outbox where handed_over_at is null`.execute(db))
      .rows[0]?.n ?? 0
  const waitFor = (count: number, seconds: number) =>
    expect
      .poll(() => provider.taken.length, { timeout: seconds * 1_000, interval: 50 })
      .toBeGreaterThanOrEqual(count)
  const references = () => provider.taken.map((sms) => sms.reference).toSorted()

  test('each goes out at least once under our id, soon after the provider is back; the fake drops what comes twice', async () => {
    provider.fail(Number.POSITIVE_INFINITY)
    const goneBy = new Date(Date.now() + 2_500)
    await sql`update outbox set attempts = 1, due_at = ${goneBy} where id = any(${ids.slice(0, many / 10)}::uuid[])`.execute(
      db,
    )
    start()
    await sleep(2_000)
    const { rows } = await sql<{ failures: string[]; most: number }>`
      select array_agg(distinct last_error) filter (where last_error is not null) as failures, max(attempts) as most
      from outbox`.execute(db)
    expect([await left(), provider.taken.length, rows[0]?.failures]).toEqual([many, 0, ['http-503']])
    expect([provider.asked() <= many, (rows[0]?.most ?? 9) <= 3]).toEqual([true, true])
    provider.loseAnswers(0.05)
    provider.fail(0)
    await waitFor(many * 0.95, 10)
    await waitFor(many, 30)
    provider.loseAnswers(0)
    await expect.poll(left, { timeout: 30_000 }).toBe(0)
    expect(references()).toEqual(ids.toSorted())
    expect(provider.repeats()).toBeGreaterThan(0)
  }, 90_000)

  test('messages that hang until their timeout do not keep the others waiting', async () => {
    provider.hang(0.05)
    start()
    await waitFor(many * 0.95, 4)
    provider.hang(0)
    await expect.poll(left, { timeout: 30_000 }).toBe(0)
    expect(references()).toEqual(ids.toSorted())
  }, 60_000)

  test('two processes share the work: no message is under way in both', async () => {
    start()
    start()
    await waitFor(many, 20)
    await expect.poll(left, { timeout: 10_000 }).toBe(0)
    expect([references(), provider.repeats()]).toEqual([ids.toSorted(), 0])
  }, 40_000)

  test('what a killed process had under way goes out again, under the same reference', async () => {
    await handOverDue(house)
    const taken = provider.taken.length
    await sql`update outbox set handed_over_at = null, due_at = ${new Date(Date.now() - 1)} where id = ${ids[0]}`.execute(
      db,
    )
    await handOverDue(house)
    expect([taken, provider.taken.length, provider.repeats(), await left()]).toEqual([many, many, 1, 0])
  }, 40_000)

  test('a sign-in code does not wait behind a crowd, and what is too late is given up and says so', async () => {
    const code = newId()
    const late = newId()
    for (const [id, expiresAt] of [
      [code, new Date(Date.now() + 300_000)],
      [late, new Date(Date.now() - 1)],
    ] as const)
      await sql`
        insert into outbox (id, channel, phone_sealed, template, variables, not_before, due_at, expires_at, created_at)
        values (${id}, 'sms', ${house.keyring.seal('19900000147')}, 'code', ${JSON.stringify({ codeId: id })}::jsonb, now(), now(),
          ${expiresAt}, now())`.execute(db)
    await sql`update outbox set due_at = due_at - interval '1 minute' where id = any(${ids}::uuid[])`.execute(
      db,
    )
    await handOverDue(house)
    expect(provider.taken.findIndex((sms) => sms.reference === code)).toBeLessThan(256)
    expect(references()).toEqual([...ids, code].toSorted())
    const { rows } = await sql`select attempts, last_error, due_at from outbox where id = ${late}`.execute(db)
    expect(rows).toEqual([{ attempts: 0, last_error: 'too-late', due_at: null }])
  }, 40_000)

  test('a database that stays away is told by the name of the error, and what waits goes out when it is back', async () => {
    const told: string[] = []
    const alarm = {
      afterMs: 0,
      tell: (_: number, error: unknown) => void told.push(error instanceof Error ? error.name : 'unknown'),
    }
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none')
    const lost = { ...house, db: away }
    running.push(startOutbox(lost, alarm))
    await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(0)
    lost.db = db
    await waitFor(many, 15)
    expect(references()).toEqual(ids.toSorted())
    await away.destroy()
  })
})
