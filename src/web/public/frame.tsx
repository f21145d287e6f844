import type { ReactElement, ReactNode } from 'react'
import { siteIdentity } from '../../modules/accounts/index.ts'
import { dayOf } from '../../platform/clock.ts'
import type { FormContext } from '../../platform/form.ts'
import type { PageContext } from '../../platform/page.tsx'
import { type Committee, Layout } from '../ui/public/index.ts'

interface Frame {
  title: string
  /** whose site it is; null is the uppermost 政协 */
  committeeId: string | null
  children: ReactNode
  back?: { to: string; label: string }
  noIndex?: boolean
  /** a form, or what only the holder of a receipt may see: kept by nobody */
  isPrivate?: boolean
  script?: string
}

/** A form's page is framed like any other. */
export const framedForm = (context: FormContext, frame: Frame): Promise<ReactElement> =>
  framed({ ...context, tx: context.house.db }, { ...frame, isPrivate: true })

/** A public page around its content: the 政协's own name and footer; kept by browsers and proxies for a minute. */
export const framed = async (context: PageContext, frame: Frame): Promise<ReactElement> => {
  const { reply, request, query } = context
  reply.header('vary', 'Cookie')
  reply.header(
    'cache-control',
    frame.isPrivate || query.elder !== undefined ? 'no-store' : 'public, max-age=60',
  )
  return (
    <Layout
      title={frame.title}
      committee={await committeeOf(context, frame.committeeId)}
      elder={context.elder}
      demo={context.house.config.demo}
      nonce={context.nonce}
      path={withoutElder(request.url)}
      readAloud
      noIndex={frame.noIndex ?? frame.isPrivate ?? false}
      {...(frame.script ? { script: frame.script } : {})}
      {...(frame.back ? { back: frame.back } : {})}
    >
      {frame.children}
    </Layout>
  )
}

const committeeOf = async ({ tx, now }: PageContext, committeeId: string | null): Promise<Committee> => {
  const site = await siteIdentity(tx, committeeId, dayOf(now))
  return {
    name: site.name,
    footer: site.footer,
    home: site.code ? `/c/${site.code}` : '/',
    complaints: site.code ? `/complaints?at=${site.code}` : '/complaints',
    ...(site.contact ? { contact: { phone: site.contact } } : {}),
  }
}

const withoutElder = (url: string): string => {
  const [path = '/', query = ''] = url.split('?')
  const kept = new URLSearchParams(query)
  kept.delete('elder')
  const rest = kept.toString()
  return rest ? `${path}?${rest}` : path
}

/** The page asked for in the address, from 1. */
export const pageNumber = (asked: string | undefined): number => {
  const number = Number(asked)
  return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : 1
}

/** Links to the pages before and after, where there are any. */
export function Pages(props: { page: number; size: number; total: number; at: (page: number) => string }) {
  const last = Math.max(1, Math.ceil(props.total / props.size))
  if (last === 1) return null
  return (
    <nav className="act" aria-label="翻页">
      {props.page > 1 && (
        <a className="btn" href={props.at(props.page - 1)} rel="prev">
          上一页
        </a>
      )}
      {props.page < last && (
        <a className="btn" href={props.at(props.page + 1)} rel="next">
          下一页
        </a>
      )}
      <p className="say">
        第 {props.page} 页，共 {last} 页
      </p>
    </nav>
  )
}
