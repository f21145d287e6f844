import { useRef, useState } from 'react'
import {
  type TodoOutcome,
  type TogetherStep,
  mostTogether,
  takeTogether,
} from '../platform/todos-contract.ts'
import { type CallError, newKey, useWrite } from './call.ts'

/** 一起办: what is ticked, the press, and what came of each. */
export interface Togetherness {
  ticked: ReadonlySet<string>
  tick: (ids: readonly string[], isOn: boolean) => void
  press: (step: TogetherStep, ids: readonly string[]) => Promise<void>
  busy: boolean
  error: CallError | null
  /** of the last press, null before there was one */
  outcomes: { step: TogetherStep; rows: TodoOutcome[] } | null
}

/** One press has one key: pressed again after a lost connection it is the same press, and nothing is done twice. */
export const useTogether = (): Togetherness => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [outcomes, setOutcomes] = useState<Togetherness['outcomes']>(null)
  const write = useWrite(takeTogether)
  const attempt = useRef({ of: '', key: '' })
  const tick = (ids: readonly string[], isOn: boolean) =>
    setTicked((old) => new Set(isOn ? [...old, ...ids] : [...old].filter((id) => !ids.includes(id))))
  const press = async (step: TogetherStep, ids: readonly string[]) => {
    const body = { ids: ids.slice(0, mostTogether), step: step.step }
    const of = JSON.stringify(body)
    if (attempt.current.of !== of) attempt.current = { of, key: newKey() }
    setOutcomes(null)
    try {
      const { rows } = await write.send({ body, key: attempt.current.key })
      attempt.current = { of: '', key: '' }
      tick(body.ids, false)
      setOutcomes({ step, rows })
    } catch {
      return // the error is shown, what was ticked stays ticked
    }
  }
  return { ticked, tick, press, busy: write.busy, error: write.error, outcomes }
}

/** The result in a sentence: 办好 3 件，1 件没办成. */
export const saidOf = (rows: readonly TodoOutcome[]): string => {
  const count = (outcome: TodoOutcome['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const [done, refused, gone] = [count('done'), count('refused'), count('gone')]
  return [
    done > 0 ? `办好 ${done} 件` : '一件也没办成',
    done > 0 && refused > 0 ? `${refused} 件没办成，还在待办里` : '',
    gone > 0 ? `${gone} 件已经有人办过` : '',
  ]
    .filter(Boolean)
    .join('，')
    .concat('。')
}
