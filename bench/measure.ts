import { randomUUID } from 'node:crypto'
import type { Actor } from '../src/platform/actor.ts'

/** Milliseconds: middle, 95 in 100, and how many requests a second ten clients got. */
export interface Measured {
  median: number
  p95: number
  perSecond: number
}

/** Asks one after another for the latency, then ten at once for the rate. `body` null is a GET. */
export const measure = async (
  ask: (round: number) => { url: string; init: RequestInit },
  rounds: number,
): Promise<Measured> => {
  const once = async (round: number) => {
    const { url, init } = ask(round)
    const began = performance.now()
    const reply = await fetch(url, init)
    await reply.arrayBuffer()
    if (!reply.ok) throw new Error(`${url} answered ${reply.status}`)
    return performance.now() - began
  }
  for (let round = 0; round < 5; round += 1) await once(round)
  const times: number[] = []
  for (let round = 5; round < 5 + rounds; round += 1) times.push(await once(round))
  times.sort((a, b) => a - b)
  const began = performance.now()
  let next = 5 + rounds
  const last = next + rounds * 4
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (next < last) {
        next += 1
        await once(next)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return {
    median: times[Math.floor(times.length / 2)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
    perSecond: Math.round((rounds * 4) / seconds),
  }
}

/** Headers of a write: same origin, a fresh key. */
export const writing = (site: string, cookie: string, body: unknown): RequestInit => ({
  method: 'POST',
  headers: { cookie, origin: site, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  body: JSON.stringify(body),
})

export const reading = (cookie: string): RequestInit => ({ headers: cookie ? { cookie } : {} })

export type Person = Pick<Actor, 'personId'>
