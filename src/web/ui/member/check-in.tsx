import { Seal } from '../seals.tsx'

/** The check-in: the button is the stamp; once pressed it is the seal 已到 with its day (2026.9.21). */
export function CheckIn(props: {
  isDone: boolean
  onPress: () => void
  day: string
  verb?: string
  busy?: boolean
}) {
  if (props.isDone) return <Seal words={['已到']} date={props.day} solid />
  return (
    <button
      type="button"
      className="big"
      aria-disabled={props.busy ? true : undefined}
      onClick={props.busy ? undefined : props.onPress}
    >
      {props.verb ?? '签到'}
    </button>
  )
}
