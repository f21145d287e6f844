import { Fragment, type ReactNode } from 'react'
import { Seal } from '../seals.tsx'

/** A receipt to keep: numbers large enough to read over the phone and copy by hand, what to do with them, the square seal. */
export function Slip({
  rows,
  keep,
}: {
  rows: readonly { label: string; value: string; small?: boolean }[]
  keep: ReactNode
}) {
  return (
    <div className="slip">
      <Seal words={['收讫']} />
      <dl>
        {rows.map((row) => (
          <Fragment key={row.label}>
            <dt>{row.label}</dt>
            <dd className={row.small ? 'two' : undefined}>
              {row.value.split(' ').map((part, at) => (
                <Fragment key={`${at} ${part}`}>
                  {at > 0 && ' '}
                  <span className="nb">{part}</span>
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className="keep">{keep}</p>
    </div>
  )
}

/** The words of an answer, as they were written, and who gave them. */
export function Answer({ by, children }: { by: ReactNode; children: ReactNode }) {
  return (
    <blockquote className="words">
      {children}
      <p className="by">{by}</p>
    </blockquote>
  )
}

/** Other ways than this page: speak, phone, come; each a line with what it takes. */
export function OtherWays({
  title,
  ways,
}: {
  title: string
  ways: readonly { to: string; label: string; note: string; icon: ReactNode }[]
}) {
  return (
    <section className="other">
      <h2>{title}</h2>
      <ul>
        {ways.map((way) => (
          <li key={way.to}>
            <a href={way.to}>
              {way.icon}
              <span>
                <b>{way.label}</b>
                <small className="num">{way.note}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
