import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from '../icons.tsx'

/** A plain button or link that looks like one; `main` is the one vermilion thing of a page. */
export function Button(props: {
  children: ReactNode
  onPress?: () => void
  to?: string
  href?: string
  icon?: IconName
  main?: boolean
  wide?: boolean
  quiet?: boolean
  busy?: boolean
  download?: boolean
}) {
  const look = ['btn', props.main && 'btn-main', props.wide && 'btn-wide', props.quiet && 'btn-quiet']
    .filter(Boolean)
    .join(' ')
  const inside = (
    <>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </>
  )
  if (props.to !== undefined)
    return (
      <Link className={look} to={props.to}>
        {inside}
      </Link>
    )
  if (props.href !== undefined)
    return (
      <a className={look} href={props.href} download={props.download}>
        {inside}
      </a>
    )
  return (
    <button
      type="button"
      className={look}
      aria-disabled={props.busy ? true : undefined}
      onClick={props.busy ? undefined : props.onPress}
    >
      {inside}
    </button>
  )
}

/**
 * A step as a button. With an `obstacle` it is closed: dashed, still focusable, the reason beside it in plain text, and a link
 * (`mend`) where the obstacle can be removed.
 */
export function StepButton(props: {
  children: ReactNode
  onPress: () => void
  obstacle?: string | null
  mend?: { to: string; label: string }
  main?: boolean
  busy?: boolean
}) {
  const whyId = useId()
  if (!props.obstacle)
    return (
      <Button
        onPress={props.onPress}
        {...(props.main ? { main: true } : {})}
        {...(props.busy ? { busy: true } : {})}
      >
        {props.children}
      </Button>
    )
  return (
    <>
      <button type="button" className="btn" aria-disabled="true" aria-describedby={whyId}>
        {props.children}
      </button>
      <p className="why" id={whyId}>
        {props.obstacle}
        {props.mend && (
          <>
            ，<Link to={props.mend.to}>{props.mend.label}</Link>
          </>
        )}
      </p>
    </>
  )
}

/** A small button inside a table's row: a bell and its words. */
export function RowButton({
  children,
  onPress,
  icon = 'bell',
}: {
  children: ReactNode
  onPress: () => void
  icon?: IconName
}) {
  return (
    <button type="button" className="remind" onClick={onPress}>
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  )
}

/** Where a press was: what happened, and when it can be done again. */
export function Pressed({ children, next }: { children: ReactNode; next?: ReactNode }) {
  return (
    <span className="shut">
      <b>{children}</b>
      {next}
    </span>
  )
}

/** Prints the page as it stands; the print rules leave out what only works on a screen. */
export function PrintButton() {
  return (
    <Button icon="print" onPress={() => window.print()}>
      打印
    </Button>
  )
}
