import { useState } from 'react'
import { findDraft } from './draft.ts'
import type { Raw } from './store.ts'

/**
 * What a form starts with: the given values, under what a draft kept. `restoredAt` is when that draft was kept, null once
 * thrown away; `withoutDraft` throws it away and gives the given values alone.
 */
export function useStartingValues(
  draftKey: string | undefined,
  initial: Readonly<Record<string, Raw>> | undefined,
) {
  const [starting] = useState(() => {
    const given: ReadonlyMap<string, Raw> = new Map(Object.entries(initial ?? {}))
    const draft = draftKey === undefined ? null : findDraft(draftKey)
    const values: ReadonlyMap<string, Raw> = draft ? new Map([...given, ...draft.values]) : given
    return { given, values, restoredAt: draft?.at ?? null }
  })
  const [isDropped, setDropped] = useState(false)
  function withoutDraft(): ReadonlyMap<string, Raw> {
    setDropped(true)
    return starting.given
  }
  return { values: starting.values, restoredAt: isDropped ? null : starting.restoredAt, withoutDraft }
}
