import type { ReactNode } from 'react'
import { Link } from 'react-router'

export type Waiting = { id: string; to: string; title: string; notes: readonly string[]; state?: ReactNode }

/**
 * A queue at the left, the chosen record at the right: what falls due first in front, the whole row opens it. `rest` says how
 * many more there are; `children` is the record (<Case>), or what to do when none is chosen.
 */
export function Desk(props: {
  label: string
  items: readonly Waiting[]
  chosen?: string
  rest?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="desk">
      <ul className="queue" aria-label={props.label}>
        {props.items.map((item) => (
          <li key={item.id} className={item.id === props.chosen ? 'on' : undefined}>
            <Link to={item.to} aria-current={item.id === props.chosen ? 'true' : undefined}>
              {item.title}
            </Link>
            <p>
              {item.notes.map((note) => (
                <span key={note}>{note}</span>
              ))}
              {item.state}
            </p>
          </li>
        ))}
        {props.rest && <li className="end">{props.rest}</li>}
      </ul>
      {props.children}
    </div>
  )
}

/** A record read as a document: number and state, title, its words, and its history at the side. */
export function Case(props: {
  no?: ReactNode
  state?: ReactNode
  title: string
  history?: ReactNode
  children: ReactNode
}) {
  return (
    <article className="case">
      {(props.no || props.state) && (
        <p className="no">
          {props.no && <span>{props.no}</span>}
          {props.state}
        </p>
      )}
      <h2>{props.title}</h2>
      <div className="cols">
        <div>{props.children}</div>
        {props.history && (
          <section aria-label="经过">
            <h3>经过</h3>
            {props.history}
          </section>
        )}
      </div>
    </article>
  )
}
