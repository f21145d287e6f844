import type { ReactElement } from 'react'
import { type Actor, committeesOf } from '../../platform/actor.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { siteOf } from '../../platform/site.ts'
import { type Poster, listPosters, venuePoster } from './poster.ts'

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The poster of one venue, or of all open ones of a 政协, one a page of A4, ready to print. */
export const postersPage = async (context: PageContext): Promise<ReactElement> => {
  const { tx, actor, params, query } = context
  if (!actor) throw new NotFound()
  const { id } = params
  const posters =
    id === undefined
      ? await listPosters(tx, actor, { committeeId: committeeOf(actor, query.committee) })
      : await listPosters(tx, actor, { id: isId(id) ? id : '00000000-0000-0000-0000-000000000000' })
  if (posters.length === 0) throw new NotFound('没有可以打印的：工作室要先开放，才有海报。')
  context.reply.header('cache-control', 'no-store')
  return sheet(posters, siteOf(context.house, context.request), context.reply.cspNonce.style)
}

const committeeOf = (actor: Actor, asked: string | undefined): string => {
  const own = committeesOf(actor, 'office', 'special_committee', 'convener')
  const chosen = asked === undefined ? own[0] : own.find((id) => id === asked)
  if (!chosen) throw new NotFound()
  return chosen
}

const sheet = (posters: Poster[], site: string, nonce: string): ReactElement => (
  <html lang="zh-CN">
    <head>
      <meta charSet="utf-8" />
      <title>{posters.length === 1 ? `${posters[0]?.name}海报` : `海报，共 ${posters.length} 张`}</title>
      <style nonce={nonce}>
        {
          '@page{size:A4;margin:0}*{margin:0}svg{display:block;width:210mm;height:296.5mm;break-after:page}p{font:16px/1.6 sans-serif;padding:16px}@media print{p{display:none}}'
        }
      </style>
    </head>
    <body>
      <p>共 {posters.length} 张，每张一页 A4。请在浏览器里选“打印”，缩放 100%。</p>
      {/\/\/(localhost|127\.|\[::1\])/.test(site) && (
        <p>
          <b>先别印：</b>现在的网址 {site}{' '}
          只有这台电脑打得开，手机扫了没有用。请管理员设好对外的网址（MINQIAO_BASE_URL）再印。
        </p>
      )}
      {posters.map((poster) => (
        <div key={poster.token} dangerouslySetInnerHTML={{ __html: venuePoster(poster, site) }} />
      ))}
    </body>
  </html>
)
