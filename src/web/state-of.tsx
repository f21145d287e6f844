import type { StateMark } from '../platform/process.ts'
import { Status } from './ui/status.tsx'

/** A record's state as its process words and marks it; an unknown one as its code. */
export function StateOf({
  process,
  state,
}: {
  process: { states: Record<string, { label: string; mark: StateMark }> }
  state: string
}) {
  const known = process.states[state]
  return <Status kind={known?.mark ?? 'todo'}>{known?.label ?? state}</Status>
}
