import { type Tx, sql } from './db.ts'
import { TooMany } from './errors.ts'
import type { House } from './house.ts'

/** How many tries in how long; several windows run over the same tries. */
export interface Window {
  most: number
  seconds: number
}

export interface Limit {
  /** what is limited: sms-phone, sign-in-address … */
  bucket: string
  /** address, phone, person: kept as a keyed digest only */
  who: string
  windows: readonly Window[]
  /** what people read when it is too much; `wait` is such as "40 秒" */
  words?: (wait: string) => string
}

/**
 * Counts one try, in a transaction of its own so that a refusal later on does not take it back. Throws TooMany, counting
 * nothing, when a window is full. Windows slide: tries are kept in slices of a sixtieth of the shortest, at least 1 s.
 */
export const countTry = (house: House, limit: Limit, now: Date): Promise<void> =>
  house.db.transaction().execute((tx) => countTryIn(tx, house, limit, now))

/** The same within the caller's transaction: what is rolled back was not tried. */
export const countTryIn = async (tx: Tx, house: House, limit: Limit, now: Date): Promise<void> => {
  const key = keyOf(house, limit)
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
  await refuseWhenFull(tx, house, limit, now)
  await sql`
    insert into rate_counters (bucket, key, window_start, count) values (${limit.bucket}, ${key}, ${sliceOf(limit.windows, now)}, 1)
    on conflict (bucket, key, window_start) do update set count = rate_counters.count + 1`.execute(tx)
}

/** Throws TooMany when a window is full already, without counting: before a guess is looked at. */
export const refuseWhenFull = async (tx: Tx, house: House, limit: Limit, now: Date): Promise<void> => {
  const wait = await secondsToWait(tx, limit, keyOf(house, limit), now)
  if (wait === 0) return
  throw new TooMany(wait, limit.words?.(waitInWords(wait)) ?? `试得太频繁了，请过${waitInWords(wait)}再试。`)
}

const keyOf = (house: House, limit: Limit): string =>
  house.keyring.hmac('rate limit', `${limit.bucket}:${limit.who}`).toString('base64url')

/** Seconds until the fullest window has room again; 0 when all have. */
const secondsToWait = async (tx: Tx, limit: Limit, key: string, now: Date): Promise<number> => {
  const { rows } = await sql<{ wait: number }>`
    select coalesce(ceil(max(extract(epoch from
      (select c.window_start from rate_counters c where c.bucket = ${limit.bucket} and c.key = ${key}
        and c.window_start > ${now}::timestamptz - make_interval(secs => w.seconds) order by c.window_start limit 1)
      + make_interval(secs => w.seconds) - ${now}::timestamptz))), 0)::int as wait
    from unnest(${limit.windows.map((window) => window.most)}::int[], ${limit.windows.map((window) => window.seconds)}::int[])
      as w(most, seconds)
    where w.most <= (select coalesce(sum(c.count), 0) from rate_counters c where c.bucket = ${limit.bucket} and c.key = ${key}
      and c.window_start > ${now}::timestamptz - make_interval(secs => w.seconds))`.execute(tx)
  return rows[0]?.wait ?? 0
}

/** Tries are kept by slices of the shortest window's sixtieth, so that a busy address stays a few rows. */
const sliceOf = (windows: readonly Window[], now: Date): Date => {
  const shortest = Math.min(...windows.map((window) => window.seconds))
  const slice = Math.max(1, Math.floor(shortest / 60)) * 1000
  return new Date(Math.floor(now.getTime() / slice) * slice)
}

/** 40 秒, 3 分钟, 2 小时: rounded up. */
export const waitInWords = (seconds: number): string => {
  if (seconds <= 90) return ` ${seconds} 秒`
  return seconds <= 5400 ? ` ${Math.ceil(seconds / 60)} 分钟` : ` ${Math.ceil(seconds / 3600)} 小时`
}

/** Forgets tries older than two days: no window is longer than one. */
export const forgetTries = async (tx: Tx, now: Date): Promise<void> => {
  await sql`delete from rate_counters where window_start < ${now}::timestamptz - interval '2 days'`.execute(
    tx,
  )
}
