import type { ReactNode } from 'react'
import type { PastStep } from '../../platform/contract.ts'
import { StateMark } from './marks.tsx'
import { asDayTime } from './words.ts'

const marks = { done: 'done', back: 'back', now: 'now', off: 'off', next: 'todo' } as const
const spoken = { done: '', back: '', now: '，现在在这一步', off: '', next: '，还没到' } as const

/** One step of a record's history: `when` and `who` are words for people, `words` is the reason if there is one. */
export type Moment = {
  key: string
  state: keyof typeof marks
  title: ReactNode
  when?: string
  who?: string
  words?: ReactNode
}

/**
 * What happened to a record and what is to come, oldest first: solid line behind, dashed line ahead; the one `now` names
 * whose turn it is and until when. `across` lays at most five steps side by side at the head of a page.
 */
export function Timeline({ moments, across }: { moments: readonly Moment[]; across?: boolean }) {
  return (
    <ol className={across ? 'flow' : 'steps'}>
      {moments.map((moment) => (
        <li
          key={moment.key}
          className={moment.state}
          aria-current={moment.state === 'now' ? 'step' : undefined}
        >
          <StateMark kind={marks[moment.state]} />
          {moment.state === 'next' && !across ? moment.title : <b>{moment.title}</b>}
          <span className="off">{spoken[moment.state]}</span>
          {(moment.when || moment.who) && (
            <span className="who">
              {moment.when && <time>{moment.when}</time>}
              {moment.when && moment.who ? '，' : ''}
              {moment.who}
            </span>
          )}
          {moment.words && <p>{moment.words}</p>}
        </li>
      ))}
    </ol>
  )
}

/** The history of a record as moments: each past step with its time, who took it and the words given. */
export function pastMoments(history: readonly PastStep[]): Moment[] {
  return history.map((step, index) => ({
    key: `${index} ${step.step}`,
    state: 'done',
    title: step.label,
    when: asDayTime(step.at),
    ...(step.by ? { who: step.by } : {}),
    ...(step.words ? { words: step.words } : {}),
  }))
}
