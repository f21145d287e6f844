import type { OpenAnswer } from '../../modules/opinions/index.ts'
import { Part, asDay } from '../ui/public/index.ts'

/** Where, about what, and when it was published. */
export const aboutOf = (answer: OpenAnswer, now: Date): string =>
  [answer.venueName ?? answer.committeeName, answer.categoryLabel, asDay(answer.publishedAt, now)]
    .filter(Boolean)
    .join('，')

/** Questions and answers, one a line, each opening its page. */
export function AnswerLines({ answers, now }: { answers: readonly OpenAnswer[]; now: Date }) {
  return (
    <ul className="places">
      {answers.map((answer) => (
        <li key={answer.id}>
          <a href={`/answers/${answer.id}`}>
            <b>{answer.title}</b>
            <small>{aboutOf(answer, now)}</small>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The latest few on the page of a place, with the way to all of them; nothing where there are none. */
export function LatestAnswers(props: {
  found: { rows: readonly OpenAnswer[]; total: number }
  to: string
  now: Date
}) {
  if (props.found.total === 0) return null
  return (
    <Part
      title="问过答过的"
      count={`${props.found.total} 条`}
      more={{ to: props.to, label: '都看看，找一找' }}
    >
      <AnswerLines answers={props.found.rows} now={props.now} />
    </Part>
  )
}
