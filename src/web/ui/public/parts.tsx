import { Fragment, type ReactNode } from 'react'
import { Status } from '../status.tsx'
import type { StateKind } from '../marks.tsx'
import { Picture } from './picture.tsx'

/** The head of a place: its picture across the page, its name (the one h1), and where it is, one line each. */
export function Cover(props: { title: string; under?: readonly string[]; picture?: ReactNode }) {
  return (
    <>
      {props.picture && <figure className="cover">{props.picture}</figure>}
      <h1 className="title">{props.title}</h1>
      {props.under && props.under.length > 0 && (
        <p className="under">
          {props.under.map((line, index) => (
            <Fragment key={line}>
              {index > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </p>
      )}
    </>
  )
}

/** The page's one vermilion link, what it costs in a line, and other ways under it. */
export function Actions(props: {
  main: { to: string; label: string }
  say?: string
  others?: readonly { to: string; label: string }[]
}) {
  return (
    <div className="act">
      <a className="btn btn-main" href={props.main.to}>
        {props.main.label}
      </a>
      {props.say && <p className="say">{props.say}</p>}
      {props.others?.map((other) => (
        <a key={other.to} className="btn" href={other.to}>
          {other.label}
        </a>
      ))}
    </div>
  )
}

/** A part of a page under a rule: heading in Song with its count in words, and a link to all of it. */
export function Part(props: {
  title: string
  count?: string
  more?: { to: string; label: string }
  look?: 'duty'
  children: ReactNode
}) {
  return (
    <section className={props.look ? `part ${props.look}` : 'part'}>
      <h2>
        {props.title}
        {props.count && <small>{props.count}</small>}
      </h2>
      {props.children}
      {props.more && (
        <a className="more" href={props.more.to}>
          {props.more.label}
        </a>
      )}
    </section>
  )
}

/** When somebody next sits here: the day large, the hours, who, and that no appointment is needed. */
export function NextDuty({ day, hours, children }: { day: string; hours: string; children: ReactNode }) {
  return (
    <>
      <p className="when">
        <b className="nb">{day}</b>
        <span className="nb">{hours}</span>
      </p>
      <p>{children}</p>
    </>
  )
}

export type Person = { id: string; name: string; about: string; messageTo?: string }

/** Members at a place: surname on a disc, name, what they do, and 留言 where it is open. */
export function People({ people }: { people: readonly Person[] }) {
  return (
    <ul className="people">
      {people.map((person) => (
        <li key={person.id}>
          <span className="disc" aria-hidden="true">
            {person.name.slice(0, 1)}
          </span>
          <span className="who">
            <b>{person.name}</b>
            <span>{person.about}</span>
          </span>
          {person.messageTo && (
            <a className="go" href={person.messageTo}>
              留言<span className="off">给{person.name}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

export type PublicEvent = {
  id: string
  to: string
  dayOfMonth: string
  under: string
  title: string
  note?: string
  state?: { kind: StateKind; words: string }
}

/** Activities, the next first: the day large (`dayOfMonth` 29, `under` 9月 周二), the title opens it. */
export function Events({ events }: { events: readonly PublicEvent[] }) {
  return (
    <ul className="events">
      {events.map((event) => (
        <li key={event.id}>
          <p className="day">
            <b>{event.dayOfMonth}</b>
            {event.under}
          </p>
          <div className="what">
            <a href={event.to}>{event.title}</a>
            {event.note && <p>{event.note}</p>}
            {event.state && (
              <p className="state">
                <Status kind={event.state.kind}>{event.state.words}</Status>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

export type PublicPost = {
  id: string
  to: string
  title: string
  lead?: string
  meta: string
  picture: { src: string; alt: string } | null
}

/** 动态: the first large with its lead, the others two by two. */
export function Posts({ posts }: { posts: readonly PublicPost[] }) {
  const [first, ...others] = posts
  if (!first) return null
  return (
    <>
      <Post post={first} />
      {others.length > 0 && (
        <div className="pair">
          {others.map((post) => (
            <Post key={post.id} post={{ ...post, lead: '' }} />
          ))}
        </div>
      )}
    </>
  )
}

function Post({ post }: { post: PublicPost }) {
  return (
    <article className="post">
      <figure>
        <Picture src={post.picture?.src ?? null} alt={post.picture?.alt ?? ''} seed={post.id} />
      </figure>
      <h3>
        <a href={post.to}>{post.title}</a>
      </h3>
      {post.lead && <p>{post.lead}</p>}
      <p className="meta">{post.meta}</p>
    </article>
  )
}

/** The place's code as SVG made by the server, and what to do with it. */
export function Code({ svg, label, children }: { svg: string; label: string; children: ReactNode }) {
  return (
    <div className="code">
      <div className="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
      <p>{children}</p>
    </div>
  )
}
