import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../icons.tsx'
import { useLatest } from '../latest.ts'

/**
 * The records behind a figure, at the right, 520 px, without a mask: the table stays readable. Esc closes, and the focus goes
 * back to where it came from. Ours and not Ant Design's, which calls itself modal even without its mask.
 * `from` says where (临湖县，第 4 栏), `title` the full official wording, `value` the figure, `foot` the export.
 */
export function Drawer(props: {
  from?: ReactNode
  title: string
  value?: ReactNode
  unit?: string
  foot?: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const titleId = useId()
  const box = useRef<HTMLElement>(null)
  const close = useLatest(props.onClose)

  useEffect(() => {
    const cameFrom = document.activeElement
    box.current?.focus({ preventScroll: true })
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current()
    }
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    }
  }, [close])

  return createPortal(
    <section className="drawer" role="dialog" aria-labelledby={titleId} tabIndex={-1} ref={box}>
      {props.from && <p className="from">{props.from}</p>}
      <h2 id={titleId}>{props.title}</h2>
      <button type="button" className="x" aria-label="关上" onClick={props.onClose}>
        <Icon name="close" />
      </button>
      {props.value !== undefined && (
        <p className="value">
          <b>{props.value}</b> {props.unit}
        </p>
      )}
      {props.children}
      {props.foot && <div className="end">{props.foot}</div>}
    </section>,
    document.body,
  )
}

/** How a figure adds up: what is counted, what is taken off and why, and what is left (the last line, bold). */
export function SumUp({
  lines,
}: {
  lines: readonly { label: ReactNode; note?: ReactNode; value: ReactNode }[]
}) {
  return (
    <dl className="adds-up">
      {lines.map((line, index) => (
        <div key={index} className={index === lines.length - 1 ? 'eq' : undefined}>
          <dt>
            {line.label}
            {line.note && <small>{line.note}</small>}
          </dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  )
}
