import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import { recordIdOf, writeAudit } from './audit.ts'
import type { Endpoint } from './contract.ts'
import type { Tx } from './db.ts'
import { Forbidden, Invalid, Refusal, Unauthenticated } from './errors.ts'
import type { App, House } from './house.ts'
import { type Replay, digestOf } from './idempotency.ts'
import { needsBrowser, sendToBrowser } from './open-elsewhere.tsx'
import { maskerOf } from './personal.ts'
import { admits } from './policy.ts'
import { jsonSchemaOf, register } from './openapi.ts'
import { openRoom } from './spool.ts'
import { type FileReply, type Upload, readUpload, sendFile } from './transfer.ts'
import { refuseForeignOrigin, scopeOf, writeOnce } from './write.ts'

export interface Context<E extends Endpoint, Who> {
  tx: Tx
  actor: Who
  params: z.output<E['params']>
  query: z.output<E['query']>
  body: z.output<E['body']>
  /** the uploaded file, where the endpoint takes one */
  upload: Upload
  house: House
  request: FastifyRequest
  reply: FastifyReply
}

export type Handler<E extends Endpoint, Who> = (
  context: Context<E, Who>,
) => Promise<z.input<E['reply']> | FileReply>

export interface ServeOptions {
  /** several statements: one read-only repeatable-read snapshot */
  snapshot?: boolean
  /** asked again and again by pages in view: an unchanged answer is 304 */
  polled?: boolean
}

/** Serves an endpoint to people who are signed in: authenticate → parse → one transaction → handler → commit → reply. */
export const serve = <E extends Endpoint>(
  app: App,
  endpoint: E,
  handler: Handler<E, Actor>,
  options: ServeOptions = {},
) => {
  if (endpoint.policy.who === 'anyone')
    throw new Error(`${endpoint.key}: an open endpoint is served with serveAnyone`)
  mount(app, endpoint, options, async (context, actor) => {
    if (!actor) throw new Unauthenticated()
    if (!admits(endpoint.policy, actor)) throw new Forbidden()
    return handler({ ...context, actor })
  })
}

/** Serves an endpoint to anyone; `actor` is null without a session. */
export const serveAnyone = <E extends Endpoint>(
  app: App,
  endpoint: E,
  handler: Handler<E, Actor | null>,
  options: ServeOptions = {},
) => {
  if (endpoint.policy.who !== 'anyone') throw new Error(`${endpoint.key}: its policy is not open to anyone`)
  mount(app, endpoint, options, (context, actor) => handler({ ...context, actor }))
}

type Run<E extends Endpoint> = (
  context: Omit<Context<E, null>, 'actor'>,
  actor: Actor | null,
) => Promise<z.input<E['reply']> | FileReply>

const mount = <E extends Endpoint>(app: App, endpoint: E, options: ServeOptions, run: Run<E>) => {
  register(endpoint)
  const finish = finisher(app.house, endpoint)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: jsonSchemaOf(endpoint),
    handler: async (request, reply) => {
      const { house } = app
      const now = house.clock()
      if (endpoint.method !== 'GET') refuseForeignOrigin(request)
      const actor = await house.authenticate(request, now)
      const room = openRoom()
      try {
        const upload =
          endpoint.takes === 'upload'
            ? await readUpload(request, room)
            : { file: noFile, fields: request.body }
        const asked = parse(endpoint, request, upload.fields)
        const context = { ...asked, upload: upload.file, house, request, reply }
        const answer =
          endpoint.method === 'GET'
            ? await read(house, options, (tx) => run({ ...context, tx }, actor))
            : await writeOnce(house, request, {
                endpoint,
                actor,
                now,
                intention: {
                  scope: scopeOf(actor, request),
                  digest: digestOf(house, [asked, upload.file.sha256]),
                },
                work: (tx) => run({ ...context, tx }, actor),
                finish: (given) => finish(given, actor),
              })
        return await respond(
          house,
          endpoint,
          request,
          reply,
          actor,
          answer,
          options.polled ? polled(request, reply, finish) : finish,
        )
      } catch (error) {
        if (actor && error instanceof Refusal) await auditRefusal(house, endpoint, request, actor, error)
        throw error
      } finally {
        room.letGo()
      }
    },
  })
}

