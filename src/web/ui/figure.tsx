import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { StateMark } from './marks.tsx'
import { inThousands } from './words.ts'

/**
 * A figure that opens to the records behind it: as a link (`to`) or a press (`onOpen`); with neither it is only a figure.
 * `value` null is 「–」 (does not apply), 'missing' is 「未报」, 0 is 0. Marks stand left of it, so the right edge stays true.
 * - `corrected`: a line beside the count, never a new value: {counted, by} with `mark` such as ①: 43 = 41 + 2 更正
 * - `warning`: what the check says (read aloud, and seen as △!)   - `noted`: 注, explained under the table
 * - `label`: read aloud before the number where the cell's heads don't say it (临湖县，集体活动)
 * - `opened`: its drawer is open   - `later`: what changed after sealing, e.g. 「封存后 +2」   - `ask`: it asks for a hand
 */
export function Figure(props: {
  value: number | null | 'missing'
  to?: string
  onOpen?: () => void
  label?: string
  corrected?: { counted: number; by: number; mark?: string }
  warning?: string
  noted?: boolean
  opened?: boolean
  later?: string
  ask?: boolean
}) {
  if (props.value === null) return <span className="num none">–</span>
  if (props.value === 'missing') return <span className="unreported">未报</span>
  const { corrected } = props
  return (
    <>
      {props.noted && <sup>注</sup>}
      {corrected?.mark && <sup>{corrected.mark}</sup>}
      {props.warning && <StateMark kind="warn" label={`核对提醒：${props.warning}`} />}
      <Door
        to={props.to}
        onOpen={props.onOpen}
        label={props.label}
        look={lookOf(props)}
        opened={props.opened}
      >
        {inThousands(props.value)}
      </Door>
      {corrected && (
        <small className="sum-of">
          ={inThousands(corrected.counted)}
          {corrected.by < 0 ? '−' : '+'}
          {Math.abs(corrected.by)}
          <span className="word"> 更正</span>
        </small>
      )}
      {props.later && <small className="later">{props.later}</small>}
    </>
  )
}

function Door(props: {
  to: string | undefined
  onOpen: (() => void) | undefined
  label: string | undefined
  look: string
  opened: boolean | undefined
  children: ReactNode
}) {
  const said = props.label && <span className="off">{props.label}：</span>
  if (props.to !== undefined)
    return (
      <Link className={props.look} to={props.to} aria-current={props.opened ? 'true' : undefined}>
        {said}
        {props.children}
      </Link>
    )
  if (props.onOpen)
    return (
      <button
        type="button"
        className={props.look}
        onClick={props.onOpen}
        aria-expanded={props.opened ?? false}
      >
        {said}
        {props.children}
      </button>
    )
  return <span className={`num ${props.look.replace('fig', 'flat')}`}>{props.children}</span>
}

function lookOf(props: { corrected?: unknown; warning?: string; opened?: boolean; ask?: boolean }): string {
  if (props.opened) return 'fig fig-opened'
  if (props.corrected) return 'fig fig-corrected'
  if (props.warning) return 'fig fig-warned'
  return props.ask ? 'fig fig-ask' : 'fig'
}
