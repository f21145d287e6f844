import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '../db.ts'
import type { House } from '../house.ts'
import { handOverSms, smsText } from './sms.ts'

/** Messages under way at a time: enough for 1,000 a second where one in twenty hangs until its timeout. */
const mostUnderWay = 256
/** Taken by a process that dies, a message is another's after this; longer than a provider may take to answer. */
const leaseMs = 20_000
/** After so many failures in a row the provider is away: single messages try whether it is back. */
const failuresUntilAway = 10
const probeMs = 1_000
const mostProbes = 5
/** Waits after a failure: 2 s, doubled each time, up to ten minutes; nothing is tried after two days. */
const firstWaitMs = 2_000
const longestWaitMs = 600_000
const idleMs = 500

/** How the provider has answered lately. */
interface Provider {
  failedInARow: number
  triedAt: number
}

export interface Outbox {
  /** lets what is under way end, marks it, and takes nothing more */
  stop: () => Promise<void>
}

/** Who is told, and after how long, when nothing can be handed over for a reason of ours. */
export interface Alarm {
  afterMs: number
  tell: (sinceMs: number, error: unknown) => void
}

/** A line of the log: the error by its name, without words, which may hold what was sent. */
const toLog: Alarm = {
  afterMs: 60_000,
  tell: (sinceMs, error) => {
    const reason = error instanceof Error ? error.name : 'unknown'
    const line = {
      level: 'error',
      alarm: 'messages not handed over',
      seconds: Math.round(sinceMs / 1000),
      reason,
    }
    process.stderr.write(`${JSON.stringify(line)}\n`)
  },
}

/**
 * Hands over what is due as long as the process lives, as many processes at once as there are: each message is one's at a time.
 * At least once: a row is marked after the provider took it, so what a killed process had under way goes out again under the
 * same reference, of which the provider drops the repeat.
 */
export const startOutbox = (house: House, alarm: Alarm = toLog): Outbox => {
  const provider: Provider = { failedInARow: 0, triedAt: 0 }
  let stopping = false
  let timer: NodeJS.Timeout | null = null
  let wellAt = Date.now()
  const turn = async (): Promise<void> => {
    try {
      await drain(house, provider, () => stopping)
      wellAt = Date.now()
    } catch (error) {
      // the database is away, or we are at fault: the next turn tries again, and a long time of it is told
      if (Date.now() - wellAt >= alarm.afterMs) alarm.tell(Date.now() - wellAt, error)
    }
    if (!stopping) timer = setTimeout(() => (running = turn()), idleMs)
  }
  let running = turn()
  return {
    stop: async () => {
      stopping = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}

/** Hands over all that is due now and comes due meanwhile; ends when nothing is under way and nothing can be tried. */
export const handOverDue = (house: House): Promise<void> =>
  drain(house, { failedInARow: 0, triedAt: 0 }, () => false)

interface Waiting {
  id: string
  phone: Buffer
  template: 'notice' | 'code' | 'progress'
  variables: Record<string, string>
  attempts: number
}

interface Handed {
  id: string
  /** a code without words or phone; null when the provider took it */
  failure: string | null
  /** when to try again; null is never */
  dueAt: Date | null
}

const drain = async (house: House, provider: Provider, isStopping: () => boolean): Promise<void> => {
  const underWay = new Set<Promise<void>>()
  const handed: Handed[] = []
  for (;;) {
    await mark(house, handed.splice(0))
    const room = isStopping() ? 0 : roomFor(provider, underWay.size)
    const taken = room > 0 ? await take(house, room) : []
    if (taken.length > 0) provider.triedAt = Date.now()
    for (const row of taken) {
      const one = handOver(house, row).then((result) => {
        provider.failedInARow = result.failure === null ? 0 : provider.failedInARow + 1
        handed.push(result)
        underWay.delete(one)
      })
      underWay.add(one)
    }
    if (underWay.size === 0 && handed.length === 0) return
    await sleep(taken.length > 0 ? 10 : 40)
  }
}

const roomFor = ({ failedInARow, triedAt }: Provider, underWay: number): number => {
  if (failedInARow < failuresUntilAway) return mostUnderWay - underWay
  return underWay < mostProbes && Date.now() - triedAt >= probeMs ? 1 : 0
}

/** Takes up to `most` due messages for this process, sign-in codes first, then by their time; what is not worth sending any more ends. */
const take = async (house: House, most: number): Promise<Waiting[]> => {
  const now = house.clock()
  const { rows } = await sql<Waiting & { isLate: boolean }>`
    with due as (
      select id, coalesce(expires_at <= ${now}, false) or created_at <= ${now}::timestamptz - interval '2 days' as late
      from outbox where due_at <= ${now} order by template <> 'code', due_at, id limit ${most} for update skip locked)
    update outbox o set attempts = o.attempts + (not d.late)::int,
      due_at = case when not d.late then ${new Date(now.getTime() + leaseMs)}::timestamptz end,
      last_error = case when d.late then 'too-late' else o.last_error end
    from due d where o.id = d.id
    returning o.id, o.phone_sealed as phone, o.template, o.variables, o.attempts, d.late as "isLate"`.execute(
    house.db,
  )
  return rows.filter((row) => !row.isLate)
}

const handOver = async (house: House, row: Waiting): Promise<Handed> => {
  const failure = await send(house, row)
  if (failure === null || failure === 'no-channel') return { id: row.id, failure, dueAt: null }
  const wait = Math.min(firstWaitMs * 2 ** (row.attempts - 1), longestWaitMs)
  return { id: row.id, failure, dueAt: new Date(house.clock().getTime() + wait) }
}

const send = async (house: House, row: Waiting): Promise<string | null> => {
  try {
    const phone = house.keyring.open(row.phone)
    const text = smsText(house, row.template, row.variables)
    return await handOverSms(house.config, { reference: row.id, phone, text })
  } catch {
    return 'unreadable' // the key of the phone is not here
  }
}

/** Writes down what came of many, in one statement. */
const mark = async (house: House, handed: readonly Handed[]): Promise<void> => {
  if (handed.length === 0) return
  await sql`
    update outbox o set handed_over_at = case when r.failure is null then ${house.clock()}::timestamptz end,
      due_at = r."dueAt", last_error = r.failure
    from json_to_recordset(${JSON.stringify(handed)}::json) r(id uuid, failure text, "dueAt" timestamptz)
    where o.id = r.id and o.handed_over_at is null`.execute(house.db)
}
