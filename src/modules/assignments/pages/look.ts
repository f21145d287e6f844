import type { StateMark } from '../../../platform/process.ts'
import type { AssignmentRow } from '../contract.ts'
import { assignmentProcess } from '../process.ts'
import { dueWords, soonDays } from '../rules.ts'

/** How an assignment stands: its state's mark and words, or △ from two working days before its last day, ▲ after. */
export const standingLook = (
  row: Pick<AssignmentRow, 'state' | 'stateLabel' | 'workingDays' | 'isDissolved'>,
): { kind: StateMark | 'late'; words: string } => {
  const mark =
    Object.entries(assignmentProcess.states).find(([code]) => code === row.state)?.[1].mark ?? 'todo'
  if (row.isDissolved) return { kind: 'back', words: '部门已撤并，待改派' }
  const due = dueWords(row.workingDays)
  if (due === null || row.workingDays === null) return { kind: mark, words: row.stateLabel }
  const words = `${row.stateLabel}，${due}`
  if (row.workingDays < 0) return { kind: 'late', words }
  return { kind: row.workingDays <= soonDays ? 'due' : mark, words }
}
