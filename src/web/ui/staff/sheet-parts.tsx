import type { ReactNode } from 'react'

/** The screen head of a form's column: its number on the form, short words in at most two lines, the unit. */
export function ColumnHead({ no, words, unit }: { no: number; words: readonly string[]; unit?: string }) {
  return (
    <span className="col-head">
      <i>{no}</i>
      {words.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {unit && <small>{unit}</small>}
    </span>
  )
}

/** What somebody said that the reader must act on, beside a vermilion line: the reason of a return. `after` is a note below. */
export function Said({ label, after, children }: { label: string; after?: ReactNode; children: ReactNode }) {
  return (
    <p className="said">
      <b>{label}</b>　{children}
      {after && (
        <>
          <br />
          <small>{after}</small>
        </>
      )}
    </p>
  )
}

/** The bar at the foot of a long page: its one main step (a StepButton with its reason), tools at the right. */
export function Dock({ children, tools }: { children: ReactNode; tools?: ReactNode }) {
  return (
    <div className="dock">
      {children}
      {tools && <div className="end">{tools}</div>}
    </div>
  )
}

/** Two columns under a table: corrections at the left, checks at the right. */
export function Under({ children }: { children: ReactNode }) {
  return <div className="under">{children}</div>
}

/** A small section with a heading and its count in words. */
export function Section({ title, said, children }: { title: string; said?: string; children: ReactNode }) {
  return (
    <section className="part">
      <h2>
        {title}
        {said && <small>{said}</small>}
      </h2>
      {children}
    </section>
  )
}

/** A correction: the line that stands beside the count, its reason, who and when. `mark` is ①, also in the cell. */
export function Correction(props: {
  id?: string
  mark: string
  where: string
  line: string
  reason: ReactNode
  who: string
}) {
  return (
    <dl className="fix" id={props.id}>
      <dt>
        {props.mark} {props.where}：<mark>{props.line}</mark>
      </dt>
      <dd>{props.reason}</dd>
      <dd>{props.who}</dd>
    </dl>
  )
}