const noFile: Upload = { name: '', mediaType: '', bytes: Buffer.alloc(0), sha256: '' }

const parse = <E extends Endpoint>(endpoint: E, request: FastifyRequest, fields: unknown) => {
  const params = endpoint.params.safeParse(request.params)
  const query = endpoint.query.safeParse(request.query)
  const body = endpoint.body.safeParse(fields ?? {})
  if (params.success && query.success && body.success)
    // Parsed by the endpoint's own shapes: the outputs are theirs.
    return { params: params.data, query: query.data, body: body.data } as Pick<
      Context<E, null>,
      'params' | 'query' | 'body'
    >
  const issues = [params, query, body].flatMap((part) => (part.success ? [] : part.error.issues))
  throw new Invalid(
    issues.map((issue) => ({ path: issue.path.join('.'), message: inChinese(issue.message) })),
  )
}

/** What a shape says of its own accord is English: people get words of ours. (quality.md U21) */
const inChinese = (message: string): string =>
  /[一-鿿]/.test(message) ? message : '这一项填得不对，请改一改'

const read = <T>(house: House, options: ServeOptions, work: (tx: Tx) => Promise<T>): Promise<T> =>
  options.snapshot
    ? house.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
    : work(house.db)

/** Checks the reply where asked to, and masks personal fields unless contacts are open to the reader. */
const finisher = (house: House, endpoint: Endpoint) => {
  const mask = maskerOf(endpoint.reply)
  return (given: unknown, actor: Actor | null): unknown => {
    if (house.checksReplies) {
      const checked = endpoint.reply.safeParse(given)
      if (!checked.success)
        throw new Error(`${endpoint.key}: the reply breaks its contract: ${checked.error.message}`)
    }
    return mask && !actor?.contactsOpen ? mask(given) : given
  }
}

const respond = async (
  house: House,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor | null,
  answer: unknown,
  finish: (given: unknown, actor: Actor | null) => unknown,
) => {
  if (isReplay(answer))
    return reply
      .status(answer.status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(answer.replay)
  if (isFile(answer) && needsBrowser(request, answer))
    return sendToBrowser(request, reply, answer.name, actor?.face ?? null)
  const readsInFull = actor?.contactsOpen === true && maskerOf(endpoint.reply) !== null
  if (endpoint.method === 'GET' && actor && (endpoint.audited || readsInFull))
    await writeAudit(house.db, actor, {
      endpoint: endpoint.key,
      recordId: recordIdOf(request),
      outcome: endpoint.audited ?? 'read',
      status: 200,
    })
  if (isFile(answer)) return sendFile(reply, answer)
  return reply.send(endpoint.method === 'GET' ? finish(answer, actor) : answer)
}

/** Marks the answer with its digest; when the page has that one already, nothing is sent but 304. */
const polled =
  (request: FastifyRequest, reply: FastifyReply, finish: (given: unknown, actor: Actor | null) => unknown) =>
  (given: unknown, actor: Actor | null): unknown => {
    const text = JSON.stringify(finish(given, actor))
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
    reply.header('etag', tag).header('cache-control', 'private, no-cache')
    if (request.headers['if-none-match'] === tag) {
      reply.status(304)
      return undefined
    }
    reply.type('application/json; charset=utf-8')
    return text
  }

const isReplay = (answer: unknown): answer is Replay =>
  typeof answer === 'object' && answer !== null && 'replay' in answer

const isFile = (answer: unknown): answer is FileReply =>
  typeof answer === 'object' && answer !== null && 'file' in answer && 'mediaType' in answer

/** A refusal of a known actor, in a transaction of its own after the rollback. */
const auditRefusal = async (
  house: House,
  endpoint: Endpoint,
  request: FastifyRequest,
  actor: Actor,
  refusal: Refusal,
) => {
  if (![403, 404, 409].includes(refusal.status)) return
  const row = {
    endpoint: endpoint.key,
    recordId: recordIdOf(request),
    outcome: 'refused' as const,
    status: refusal.status,
  }
  await writeAudit(house.db, actor, row)
}
