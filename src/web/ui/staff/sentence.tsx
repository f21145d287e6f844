import type { ReactNode } from 'react'

/**
 * The sentence a page opens with: at most three lines, its figures open. Wrap the asking half in <Ask>. `button` is the page's
 * one main button and `after` the result of its last press.
 */
export function Sentence({
  children,
  button,
  after,
}: {
  children: ReactNode
  button?: ReactNode
  after?: ReactNode
}) {
  return (
    <section className="gist" aria-label="一句话汇总">
      <p className="say">{children}</p>
      {(button || after) && (
        <div className="do">
          {button}
          {after && <p role="status">{after}</p>}
        </div>
      )}
    </section>
  )
}

/** The half of a sentence that asks for a hand: vermilion, its figure larger. */
export function Ask({ children }: { children: ReactNode }) {
  return <span className="ask">{children}</span>
}
