import { useEffect, useRef } from 'react'
import type { Todo, TodoOutcome, TogetherStep } from '../../platform/todos-contract.ts'
import { type Togetherness, saidOf } from '../together.ts'
import { ErrorNote, Status, StepButton } from '../ui/staff/index.ts'

/** Over the list: how many are ticked, a button for each kind of step among them, and what came of the last press. */
export function TogetherBar({ todos, of }: { todos: readonly Todo[]; of: Togetherness }) {
  const steps = stepsIn(todos)
  if (steps.length === 0 && !of.outcomes && !of.error) return null
  const chosen = steps
    .map((kind) => ({ ...kind, ids: kind.ids.filter((id) => of.ticked.has(id)) }))
    .filter((kind) => kind.ids.length > 0)
  return (
    <section aria-label="一起办" className="together">
      {steps.length > 0 && (
        <div className="open">
          {chosen.map(({ kind, step, ids }) => (
            <StepButton
              key={kind}
              main={chosen.length === 1}
              busy={of.busy}
              onPress={() => void of.press(step, ids)}
            >
              {step.label}这 {ids.length} 件
            </StepButton>
          ))}
          {chosen.length === 0 && (
            <p className="note">勾选几件，可以一起办；一件一个结果，办不了的不影响别的。</p>
          )}
        </div>
      )}
      {of.error && <ErrorNote reference={of.error.requestId ?? ''}>{of.error.message}</ErrorNote>}
      {of.outcomes && <Outcomes rows={of.outcomes.rows} />}
    </section>
  )
}

interface Kind {
  kind: string
  step: TogetherStep
  ids: string[]
}

/** The kinds among these to-dos that can be answered together, each with its to-dos in their order. */
const stepsIn = (todos: readonly Todo[]): Kind[] => {
  const found = new Map<string, Kind>()
  for (const todo of todos) {
    if (!todo.together) continue
    const kind = `${todo.recordType}:${todo.kind}`
    const known = found.get(kind) ?? { kind, step: todo.together, ids: [] }
    known.ids.push(todo.id)
    found.set(kind, known)
  }
  return [...found.values()]
}

function Outcomes({ rows }: { rows: readonly TodoOutcome[] }) {
  const head = useRef<HTMLParagraphElement>(null)
  useEffect(() => head.current?.focus(), [rows])
  return (
    <div className="outcomes">
      <p className="result" role="status" tabIndex={-1} ref={head}>
        {saidOf(rows)}
      </p>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <Status kind={row.outcome === 'done' ? 'done' : row.outcome === 'gone' ? 'off' : 'warn'}>
              {row.words}
            </Status>
            <span className="note">{row.title ?? '（不是等您办的）'}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
