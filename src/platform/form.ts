import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import {
  type FieldProblem,
  Forbidden,
  Invalid,
  KeyReused,
  Refusal,
  TooMany,
  Unauthenticated,
} from './errors.ts'
import type { App, House } from './house.ts'
import { digestOf, findFirstAnswer, keepAnswer } from './idempotency.ts'
import { MovedTo, busyPage, elderOf, wordsIn } from './page.tsx'
import { type Policy, admits } from './policy.ts'
import { openRoom } from './spool.ts'
import { type FormBody, readForm } from './transfer.ts'

/** What a form's page and its handler get. */
export interface FormContext {
  house: House
  request: FastifyRequest
  reply: FastifyReply
  actor: Actor | null
  params: Record<string, string>
  query: Record<string, string>
  now: Date
  elder: boolean
  nonce: string
}

/** What a form shows: everything typed, what was wrong, and the key that makes a second press the same one. */
export interface FormState {
  typed: Record<string, string>
  problems: FieldProblem[]
  /** a sentence over the form, where it is no single field */
  words: string | null
  /** goes into the hidden field `key` */
  key: string
}

/** What came of a press: go there, show this page, or show the form again. */
export type FormAnswer =
  | { to: string }
  | { page: ReactElement }
  | { problems: FieldProblem[]; words?: string }

export interface FormSubmit<Values> extends FormContext {
  values: Values
  /** what the file controls brought, where the form takes files */
  files: FormBody['files']
  /** Does the deed once per key, committed with its answer; a second press with the same words is led to the same place. */
  once: (work: (tx: Tx) => Promise<{ to: string }>) => Promise<{ to: string }>
}

export interface Form<Values extends z.ZodType> {
  /** names the form in idempotency */
  name: string
  path: string
  policy: Policy
  fields: Values
  /** most files of each file control; a form without it takes none */
  takes?: Record<string, number>
  show: (context: FormContext, state: FormState) => Promise<ReactElement>
  submit: (context: FormSubmit<z.output<Values>>) => Promise<FormAnswer>
}

const forms: { path: string; policy: Policy }[] = []
/** Every form that is served, for the walk over all contracts. */
export const listForms = (): readonly { path: string; policy: Policy }[] => forms

/**
 * Serves a form that works without script: GET shows it, POST takes it, leads on with 303, or shows it again with what was
 * wrong and everything typed. Another site's post is refused. Pages of forms are `no-store`.
 */
export const form = <Values extends z.ZodType>(app: App, given: Form<Values>): void => {
  forms.push({ path: given.path, policy: given.policy })
  app.get(given.path, { schema: { hide: true } }, async (request, reply) => {
    const context = await contextOf(app, given.policy, request, reply)
    const state = { typed: context.query, problems: [], words: null, key: randomUUID() }
    const document = await given.show(context, state).catch((error: unknown) => {
      if (error instanceof MovedTo) return error
      throw error
    })
    if (document instanceof MovedTo) return reply.redirect(document.to, 302)
    return send(reply, reply.statusCode, document)
  })
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.post(given.path, { schema: { hide: true } }, async (request, reply) => {
      refuseForeignForm(request)
      const room = openRoom()
      try {
        const body =
          given.takes && request.isMultipart()
            ? await readForm(request, given.takes, inHand < mostInHand ? room : null)
            : { typed: wordsIn(request.body), files: [], counts: {}, tooLarge: [], isCrowded: false }
        if (inHand >= mostInHand || body.isCrowded) return turnAway(body.typed, request, reply)
        inHand += 1
        try {
          const context = await contextOf(app, given.policy, request, reply)
          return await take(given, context, body)
        } finally {
          inHand -= 1
        }
      } finally {
        room.letGo()
      }
    })
  })
}

