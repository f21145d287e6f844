import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'
import { openEstate } from '../src/estate.ts'
import { readConfig } from '../src/platform/config.ts'
import { join } from 'node:path'
import { packageRoot } from '../src/platform/root.ts'
import { concerns } from '../src/seed/words-heard.ts'

/** What came of a burst: latencies of what was stored, in ms; lost and doubled by comparing receipts with the database. */
export interface Taken {
  stored: number
  /** 429 (the policy) and 503 (the crowd), each with Retry-After */
  turnedAway: { policy: number; crowd: number }
  failed: number
  /** what those others were: a status, or how the connection ended */
  otherwise: string
  median: number
  p95: number
  lost: number
  doubled: number
}

const addresses = 250

/** Presses the public form `rate` times a second for so long, whether answers come or not, each press once, under its own key. */
export const measureIntake = async (dataDir: string, rate: number, seconds: number): Promise<Taken> => {
  const estate = await openEstate(readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on' }), { fill: false })
  const client = new pg.Client({ connectionString: estate.url })
  await client.connect()
  const { rows: codes } = await client.query<{ token: string }>(
    "select token from venues where state = 'open' order by token",
  )
  const server = spawn(process.execPath, [join(packageRoot(), 'bin', 'minqiao.mjs'), 'start'], {
    env: {
      ...process.env,
      MINQIAO_DATA: dataDir,
      MINQIAO_DEMO: 'on',
      MINQIAO_LOG: 'warn',
      PORT: '8931',
      DATABASE_URL: estate.url,
      DATABASE_OWNER_URL: estate.ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await ready('http://127.0.0.1:8931/readyz')
    const marker = randomUUID().slice(0, 8)
    const presses = await press(
      rate,
      seconds,
      codes.map((code) => code.token),
      marker,
    )
    const { rows } = await client.query<{ words: string; n: number }>(
      'select words, count(*)::int as n from opinions where words like $1 group by words',
      [`%${marker}%`],
    )
    const kept = new Map(rows.map((row) => [row.words, row.n]))
    const stored = presses.filter((one) => one.status === 303)
    const others = presses.filter(
      (one) => ![303, 429, 503].includes(one.status) || (one.status !== 303 && !one.retryAfter),
    )
    const times = stored.map((one) => one.milliseconds).sort((a, b) => a - b)
    return {
      stored: stored.length,
      turnedAway: {
        policy: presses.filter((one) => one.status === 429 && one.retryAfter).length,
        crowd: presses.filter((one) => one.status === 503 && one.retryAfter).length,
      },
      failed: others.length,
      otherwise: [...new Set(others.map((one) => one.ended))]
        .map((ended) => `${ended} × ${others.filter((one) => one.ended === ended).length}`)
        .join(', '),
      median: times[Math.floor(times.length / 2)] ?? 0,
      p95: times[Math.floor(times.length * 0.95)] ?? 0,
      lost: stored.filter((one) => !kept.has(one.words)).length,
      doubled: [...kept.values()].filter((n) => n > 1).length,
    }
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('exit', resolve))
    await client.end()
    await estate.close()
  }
}

const ready = async (url: string) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const isUp = await fetch(url).then(
      (reply) => reply.ok,
      () => false,
    )
    if (isUp) return
    await after(100)
  }
  throw new Error(`${url} does not answer`)
}

interface Press {
  status: number
  milliseconds: number
  words: string
  retryAfter: boolean
  /** the status, or the code of what ended the connection */
  ended: string
}

const press = async (
  rate: number,
  seconds: number,
  codes: readonly string[],
  marker: string,
): Promise<Press[]> => {
  const agents = Array.from(
    { length: addresses },
    (_, at) =>
      new Agent({
        keepAlive: true,
        maxSockets: 20,
        localAddress: `127.0.${1 + (at >> 7)}.${1 + (at & 127)}`,
      }),
  )
  const all: Promise<Press>[] = []
  const began = performance.now()
  const total = rate * seconds
  while (all.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * rate))
    while (all.length < due) {
      const no = all.length
      const agent = agents[no % addresses]
      if (!agent) throw new Error('no address')
      const words = `${concerns[no % concerns.length]}（${marker} ${no}）`
      all.push(once(agent, codes[(no * 7) % codes.length] ?? '', words))
    }
    await after(4)
  }
  const done = await Promise.all(all)
  for (const agent of agents) agent.destroy()
  return done
}

const once = (agent: Agent, token: string, words: string): Promise<Press> =>
  new Promise((resolve) => {
    const body = new URLSearchParams({ key: randomUUID(), what: words, tell: 'code' }).toString()
    const began = performance.now()
    const end = (status: number, retryAfter: boolean, ended = String(status)) =>
      resolve({ status, milliseconds: performance.now() - began, words, retryAfter, ended })
    const fail = (error: NodeJS.ErrnoException) => end(0, false, error.code ?? error.message)
    const sent = request(
      `http://127.0.0.1:8931/o/${token}`,
      {
        agent,
        method: 'POST',
        headers: {
          origin: 'http://127.0.0.1:8931',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (reply) => {
        reply.resume()
        reply.on('end', () => end(reply.statusCode ?? 0, reply.headers['retry-after'] !== undefined))
        reply.on('error', fail)
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
