import type { StateMark } from '../../../../platform/process.ts'
import type { StateKind } from '../../../../web/ui/staff/index.ts'

/** How a state is shown: its mark and its words, from the process itself. */
export const stateLook = (
  process: { states: Record<string, { label: string; mark: StateMark }> },
  state: string,
): { kind: StateKind; label: string } => {
  const known = process.states[state]
  return known ? { kind: known.mark, label: known.label } : { kind: 'todo', label: state }
}
