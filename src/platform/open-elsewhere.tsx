import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToStaticMarkup } from 'react-dom/server'
import { stylesheetHref } from '../web/ui/public/stylesheet.ts'
import { pathWithin } from './form.ts'
import { elderOf } from './page.tsx'
import type { FileReply } from './transfer.ts'

/** Opened as a page by a person; a script of ours asks for no HTML. */
export const isOpened = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/html') ?? false

/** WeChat shows pictures and takes no other file: a press on one would do nothing there. Only a page that is opened is meant. */
export const needsBrowser = (request: FastifyRequest, file: FileReply): boolean =>
  !file.inline && /MicroMessenger/i.test(request.headers['user-agent'] ?? '') && isOpened(request)

/**
 * Says how the file is had, with an arrow to the menu of WeChat: 在浏览器打开 opens this same address. `face` stays in the
 * address, so that a browser in which nobody is signed in asks for the right sign-in.
 */
export const sendToBrowser = (
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  face: 'staff' | 'member' | null,
) => {
  const [path = '/', query = ''] = request.url.split('?')
  const asked = new URLSearchParams(query)
  if (face && asked.get('face') !== face) {
    asked.set('face', face)
    return reply.header('cache-control', 'no-store').redirect(`${path}?${asked.toString()}`, 302)
  }
  const back = pathWithin(refererOf(request), face === 'member' ? '/m' : face === 'staff' ? '/staff' : '/')
  return reply
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html>${renderToStaticMarkup(
        <html lang="zh-CN" className={elderOf(request, reply) ? 'elder' : undefined}>
          <head>
            <meta charSet="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>请在浏览器打开</title>
            <link rel="stylesheet" href={stylesheetHref('public')} />
          </head>
          <body>
            <Arrow />
            <main className="page">
              <h1 className="title">请在浏览器打开</h1>
              <p className="lead">微信里存不了这个文件：{name}</p>
              <ol className="ways numbered">
                <li>点右上角的“…”</li>
                <li>选“在浏览器打开”</li>
                <li>{face ? '浏览器里要再登录一次，登录后就能存下来' : '浏览器会把它存下来'}</li>
              </ol>
              <div className="act">
                <a className="btn" href={back}>
                  回到刚才那一页
                </a>
              </div>
            </main>
          </body>
        </html>,
      )}`,
    )
}

/** From the words up to where WeChat keeps its menu. */
function Arrow() {
  return (
    <svg className="to-menu" viewBox="0 0 120 90" aria-hidden="true">
      <path
        d="M14 82C58 80 92 58 98 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        strokeLinecap="round"
      />
      <path
        d="M82 28 99 10l13 21"
        fill="none"
        stroke="currentColor"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** The page that the press was on, as a path of this site. */
const refererOf = (request: FastifyRequest): string | undefined => {
  const { referer, host } = request.headers
  if (!referer || !URL.canParse(referer)) return undefined
  const from = new URL(referer)
  return from.host === host ? `${from.pathname}${from.search}` : undefined
}
