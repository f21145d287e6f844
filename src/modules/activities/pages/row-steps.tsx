import { useState } from 'react'
import { useWrite } from '../../../web/call.ts'
import { failureOf } from '../../../web/ui/form/failure.ts'
import { ErrorNote } from '../../../web/ui/notes.tsx'
import { type RollRow, stepAttendance } from '../contract.ts'

type Attendance = NonNullable<RollRow['attendance']>

/** The pressed button gives way to the field: the keyboard goes on there. */
const focusOnOpening = (field: HTMLInputElement | null) => field?.focus()

/** What may be done with one attendance: decide on 补传, mark it 迟到 or 列席, take it back with a word why. */
export function RowSteps({ attendance, name }: { attendance: Attendance; name: string }) {
  const write = useWrite(stepAttendance)
  const [asking, setAsking] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [failed, setFailed] = useState<string | null>(null)
  const take = async (body: {
    step: string
    words?: string
    late?: boolean
    leftEarly?: boolean
    role?: 'attendee' | 'observer'
  }) => {
    setFailed(null)
    try {
      await write.send({ params: { id: attendance.id }, body })
      setAsking(null)
      setWords('')
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  if (attendance.steps.length === 0) return null
  const isObserver = attendance.role === 'observer'
  return (
    <span className="row-steps">
      {asking === null ? (
        attendance.steps.map((step) =>
          step.step === 'mark' ? (
            <span key="mark">
              <button
                type="button"
                className="as-link"
                onClick={() => void take({ step: 'mark', late: !attendance.late })}
              >
                {attendance.late ? '不算迟到' : '迟到'}
              </button>
              <button
                type="button"
                className="as-link"
                onClick={() => void take({ step: 'mark', leftEarly: !attendance.leftEarly })}
              >
                {attendance.leftEarly ? '不算早退' : '早退'}
              </button>
              <button
                type="button"
                className="as-link"
                onClick={() => void take({ step: 'mark', role: isObserver ? 'attendee' : 'observer' })}
              >
                {isObserver ? '改为出席' : '改为列席'}
              </button>
            </span>
          ) : (
            <button
              key={step.step}
              type="button"
              className="as-link"
              aria-label={`${step.label}：${name}`}
              onClick={() =>
                step.words === 'required' ? setAsking(step.step) : void take({ step: step.step })
              }
            >
              {step.label}
            </button>
          ),
        )
      ) : (
        <span>
          <input
            className="in"
            ref={focusOnOpening}
            aria-label={`为什么：${name}`}
            placeholder="写明为什么"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <button type="button" className="as-link" onClick={() => void take({ step: asking, words })}>
            {attendance.steps.find((step) => step.step === asking)?.label}
          </button>
          <button type="button" className="as-link" onClick={() => setAsking(null)}>
            先不办
          </button>
        </span>
      )}
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </span>
  )
}
