import { useEffect, useRef, useState, type ReactNode } from 'react'
import { StepButton } from './buttons.tsx'

/**
 * A final step: pressed, it asks once, in a sentence that says what changes and what can't be undone, and its button repeats
 * the verb. Stands where the press was; nothing pops up.
 */
export function Confirm(props: {
  verb: ReactNode
  children: ReactNode
  onYes: () => void
  no?: string
  main?: boolean
  busy?: boolean
  obstacle?: string | null
}) {
  const [isAsking, setAsking] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isAsking) box.current?.focus()
  }, [isAsking])
  if (!isAsking)
    return (
      <StepButton
        main={props.main ?? false}
        busy={props.busy ?? false}
        obstacle={props.obstacle ?? null}
        onPress={() => setAsking(true)}
      >
        {props.verb}
      </StepButton>
    )
  return (
    <div
      className="confirm"
      role="group"
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false)
      }}
    >
      <p className="said">{props.children}</p>
      <div className="open">
        <StepButton
          main
          onPress={() => {
            setAsking(false)
            props.onYes()
          }}
        >
          {props.verb}
        </StepButton>
        <button type="button" className="btn" onClick={() => setAsking(false)}>
          {props.no ?? '先不'}
        </button>
      </div>
    </div>
  )
}
