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

/**
 * The same for many limits as parts of a caller's own statement, for what comes in by the hundred a second: `full` gives a row
 * (no, wait) for each limit without room, `counted` is an insert that counts one try against each unless one is full.
 * Concurrent statements may pass a limit by as many as run at once.
 */
export const triesWithin = (house: House, limits: readonly Limit[], now: Date) => {
  const flat = limits.flatMap((limit, no) =>
    limit.windows.map((window) => ({ no, bucket: limit.bucket, key: keyOf(house, limit), ...window })),
  )
  const tried = limits.map((limit) => ({
    bucket: limit.bucket,
    key: keyOf(house, limit),
    slice: sliceOf(limit.windows, now),
  }))
  return {
    full: sql<{ no: number; wait: number }>`
      select w.no, ceil(extract(epoch from min(c.window_start) + make_interval(secs => w.seconds) - ${now}::timestamptz))::int as wait
      from json_to_recordset(${JSON.stringify(flat)}::json) w(no int, bucket text, key text, most int, seconds int)
        join rate_counters c on c.bucket = w.bucket and c.key = w.key
          and c.window_start > ${now}::timestamptz - make_interval(secs => w.seconds)
      group by w.no, w.bucket, w.key, w.most, w.seconds having sum(c.count) >= w.most`,
    counted: sql`
      insert into rate_counters (bucket, key, window_start, count)
      select bucket, key, slice, 1 from json_to_recordset(${JSON.stringify(tried)}::json) t(bucket text, key text, slice timestamptz)
      where not exists (select from full_limits)
      on conflict (bucket, key, window_start) do update set count = rate_counters.count + 1`,
  }
}

/** The refusal for a limit that `triesWithin` found full. */
export const refusalOf = (limit: Limit | undefined, wait: number): TooMany =>
  new TooMany(wait, limit?.words?.(waitInWords(wait)) ?? `试得太频繁了，请过${waitInWords(wait)}再试。`)

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

/** Forgets tries older than seven days: no window is longer, and no digest of an address stays longer. */
export const forgetTries = async (tx: Tx, now: Date): Promise<void> => {
  await sql`delete from rate_counters where window_start < ${now}::timestamptz - interval '7 days'`.execute(
    tx,
  )
}
