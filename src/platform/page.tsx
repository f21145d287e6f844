import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import { Forbidden, type Refusal, Unauthenticated } from './errors.ts'
import type { App, House } from './house.ts'
import { memo } from './memo.ts'
import { type Policy, admits, anyone } from './policy.ts'
import { siteOf } from './site.ts'
import { elderHref } from '../web/ui/public/elder-href.ts'
import { stylesheetHref } from '../web/ui/public/stylesheet.ts'

/** What a server-rendered page gets. */
export interface PageContext {
  tx: Tx
  actor: Actor | null
  params: Record<string, string>
  query: Record<string, string>
  house: House
  request: FastifyRequest
  reply: FastifyReply
  now: Date
  /** 长辈版, remembered in a cookie */
  elder: boolean
  /** for the page's own script and style elements */
  nonce: string
}

/** Thrown by a page that lies elsewhere now: the browser is led there. */
export class MovedTo extends Error {
  readonly to: string
  constructor(to: string) {
    super(to)
    this.to = to
  }
}

const routes: { path: string; policy: Policy }[] = []
export const listPages = (): readonly { path: string; policy: Policy }[] => routes

type Render = (context: PageContext) => Promise<ReactElement>

/** Serves a page rendered on the server, without script; `render` answers the whole document. */
export const page = (app: App, path: string, policy: Policy, render: Render): void => {
  mount(app, path, policy, async (request, reply) => {
    const actor = await app.house.authenticate(request, app.house.clock())
    if (policy.who !== 'anyone') {
      if (!actor) throw new Unauthenticated()
      if (!admits(policy, actor)) throw new Forbidden()
    }
    const context = { request, reply, actor, elder: elderOf(request, reply), nonce: reply.cspNonce.script }
    return draw(app.house, context, render)
  })
}

/**
 * Serves a page that is the same for whoever asks: a hall's worth of phones scan one code within a minute, and it is read and
 * drawn once for all who ask within two seconds. `render` gets no actor.
 */
export const openPage = (app: App, path: string, render: Render): void => {
  mount(app, path, anyone, async (request, reply) => {
    const { house } = app
    const elder = elderOf(request, reply)
    const context = { request, reply, actor: null, elder, nonce: noNonceYet }
    if (!house.keepsPages || wordsIn(request.query).elder !== undefined)
      return withNonce(await draw(house, context, render), reply)
    const key = `page ${elder ? 'elder ' : ''}${siteOf(house, request)}${request.url}`
    const kept = await memo(house, key, async () => {
      const html = await draw(house, context, render)
      return { html, cacheControl: reply.getHeader('cache-control'), vary: reply.getHeader('vary') }
    })
    if (kept.cacheControl) reply.header('cache-control', kept.cacheControl)
    if (kept.vary) reply.header('vary', kept.vary)
    return withNonce(kept.html, reply)
  })
}

/** Stands in a drawn page where each reply has its own nonce; nobody outside the process knows it. */
const noNonceYet = randomBytes(18).toString('base64url')
const withNonce = (html: string, reply: FastifyReply) => html.replaceAll(noNonceYet, reply.cspNonce.script)

const mount = (
  app: App,
  path: string,
  policy: Policy,
  htmlOf: (request: FastifyRequest, reply: FastifyReply) => Promise<string>,
): void => {
  routes.push({ path, policy })
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    try {
      const html = await htmlOf(request, reply)
      return reply.type('text/html; charset=utf-8').send(html)
    } catch (error) {
      if (error instanceof MovedTo) return reply.redirect(error.to, 302)
      throw error
    }
  })
}

const draw = async (
  house: House,
  context: Pick<PageContext, 'request' | 'reply' | 'actor' | 'elder' | 'nonce'>,
  render: Render,
): Promise<string> => {
  const document = await house.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) =>
      render({
        ...context,
        tx,
        house,
        params: wordsIn(context.request.params),
        query: wordsIn(context.request.query),
        now: house.clock(),
      }),
    )
  return `<!doctype html>${renderToStaticMarkup(document)}`
}

/** ?elder=1 or 0 chooses and is remembered a year. */
export const elderOf = (request: FastifyRequest, reply: FastifyReply): boolean => {
  const chosen = wordsIn(request.query).elder
  if (chosen === '1' || chosen === '0') {
    reply.header('set-cookie', `elder=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax`)
    return chosen === '1'
  }
  return /(?:^|;\s*)elder=1(?:;|$)/.test(request.headers.cookie ?? '')
}

/** The words among what was given: repeated fields and nested ones are left out. */
export const wordsIn = (given: unknown): Record<string, string> =>
  typeof given === 'object' && given !== null
    ? Object.fromEntries(
        Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}

/** A page for a press that came when too many came: everything typed goes along with the next press, under the same key. */
export const busyPage = (typed: Record<string, string>, action: string, elder: boolean): ReactElement => (
  <html lang="zh-CN" className={elder ? 'elder' : undefined}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>请稍等再按一次</title>
      <link rel="stylesheet" href={stylesheetHref('public')} />
    </head>
    <body>
      <main className="page">
        <h1 className="title">一下子来的人太多</h1>
        <p>还没收下。请过半分钟再按一次，不会重复；您写的都还在。选过照片的，请退回上一页再交。</p>
        <form method="post" action={action}>
          {Object.entries(typed).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="act">
            <button className="btn btn-main" type="submit">
              再交一次
            </button>
          </div>
        </form>
      </main>
    </body>
  </html>
)

/** A page for what went wrong: what happened, what to do, the reference number. `at` is its address where it can be asked again. */
export const errorPage = (refusal: Refusal, requestId: string, elder: boolean, at: string | null): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="zh-CN" className={elder ? 'elder' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>没打开</title>
        <link rel="stylesheet" href={stylesheetHref('public')} />
      </head>
      <body>
        <header className="bar">
          <a className="home" href="/">
            回首页
          </a>
          {at !== null && (
            <a className="tool" href={elderHref(at, !elder)}>
              {elder ? '标准版' : '长辈版'}
            </a>
          )}
        </header>
        <main className="page">
          <h1 className="title">{refusal.status === 404 ? '没有这一页' : '没办成'}</h1>
          <p className="lead">{refusal.message}</p>
          <p className="under">
            查错号 <span className="num">{requestId}</span>
          </p>
        </main>
      </body>
    </html>,
  )}`
