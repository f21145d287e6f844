import { useId, useState, type ReactNode } from 'react'
import type { OpenStep } from '../../../platform/contract.ts'
import { sentence } from '../../../platform/sentence.ts'
import { failureOf } from '../form/failure.ts'
import { ErrorNote, Result } from '../notes.tsx'
import { StepButton } from './buttons.tsx'

/** What is said when a step asks for words, per step; `final` is the sentence asked once before a step that can't be undone. */
export type StepWords = { ask?: string; final?: string; mend?: { to: string; label: string }; done?: string }

/**
 * The steps of a record as the server gave them: open ones as buttons (the `likely` one vermilion, the first open by default),
 * closed ones below with their reason. `fields` stand just above the buttons; `onTake` takes the step and may throw.
 */
export function StepBar(props: {
  steps: readonly OpenStep[]
  onTake: (taken: { step: string; words?: string; override?: true }) => Promise<unknown>
  likely?: string
  about?: Readonly<Record<string, StepWords>>
  fields?: ReactNode
  title?: string
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<{ message: string; reference?: string } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const titleId = useId()
  if (props.steps.length === 0) return said ? <Result>{said}</Result> : null
  const open = props.steps.filter((step) => step.obstacle === null)
  const closed = props.steps.filter((step) => step.obstacle !== null && step.step !== chosen)
  const likely = props.likely ?? open[0]?.step
  const asked = props.steps.find((step) => step.step === chosen)

  async function take(step: OpenStep, words: string) {
    setBusy(step.step)
    setFailure(null)
    try {
      await props.onTake({
        step: step.step,
        ...(words ? { words } : {}),
        ...(step.obstacle === null ? {} : { override: true as const }),
      })
      setChosen(null)
      setSaid(props.about?.[step.step]?.done ?? `${step.label}：已办`)
    } catch (thrown) {
      setFailure(failureOf(thrown))
    } finally {
      setBusy(null)
    }
  }

  function press(step: OpenStep) {
    setSaid(null)
    setFailure(null)
    if (step.words === 'none' && !props.about?.[step.step]?.final) return void take(step, '')
    setChosen(step.step)
  }

  return (
    <section className="next-steps" aria-labelledby={titleId}>
      <h2 id={titleId}>{props.title ?? '下一步'}</h2>
      {props.fields}
      {asked ? (
        <AskWords
          key={asked.step}
          step={asked}
          about={props.about?.[asked.step] ?? {}}
          isBusy={busy !== null}
          onTake={(words) => void take(asked, words)}
          onLeave={() => setChosen(null)}
        />
      ) : (
        <div className="open">
          {open.map((step) => (
            <StepButton
              key={step.step}
              main={step.step === likely}
              busy={busy === step.step}
              onPress={() => press(step)}
            >
              {step.label}
            </StepButton>
          ))}
        </div>
      )}
      {said && <Result>{said}</Result>}
      {failure && (
        <ErrorNote {...(failure.reference ? { reference: failure.reference } : {})}>
          {failure.message}
        </ErrorNote>
      )}
      <ClosedSteps steps={closed} about={props.about ?? {}} onOverride={setChosen} />
    </section>
  )
}

function ClosedSteps(props: {
  steps: readonly OpenStep[]
  about: Readonly<Record<string, StepWords>>
  onOverride: (step: string) => void
}) {
  if (props.steps.length === 0) return null
  return (
    <ul className="closed">
      {props.steps.map((step) => {
        const mend = props.about[step.step]?.mend
        return (
          <li key={step.step}>
            <StepButton onPress={() => undefined} obstacle={step.obstacle} {...(mend ? { mend } : {})}>
              {step.label}
            </StepButton>
            {step.overridable && (
              <button type="button" className="as-link" onClick={() => props.onOverride(step.step)}>
                写明理由，仍要办
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function AskWords(props: {
  step: OpenStep
  about: StepWords
  isBusy: boolean
  onTake: (words: string) => void
  onLeave: () => void
}) {
  const { step, about } = props
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  const id = useId()
  const isNeeded = step.words === 'required' || step.obstacle !== null
  function take() {
    if (isNeeded && !words.trim()) return setMissing(true)
    props.onTake(words.trim())
  }
  return (
    <div className="ask-words">
      {step.obstacle !== null && <p className="said">{sentence(step.obstacle)}仍要办的，理由会列进通报。</p>}
      {about.final && <p className="said">{about.final}</p>}
      {(step.words !== 'none' || step.obstacle !== null) && (
        <div className="field">
          <label htmlFor={id}>
            {about.ask ?? '说明理由'}
            {!isNeeded && <span className="opt">可以不填</span>}
          </label>
          <textarea
            id={id}
            className={isMissing ? 'in bad' : 'in'}
            rows={3}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the press just made asked for these words
            autoFocus
            maxLength={2000}
            value={words}
            aria-invalid={isMissing ? true : undefined}
            onChange={(event) => {
              setWords(event.currentTarget.value)
              setMissing(false)
            }}
          />
          {isMissing && <ErrorNote>这一步要写一句话，别人才知道为什么。</ErrorNote>}
        </div>
      )}
      <div className="open">
        <StepButton main busy={props.isBusy} onPress={take}>
          {step.label}
        </StepButton>
        <button type="button" className="btn" onClick={props.onLeave}>
          先不办
        </button>
      </div>
    </div>
  )
}
