import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'

/**
 * A button as wide as the page, or a link that looks like one (`to`). `main` is the page's one vermilion thing; `obstacle` closes
 * it: dashed, still focusable, with the reason under it in plain text.
 */
export function Btn(props: {
  children: ReactNode
  onPress?: () => void
  to?: string
  href?: string
  main?: boolean
  submit?: boolean
  busy?: boolean
  obstacle?: string | null
}) {
  const whyId = useId()
  const look = props.main && !props.obstacle ? 'btn btn-main' : 'btn'
  if (props.to !== undefined && !props.obstacle)
    return (
      <Link className={look} to={props.to}>
        {props.children}
      </Link>
    )
  if (props.href !== undefined && !props.obstacle)
    return (
      <a className={look} href={props.href}>
        {props.children}
      </a>
    )
  const isClosed = Boolean(props.obstacle) || props.busy
  return (
    <>
      <button
        type={props.submit ? 'submit' : 'button'}
        className={look}
        aria-disabled={isClosed ? true : undefined}
        aria-describedby={props.obstacle ? whyId : undefined}
        onClick={isClosed ? undefined : props.onPress}
      >
        {props.children}
      </button>
      {props.obstacle && (
        <p className="why" id={whyId}>
          {props.obstacle}
        </p>
      )}
    </>
  )
}

/** Buttons side by side where there is room; the main one takes twice the width. */
export function Btns({ children }: { children: ReactNode }) {
  return <div className="btns">{children}</div>
}

/** A quiet way out under the main button: 来不了，改为自行开展. */
export function OtherWay({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className="alt" to={to}>
      {children}
    </Link>
  )
}
