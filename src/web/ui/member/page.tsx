import { useEffect, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { Icon, type IconName } from '../icons.tsx'
import { ElderToggle } from './elder.tsx'

export type Place = { to: string; label: string; icon: IconName; count?: number; under?: readonly string[] }

/**
 * The frame of a member page: demo line, head (`bar`; without one 长辈版 alone), content, and what stays at the bottom: the tabs or a dock with
 * the page's one main button. `title` names the browser's page; `check` centres a check-in.
 */
export function Page(props: {
  title: string
  demo?: boolean
  bar?: ReactNode
  places?: readonly Place[]
  dock?: ReactNode
  dockNote?: ReactNode
  check?: boolean
  children: ReactNode
}) {
  const { title } = props
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      {props.demo && (
        <aside className="demo" aria-label="说明">
          演示数据，人物、单位与数字均为虚构
        </aside>
      )}
      {props.bar ?? (
        <div className="bar bar-top">
          <ElderToggle />
        </div>
      )}
      <main className={props.check ? 'page check' : 'page'}>{props.children}</main>
      {props.dock && (
        <footer className="dock">
          <div>
            {props.dock}
            {props.dockNote && <p>{props.dockNote}</p>}
          </div>
        </footer>
      )}
      {props.places && <Tabs places={props.places} />}
    </>
  )
}

/** The head of an inner page: back to a named place, the title (the one h1), 长辈版. */
export function Bar({ title, back }: { title: string; back: { to: string; label: string } }) {
  return (
    <header className={title.length > 8 ? 'bar bar-tall' : 'bar'}>
      <Link className="back" to={back.to}>
        <Icon name="back" />
        <span>
          <span className="off">回到</span>
          {back.label}
        </span>
      </Link>
      <h1>{title}</h1>
      <ElderToggle />
    </header>
  )
}

/** The head of 今天: the day in large type (the one h1), what waits, and the person. */
export function Top(props: { day: string; said: ReactNode; person: { name: string; to: string } }) {
  return (
    <>
      <header className="top">
        <h1 className="date">
          <b>{props.day}</b>
          <span>{props.said}</span>
        </h1>
        <Link className="me" to={props.person.to} aria-label={`${props.person.name}，我的资料`}>
          {props.person.name.slice(0, 1)}
        </Link>
      </header>
    </>
  )
}

/** The main places, at the bottom within reach of a thumb. */
export function Tabs({ places }: { places: readonly Place[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label="主要去处">
      <ul>
        {places.map((place) => (
          <li key={place.to}>
            <Link to={place.to} aria-current={isHere(place, pathname) ? 'page' : undefined}>
              <Icon name={place.icon} />
              {place.label}
              {place.count !== undefined && place.count > 0 && (
                <span className="count">
                  {place.count}
                  <span className="off"> 件待办</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function isHere(place: Place, pathname: string): boolean {
  return (
    pathname === place.to ||
    (place.under ?? []).some((path) => pathname === path || pathname.startsWith(`${path}/`))
  )
}

/** A part of a page: a rule, a heading in Song, and what may stand at its right (a link or a status). */
export function Part(props: {
  title?: string
  label?: string
  aside?: ReactNode
  first?: boolean
  children: ReactNode
}) {
  return (
    <section
      className={props.first ? 'part first' : 'part'}
      aria-label={props.title ? undefined : props.label}
    >
      {props.title && (
        <header>
          <h2>{props.title}</h2>
          {props.aside}
        </header>
      )}
      {props.children}
    </section>
  )
}
