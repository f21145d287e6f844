import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from '../icons.tsx'
import { StateMark } from '../marks.tsx'
import { Status } from '../status.tsx'

export type Todo = {
  key: string
  to: string
  when: string
  title: string
  note?: ReactNode
  state?: { kind: 'due' | 'late'; words: string }
}

/** What waits, one thing a line, the whole line opens it; `when` is a time or a word of two or three characters. */
export function TodoList({ todos }: { todos: readonly Todo[] }) {
  return (
    <ul className="todo">
      {todos.map((todo) => (
        <li key={todo.key}>
          <Link to={todo.to}>
            <span className="when">{todo.when}</span>
            <span className="t">
              <b>{todo.title}</b>
              <span>
                {todo.state && <Status kind={todo.state.kind}>{todo.state.words}</Status>}
                {todo.state && todo.note ? '，' : ''}
                {todo.note}
              </span>
            </span>
            <Icon name="next" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** What a day brings: time and what happens. */
export function Rundown({ lines }: { lines: readonly { time: string; what: ReactNode }[] }) {
  return (
    <dl className="rundown">
      {lines.map((line) => (
        <div key={line.time}>
          <dt>{line.time}</dt>
          <dd>{line.what}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Two or three counts side by side, each figure a door: 集体活动 9 人｜自行开展 1 人｜还没说 1 人. */
export function Counts({
  counts,
}: {
  counts: readonly { label: string; figure: ReactNode; unit: string }[]
}) {
  return (
    <dl className="team">
      {counts.map((count) => (
        <div key={count.label}>
          <dt>{count.label}</dt>
          <dd>
            {count.figure}
            <small>{count.unit}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

export type Duty = { key: string; label: string; figure: ReactNode; of: string; lacking?: string }

/** The year's duties: first what is still lacking and how to make it up, then what is met. */
export function Duties({ duties }: { duties: readonly Duty[] }) {
  const lacking = duties.filter((duty) => duty.lacking)
  const met = duties.filter((duty) => !duty.lacking)
  return (
    <>
      {lacking.length > 0 && (
        <ul className="duties">
          {lacking.map((duty) => (
            <li key={duty.key}>
              <div className="t">
                <b>{duty.label}</b>
                <p>
                  <Status kind="due">{duty.lacking}</Status>
                </p>
              </div>
              <p className="n">
                {duty.figure} <small>/ {duty.of}</small>
              </p>
            </li>
          ))}
        </ul>
      )}
      {met.length > 0 && (
        <dl className="met-list">
          {met.map((duty) => (
            <div key={duty.key}>
              <dt>
                <StateMark kind="done" label="已做到：" />
                {duty.label}
              </dt>
              <dd>
                {duty.figure} / {duty.of}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

/** Who is here: surname on a disc and the name; `away` hollow. */
export function People({ people }: { people: readonly { key: string; name: string; away?: boolean }[] }) {
  return (
    <ul className="here">
      {people.map((person) => (
        <li key={person.key} className={person.away ? 'away' : undefined}>
          <span className="disc" aria-hidden="true">
            {person.name.slice(0, 1)}
          </span>
          {person.name}
          {person.away && <span className="off">，没到</span>}
        </li>
      ))}
    </ul>
  )
}
