import { useState, type FormEvent, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { Icon } from '../icons.tsx'
import { Mark } from '../marks.tsx'
import { inThousands } from '../words.ts'
import { Popup } from './popup.tsx'

/** One line of the table of contents; `under` are further paths that keep it chosen, `count` stands at its right. */
export type NavItem = { to: string; label: string; count?: number; under?: readonly string[] }
export type NavGroup = { label: string; items: readonly NavItem[] }

/**
 * The frame of the staff face: head, table of contents in words, and the page.
 * - `site`: the committee's own name and logo; without a logo the software's mark shows (the demo)
 * - `unit`: the name of the unit acted for; `units` to switch to (`onUnit` gets its id)
 * - `groups`: 手头 / 履职 / 统计 / 底册   - `todo`: open to-dos   - `who`: the person, `whoTo` their page; `out` signs out
 * - `onFind` gets what was typed into the find box   - `wide`: narrower gutters for wide tables
 */
export function Shell(props: {
  site: { name: string; logo?: string; home: string }
  unit: string
  units?: readonly { id: string; name: string }[]
  onUnit?: (id: string) => void
  demo?: boolean
  groups: readonly NavGroup[]
  todo: { to: string; count: number }
  who: { name: string; to: string }
  out?: () => void
  onFind?: (words: string) => void
  wide?: boolean
  children: ReactNode
}) {
  const [isNavOpen, setNavOpen] = useState(false)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="head">
        <Link className="home" to={props.site.home}>
          {props.site.logo ? <img src={props.site.logo} alt="" /> : <Mark />}
          {props.site.name}
        </Link>
        <button
          type="button"
          className="btn nav-toggle"
          aria-expanded={isNavOpen}
          onClick={() => setNavOpen(!isNavOpen)}
        >
          <Icon name="list" />
          目录
        </button>
        <UnitSwitcher unit={props.unit} units={props.units ?? []} onUnit={props.onUnit} />
        {props.demo ? <p className="demo">演示数据，人物与数字均为虚构</p> : <span className="demo-none" />}
        {props.onFind && <FindBox onFind={props.onFind} />}
        <Link className="todo" to={props.todo.to}>
          待办 <b className={props.todo.count > 0 ? 'num some' : 'num'}>{inThousands(props.todo.count)}</b>
        </Link>
        <Link className="who" to={props.who.to}>
          {props.who.name}
        </Link>
        {props.out && (
          <button type="button" className="as-link out" onClick={props.out}>
            退出
          </button>
        )}
      </header>
      <Contents groups={props.groups} isOpen={isNavOpen} onGo={() => setNavOpen(false)} />
      <main className={props.wide ? 'main wide' : 'main'} id="main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  )
}

function Contents({
  groups,
  isOpen,
  onGo,
}: {
  groups: readonly NavGroup[]
  isOpen: boolean
  onGo: () => void
}) {
  const { pathname } = useLocation()
  return (
    <nav className={isOpen ? 'nav nav-open' : 'nav'} aria-label="目录">
      {groups.map((group) => (
        <div key={group.label} className="nav-group">
          <h2>{group.label}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <Link
                  to={item.to}
                  onClick={onGo}
                  aria-current={isChosen(item, pathname) ? 'page' : undefined}
                >
                  {item.label}
                  {item.count !== undefined && item.count > 0 && <small>{inThousands(item.count)}</small>}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="nav-foot">
        <a href="/complaints">投诉建议</a>
      </p>
    </nav>
  )
}

function isChosen(item: NavItem, pathname: string): boolean {
  return [item.to, ...(item.under ?? [])].some(
    (path) => pathname === path || pathname.startsWith(`${path.replace(/\/$/, '')}/`),
  )
}

function UnitSwitcher(props: {
  unit: string
  units: readonly { id: string; name: string }[]
  onUnit: ((id: string) => void) | undefined
}) {
  const { onUnit } = props
  if (props.units.length < 2 || !onUnit) return <span className="unit">{props.unit}</span>
  return (
    <Popup
      look="unit"
      label={
        <>
          {props.unit}
          <Icon name="down" />
        </>
      }
    >
      <ul className="menu">
        {props.units.map((unit) => (
          <li key={unit.id}>
            <button
              type="button"
              aria-current={unit.name === props.unit ? 'true' : undefined}
              data-closes
              onClick={() => onUnit(unit.id)}
            >
              {unit.name}
            </button>
          </li>
        ))}
      </ul>
    </Popup>
  )
}

function FindBox({ onFind }: { onFind: (words: string) => void }) {
  const [typed, setTyped] = useState('')
  function find(event: FormEvent) {
    event.preventDefault()
    if (typed.trim()) onFind(typed.trim())
  }
  return (
    <form role="search" onSubmit={find}>
      <label className="find">
        <Icon name="search" />
        <span className="off">查找</span>
        <input
          type="search"
          placeholder="找人、工作室、编号"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
    </form>
  )
}
