import { useLayoutEffect, useRef, type RefObject } from 'react'

/** The latest value of something, for timers and listeners that outlive the render they were made in. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const ref = useRef(value)
  useLayoutEffect(() => {
    ref.current = value
  })
  return ref
}
