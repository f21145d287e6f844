import { randomUUID } from 'node:crypto'
import type { App, House } from '../../src/platform/house.ts'
import type { Endpoint } from '../../src/platform/contract.ts'
import { type Database, type Tx, sql } from '../../src/platform/db.ts'
import { listEndpoints } from '../../src/platform/openapi.ts'
import { authenticateIn } from '../../src/modules/accounts/index.ts'
import { testApp, testHouse } from '../house.ts'
import { type Player, castOf } from './cast.ts'
import type { Ask, Setting } from './entry.ts'
import { type Held, holdable } from './one-connection.ts'
import { type World, makeWorld } from './places.ts'

/** Everything the walk needs: the application over a database that can be held, the world and its cast. */
export interface Stage {
  app: App
  house: House
  held: Held
  world: World
  cast: Player[]
  sheets: Setting['sheets']
  endpoints: Endpoint[]
}

export const setStage = async (
  db: Database,
  build: (house: House) => Promise<App> = testApp,
): Promise<Stage> => {
  const held = holdable(db)
  const house: House = {
    ...testHouse(db, '2026-09-21T10:00:00+08:00'),
    db: held.db,
    authenticate: authenticateIn(held.db),
  }
  const world = await makeWorld(db, house)
  const cast = await castOf(db, world, house.clock())
  await sql`update sessions set contacts_until = ${'2026-09-21T12:00:00+08:00'} where person_id = any(${cast
    .filter((player) => player.role === 'system' || player.role === 'security')
    .map((player) => player.personId)}::uuid[])`.execute(db)
  const app = await build(house)
  const stage = { app, house, held, world, cast, endpoints: listEndpoints() }
  const office = cast.find((player) => player.name === 'office A')
  return {
    ...stage,
    sheets: {
      members: await sendUp(app, office, '/api/members'),
      venues: await sendUp(app, office, '/api/venues'),
      opinions: await sendUp(app, office, '/api/opinions'),
    },
  }
}

/** Fetches a template and sends it up again, filled with nothing but its sample. */
const sendUp = async (app: App, by: Player | undefined, path: string) => {
  const template = await app.inject({
    url: `${path}/import-template`,
    headers: { host: 'localhost', cookie: by?.cookie ?? '' },
  })
  const content = template.rawPayload
  const upload = { name: '名册.xlsx', content, mediaType: 'application/octet-stream' }
  const reply = await send(app, { method: 'POST', path: `${path}/imports` }, by ?? null, { upload })
  const { id }: { id?: string } = JSON.parse(reply.body.toString('utf8'))
  if (!id) throw new Error(`${path}/imports: ${reply.status} ${reply.body.toString('utf8')}`)
  return { id, content }
}

export interface Reply {
  status: number
  body: Buffer
}

/** Sends an ask as this player's browser would; null is anybody. */
export const send = async (
  app: App,
  endpoint: { method: Endpoint['method']; path: string },
  player: Pick<Player, 'cookie' | 'face'> | null,
  ask: Ask,
  headers: Record<string, string> = {},
): Promise<Reply> => {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_all, name: string) => ask.params?.[name] ?? randomUUID())
  const query = new URLSearchParams(ask.query).toString()
  const { payload, type } = await bodyOf(ask)
  const reply = await app.inject({
    method: endpoint.method,
    url: query ? `${path}?${query}` : path,
    headers: {
      host: 'localhost',
      ...(player ? { cookie: player.cookie, 'x-face': player.face } : {}),
      ...(endpoint.method === 'GET'
        ? {}
        : { origin: 'http://localhost', 'idempotency-key': randomUUID(), 'content-type': type }),
      ...headers,
    },
    ...(endpoint.method === 'GET' ? {} : { payload }),
  })
  return { status: reply.statusCode, body: reply.rawPayload }
}

const bodyOf = async (ask: Ask): Promise<{ payload: Buffer; type: string }> => {
  if (!ask.upload) return { payload: Buffer.from(JSON.stringify(ask.body ?? {})), type: 'application/json' }
  const form = new FormData()
  form.set('data', JSON.stringify(ask.body ?? {}))
  form.set(
    'file',
    new File([new Uint8Array(ask.upload.content)], ask.upload.name, { type: ask.upload.mediaType }),
  )
  const response = new Response(form)
  return {
    payload: Buffer.from(await response.arrayBuffer()),
    type: response.headers.get('content-type') ?? '',
  }
}

/** Audit rows written since a mark, in order. */
export const auditSince = async (
  tx: Tx,
  mark: number,
): Promise<{ endpoint: string; outcome: string; person: string | null }[]> => {
  const { rows } = await sql<{ endpoint: string; outcome: string; person: string | null }>`
    select endpoint, outcome, actor_person_id as person from audit where id > ${mark} order by id`.execute(tx)
  return rows
}

export const auditMark = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ top: number }>`select coalesce(max(id), 0) as top from audit`.execute(tx)
  return rows[0]?.top ?? 0
}
