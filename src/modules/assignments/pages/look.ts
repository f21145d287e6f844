import type { StateMark } from '../../../platform/process.ts'
import type { AssignmentRow } from '../contract.ts'
import { assignmentProcess } from '../process.ts'
import { dueMark, dueWords } from '../../../platform/due.ts'

/** How an assignment stands: its state's mark and words, or △ from two working days before its last day, ▲ after. */
export const standingLook = (
  row: Pick<AssignmentRow, 'state' | 'stateLabel' | 'daysLeft' | 'isDissolved'>,
): { kind: StateMark | 'late'; words: string } => {
  const mark =
    Object.entries(assignmentProcess.states).find(([code]) => code === row.state)?.[1].mark ?? 'todo'
  if (row.isDissolved) return { kind: 'back', words: '部门已撤并，待改派' }
  if (row.daysLeft === null) return { kind: mark, words: row.stateLabel }
  return { kind: dueMark(row.daysLeft) ?? mark, words: `${row.stateLabel}，${dueWords(row.daysLeft)}` }
}
