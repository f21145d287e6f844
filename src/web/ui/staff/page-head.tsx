import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import { inThousands } from '../words.ts'

export type Crumb = { label: string; to?: string }
/** One tab: a link, so that it has an address; `count` stands beside its words. */
export type Tab = { label: string; to: string; count?: number; here?: boolean }

/**
 * The head of a staff page: crumbs, the one h1, a line of facts, tabs with an ink bar. The tab of the browser gets
 * （count）title · site.
 */
export function PageHead(props: {
  title: string
  crumbs?: readonly Crumb[]
  facts?: readonly ReactNode[]
  tabs?: readonly Tab[]
  count?: number
  site?: string
  aside?: ReactNode
}) {
  usePageTitle(props.title, props.count, props.site)
  return (
    <header className="page-head">
      {props.crumbs && props.crumbs.length > 0 && (
        <nav className="crumb" aria-label="所在位置">
          {props.crumbs.map((crumb) => (
            <span key={crumb.label}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</span>
          ))}
        </nav>
      )}
      <div className="title-row">
        <h1 className="title">{props.title}</h1>
        {props.aside}
      </div>
      {props.facts && props.facts.length > 0 && (
        <p className="meta">
          {props.facts.map((fact, index) => (
            <span key={index}>{fact}</span>
          ))}
        </p>
      )}
      {props.tabs && <Tabs tabs={props.tabs} label={props.title} />}
    </header>
  )
}

/** Tabs as links under a page's title. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.here ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <small>{inThousands(tab.count)}</small>}
        </Link>
      ))}
    </nav>
  )
}

/** Names the browser's tab: what it holds, how many, on which site. */
export function usePageTitle(title: string, count?: number, site?: string): void {
  useEffect(() => {
    document.title = [`${count ? `（${inThousands(count)}）` : ''}${title}`, site].filter(Boolean).join(' · ')
  }, [title, count, site])
}