const take = async <Values extends z.ZodType>(
  given: Form<Values>,
  context: FormContext,
  { typed, files, counts, tooLarge }: FormBody,
) => {
  const { reply } = context
  const key = typed.key && /^[\w-]{8,64}$/.test(typed.key) ? typed.key : randomUUID()
  const again = async (status: number, state: Partial<FormState>) =>
    send(reply, status, await given.show(context, { typed, problems: [], words: null, key, ...state }))
  const parsed = given.fields.safeParse(typed)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    ...problemsOfFiles(given.takes ?? {}, counts, tooLarge),
  ]
  if (!parsed.success || problems.length > 0) return again(400, { problems })
  try {
    const asked = files.length > 0 ? [parsed.data, files.map((file) => file.sha256)] : parsed.data
    const once = onceOf(context.house, given.name, key, asked)
    const answer = await given.submit({ ...context, values: parsed.data, files, once })
    if ('to' in answer) return reply.header('cache-control', 'no-store').redirect(answer.to, 303)
    if ('page' in answer) return send(reply, reply.statusCode, answer.page)
    return again(400, { problems: answer.problems, words: answer.words ?? null })
  } catch (error) {
    if (error instanceof Invalid) return again(400, { problems: error.fields })
    if (error instanceof KeyReused)
      return again(422, { words: '刚才那份已经收到。要把现在这份另交，请再按一次。', key: randomUUID() })
    if (error instanceof TooMany) reply.header('retry-after', error.seconds)
    if (error instanceof Refusal && [409, 429, 503].includes(error.status))
      return again(error.status, { words: error.message })
    throw error
  }
}

/** Presses in hand at once in one process: four times the connections it has, at two hundred a second less than half a second's work. */
const mostInHand = 80
const busySeconds = 20
let inHand = 0

/** One press too many is answered at once, without a question to the database: with what was typed, and the button again. */
const turnAway = (typed: Record<string, string>, request: FastifyRequest, reply: FastifyReply) =>
  send(reply.header('retry-after', busySeconds), 503, busyPage(typed, request.url, elderOf(request, reply)))

const problemsOfFiles = (
  takes: Record<string, number>,
  counts: Record<string, number>,
  tooLarge: string[],
): FieldProblem[] =>
  Object.entries(takes).flatMap(([field, most]) => {
    const count = counts[field] ?? 0
    if (count > most) return [{ path: field, message: `选了 ${count} 个，最多 ${most} 个。请再选一次。` }]
    return tooLarge.includes(field)
      ? [{ path: field, message: '有的文件太大：每个不超过 20 MB。请换小一点的，再选一次。' }]
      : []
  })

const contextOf = async (
  app: App,
  policy: Policy,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FormContext> => {
  const now = app.house.clock()
  const actor = await app.house.authenticate(request, now)
  if (policy.who !== 'anyone') {
    if (!actor) throw new Unauthenticated()
    if (!admits(policy, actor)) throw new Forbidden()
  }
  return {
    house: app.house,
    request,
    reply,
    actor,
    params: wordsIn(request.params),
    query: wordsIn(request.query),
    now,
    elder: elderOf(request, reply),
    nonce: reply.cspNonce.script,
  }
}

/** Browsers leave out the origin of a form on pages without referrer, so these pages send it to their own site. */
const send = (reply: FastifyReply, status: number, document: ReactElement) =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToStaticMarkup(document)}`)

/**
 * Browsers say where a post comes from: Sec-Fetch-Site where they can, else Origin. One that says neither is no browser
 * that could be misled, and carries no cookie of another site's visitor.
 */
export const refuseForeignForm = (request: FastifyRequest): void => {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && (site === 'same-origin' || site === 'none')) return
  const isOurs =
    site === undefined && (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host))
  if (!isOurs) throw new Forbidden('这个请求来自别的网站，没有受理。请从本站的页面上再交一次。')
}

class CameSecond extends Error {}

const onceOf =
  (house: House, name: string, key: string, values: unknown) =>
  async (work: (tx: Tx) => Promise<{ to: string }>): Promise<{ to: string }> => {
    const intention = { scope: `form:${name}`, endpoint: name, key, digest: digestOf(house, values) }
    const before = await findFirstAnswer(house.db, intention)
    if (before) return { to: before.reply }
    try {
      return await house.db.transaction().execute(async (tx) => {
        const answer = await work(tx)
        if (!(await keepAnswer(tx, intention, { status: 303, reply: answer.to }))) throw new CameSecond()
        return answer
      })
    } catch (error) {
      const first = await findFirstAnswer(house.db, intention) // the same press may have come first
      if (first) return { to: first.reply }
      throw error
    }
  }

/** A path within this site to go back to, or `otherwise`: never another site's address. */
export const pathWithin = (wished: string | undefined, otherwise: string): string => {
  if (!wished || wished.length > 500 || !/^\/(?![/\\])/.test(wished)) return otherwise
  const here = 'http://here.invalid'
  return URL.canParse(wished, here) &&
    new URL(wished, here).origin === here &&
    !/[\u0000-\u0020\\]/.test(wished)
    ? wished
    : otherwise
}
