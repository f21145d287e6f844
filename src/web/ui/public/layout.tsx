import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { Mark } from '../marks.tsx'
import { elderHref } from './elder-href.ts'
import { readAloudScript } from './scripts.ts'
import { stylesheetHref } from './stylesheet.ts'

/** The committee whose site this is: its own name, logo, footer lines (sponsor, filing marks) and how to reach it. */
export type Committee = {
  name: string
  logo?: string
  footer?: readonly string[]
  contact?: { phone: string; hours?: string }
  home?: string
  complaints?: string
  privacy?: string
}

/**
 * A whole page of the public face, rendered on the server; works without script. `path` is this page's address (with its query),
 * for the 长辈版 link that the server remembers in a cookie. `back` names the place to go back to; without it the head shows the
 * committee. `readAloud` adds 朗读, which says so where the phone has no voice. `promise` is said at the head of the footer.
 */
export function Layout(props: {
  title: string
  committee: Committee
  elder: boolean
  demo: boolean
  nonce: string
  path: string
  children: ReactNode
  back?: { to: string; label: string }
  readAloud?: boolean
  promise?: ReactNode
  script?: string
  noIndex?: boolean
}) {
  const { committee } = props
  return (
    <html lang="zh-CN" className={props.elder ? 'elder' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        {props.noIndex && <meta name="robots" content="noindex" />}
        <title>{`${props.title} · ${committee.name}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetHref('public')} />
      </head>
      <body>
        <a className="skip" href="#main">
          跳到正文
        </a>
        {props.demo && (
          <aside className="demo" aria-label="说明">
            演示数据，人物、单位与数字均为虚构
          </aside>
        )}
        <header className="bar">
          {props.back ? (
            <a className="back" href={props.back.to}>
              <Icon name="back" />
              {props.back.label}
            </a>
          ) : (
            <a className="home" href={committee.home ?? '/'}>
              {committee.logo ? <img src={committee.logo} alt="" width={26} height={26} /> : <Mark />}
              {committee.name}
            </a>
          )}
          {props.readAloud && (
            <button type="button" className="tool" id="read-aloud" hidden>
              <Icon name="speaker" />
              <span aria-live="polite">朗读</span>
            </button>
          )}
          <a className="tool" href={elderHref(props.path, !props.elder)}>
            <Icon name="big" />
            {props.elder ? '标准版' : '长辈版'}
          </a>
        </header>
        <main className="page" id="main">
          {props.children}
        </main>
        <Footer committee={committee} promise={props.promise} />
        {props.readAloud && <Script nonce={props.nonce} text={readAloudScript} />}
        {props.script && <Script nonce={props.nonce} text={props.script} />}
      </body>
    </html>
  )
}

function Footer({ committee, promise }: { committee: Committee; promise: ReactNode }) {
  const { contact } = committee
  return (
    <footer className="foot">
      <div>
        {promise && <p>{promise}</p>}
        <nav aria-label="页脚">
          <a href={committee.complaints ?? '/complaints'}>投诉建议</a>
          <a href={committee.privacy ?? '/privacy'}>信息怎么保管</a>
          {contact && (
            <a href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>
              <span>打电话</span>
              <span className="nb">{contact.phone}</span>
            </a>
          )}
        </nav>
        {contact?.hours && <p>{contact.hours}</p>}
        {committee.footer?.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </footer>
  )
}

function Script({ nonce, text }: { nonce: string; text: string }) {
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: text }} />
}
