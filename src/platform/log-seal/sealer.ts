import { Counter, Gauge, register } from 'prom-client'
import type { House } from '../house.ts'
import { findHead, keepHead } from './heads.ts'
import { type Marks, noMarks, sealOnce } from './seal.ts'

const everyMs = 1_000
/** A row unsealed for that long is an alarm. */
const alarmMs = 60_000
const headEveryMs = 60_000
/** All logs are looked through again from the beginning, whatever the marks say. */
const fullEveryMs = 30 * 60_000

export interface Sealer {
  /** seals what is left, puts the head outside and ends */
  stop: () => Promise<void>
}

/** Seals the logs about once a second while the process lives, and puts the head outside the database once a minute. */
export const startSealer = (house: House): Sealer => {
  let marks: Marks = noMarks()
  let fullAt = Date.now()
  let keptNo = 0
  let keptAt = 0
  let stopping = false
  let timer: NodeJS.Timeout | null = null
  const gauges = gaugesOf()
  gauges.sealed()

  const pass = async (): Promise<void> => {
    if (Date.now() - fullAt > fullEveryMs) {
      marks = noMarks()
      fullAt = Date.now()
    }
    for (let more = true; more;) {
      const done = await sealOnce(house.db, marks, house.clock())
      gauges.late(done.late)
      more = done.more
    }
    gauges.sealed()
    if (stopping || Date.now() - keptAt >= headEveryMs) await keep()
  }
  const keep = async () => {
    const head = await findHead(house.db)
    if (!head || head.no === keptNo) return
    await keepHead(house.config.dataDir, head, house.clock())
    keptNo = head.no
    keptAt = Date.now()
  }
  const turn = async (): Promise<void> => {
    try {
      await pass()
    } catch (error) {
      gauges.failed(error) // the database is away or another process was quicker: the next turn tries again
    }
    if (!stopping) timer = setTimeout(() => (running = turn()), everyMs)
  }
  let running = turn()
  return {
    stop: async () => {
      stopping = true
      if (timer) clearTimeout(timer)
      await running
      await pass().catch(gauges.failed)
    },
  }
}

/** Figures for /metrics, and one line in the log when rows have waited too long. */
const gaugesOf = () => {
  let sealedAt = Date.now()
  const names = ['minqiao_log_seal_lag_seconds', 'minqiao_log_rows_sealed_late_total'] as const
  for (const name of names) register.removeSingleMetric(name)
  const lag: Gauge = new Gauge({
    name: names[0],
    help: 'seconds since every committed log row was last known to be sealed; above 60 is an alarm',
    collect: () => lag.set((Date.now() - sealedAt) / 1000),
  })
  const late = new Counter({ name: names[1], help: 'rows sealed more than a minute after their own time' })
  return {
    sealed: () => {
      sealedAt = Date.now()
    },
    late: (rows: number) => late.inc(rows),
    failed: (error: unknown) => {
      const waitedMs = Date.now() - sealedAt
      if (waitedMs < alarmMs) return
      const reason = error instanceof Error ? error.name : 'unknown'
      process.stderr.write(
        `${JSON.stringify({ level: 'error', alarm: 'log rows unsealed', seconds: Math.round(waitedMs / 1000), reason })}\n`,
      )
    },
  }
}
