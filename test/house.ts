import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Grant } from '../src/platform/actor.ts'
import { dayOf } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { loadKeys } from '../src/platform/crypto.ts'
import { type Database, type Tx, sql } from '../src/platform/db.ts'
import { diskFileStore } from '../src/platform/files.ts'
import type { App, House } from '../src/platform/house.ts'
import { buildApp } from '../src/app.ts'
import { actorNowIn, authenticateIn, openSession } from '../src/modules/accounts/index.ts'

/** A house on the test file's database; its clock stands until it is set. */
export const testHouse = (
  db: Database,
  at = '2026-09-21T09:00:00+08:00',
): House & { setClock: (instant: string) => void } => {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-house-'))
  let now = new Date(at)
  return {
    config: readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on' }),
    db,
    keyring: loadKeys({ dataDir, env: {} }),
    files: diskFileStore(join(dataDir, 'files')),
    clock: () => now,
    authenticate: authenticateIn(db),
    actorNow: actorNowIn(db),
    checksReplies: true,
    keepsPages: false,
    setClock: (instant) => {
      now = new Date(instant)
    },
  }
}

export const testApp = (house: House): Promise<App> => buildApp(house)

/** The actor that a person is at an instant, with today's roles and mandates, without a session in the database. */
export const actorOf = async (
  tx: Tx,
  personId: string,
  now: Date,
  face: 'staff' | 'member' = 'staff',
): Promise<Actor> => {
  const today = dayOf(now)
  const { rows: grants } = await sql<Grant>`
    select g.role, g.unit_id as "unitId", u.committee_id as "committeeId" from grants g join units u on u.id = g.unit_id
    where g.person_id = ${personId} and g.valid @> ${today}::date`.execute(tx)
  const { rows: seats } = await sql<{ mandateId: string; committeeId: string }>`
    select id as "mandateId", committee_id as "committeeId" from mandates
    where person_id = ${personId} and valid @> ${today}::date`.execute(tx)
  return {
    personId,
    name: '测试',
    sessionId: randomUUID(),
    face,
    grants,
    seats,
    contactsOpen: false,
    now,
    requestId: 'TEST',
  }
}

export interface Client {
  get: (
    url: string,
  ) => Promise<{ status: number; json: () => unknown; text: string; headers: Record<string, unknown> }>
  post: (
    url: string,
    body?: unknown,
    key?: string,
  ) => Promise<{ status: number; json: () => unknown; text: string; headers: Record<string, unknown> }>
  send: (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    key?: string,
  ) => ReturnType<Client['post']>
  cookie: string
}

/** A browser of this person: signed in on a face, same origin, a fresh idempotency key for each write. */
export const clientOf = async (
  app: App,
  personId: string,
  face: 'staff' | 'member' = 'staff',
): Promise<Client> => {
  const token = await openSession(app.house.db, personId, face, '测试', app.house.clock())
  return clientWith(app, `mq_${face}=${token}`, face)
}

/** A browser with the given cookie; an empty one is anyone. */
export const clientWith = (app: App, cookie: string, face: 'staff' | 'member' = 'staff'): Client => {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    key?: string,
  ) => {
    const reply = await app.inject({
      method,
      url,
      headers: {
        host: 'localhost',
        ...(cookie ? { cookie } : {}),
        'x-face': face,
        ...(method === 'GET'
          ? {}
          : {
              origin: 'http://localhost',
              'idempotency-key': key ?? randomUUID(),
              'content-type': 'application/json',
            }),
      },
      ...(method === 'GET' ? {} : { payload: JSON.stringify(body ?? {}) }),
    })
    return {
      status: reply.statusCode,
      json: (): unknown => reply.json(),
      text: reply.body,
      headers: { ...reply.headers },
    }
  }
  return {
    cookie,
    get: (url) => call('GET', url),
    post: (url, body, key) => call('POST', url, body, key),
    send: call,
  }
}
