import type { FastifyRequest } from 'fastify'
import { DatabaseError } from 'pg'
import type { Actor } from './actor.ts'
import { recordIdOf, writeAudit } from './audit.ts'
import type { Endpoint } from './contract.ts'
import type { Tx } from './db.ts'
import { Forbidden, Invalid, Refusal } from './errors.ts'
import type { House } from './house.ts'
import { type Replay, findFirstAnswer, keepAnswer } from './idempotency.ts'
import { admits } from './policy.ts'

interface Write {
  endpoint: Endpoint
  actor: Actor | null
  now: Date
  intention: { scope: string; digest: Buffer }
  work: (tx: Tx) => Promise<unknown>
  finish: (given: unknown) => unknown
}

/** Another site may not write in somebody's name: the origin is ours, and the key header cannot be sent by a plain form. */
export const refuseForeignOrigin = (request: FastifyRequest): void => {
  const { origin, host } = request.headers
  if (origin !== undefined && hostOf(origin) !== host) throw new Forbidden('这个请求来自别的网站，没有受理。')
}

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/** Keys are scoped to the person, or for the public to the address. */
export const scopeOf = (actor: Actor | null, request: FastifyRequest): string =>
  actor?.personId ?? `public:${request.ip}`

/**
 * Does a write once per key: the deed, its audit row and its answer are committed together; a repeat gets the first
 * answer after the policy has been asked again; deadlocks and serialisation failures are tried again.
 */
export const writeOnce = async (house: House, request: FastifyRequest, write: Write): Promise<unknown> => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 100)
    throw new Invalid([
      { path: 'Idempotency-Key', message: '每次写入都要带一个 8 到 100 位的 Idempotency-Key' },
    ])
  const intention = { ...write.intention, endpoint: write.endpoint.key, key }
  const replay = async (): Promise<Replay | null> => {
    if (write.actor && !admits(write.endpoint.policy, write.actor)) return null
    const first = await findFirstAnswer(house.db, intention)
    return first && { status: first.status, replay: opened(house, write.endpoint, first.reply) }
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const before = await replay()
      if (before) return before
      return await house.db.transaction().execute(async (tx) => {
        const answer = write.finish(await write.work(tx))
        if (write.actor)
          await writeAudit(tx, write.actor, {
            endpoint: write.endpoint.key,
            recordId: recordIdOf(request),
            outcome: 'done',
            status: 200,
          })
        const reply = keptAs(house, write.endpoint, JSON.stringify(answer))
        const kept = await keepAnswer(tx, intention, { status: 200, reply })
        if (!kept) throw new CameSecond()
        return answer
      })
    } catch (error) {
      if (error instanceof CameSecond || error instanceof Refusal || isPassing(error)) {
        const first = await replay()
        if (first) return first
      }
      if (attempt < 4 && (error instanceof CameSecond || isPassing(error))) continue
      throw error
    }
  }
}

/** A code in an answer is for who asked, not for who reads the database. */
const keptAs = (house: House, { keeps }: Endpoint, answer: string): string =>
  keeps === 'sealed' ? house.keyring.seal(answer).toString('base64') : answer
const opened = (house: House, { keeps }: Endpoint, kept: string): string =>
  keeps === 'sealed' ? house.keyring.open(Buffer.from(kept, 'base64')) : kept

/** Another request with the same key committed while this one worked: roll back and give its answer. */
class CameSecond extends Error {}

/** 40001 serialisation failure, 40P01 deadlock, 23505 somebody else wrote the same row in between: the next try sees it. */
const isPassing = (error: unknown): boolean =>
  error instanceof DatabaseError && ['40001', '40P01', '23505'].includes(error.code ?? '')
