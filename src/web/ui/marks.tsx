import type { ReactNode } from 'react'

const drawings = {
  todo: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  doing: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 3.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="7.3" fill="currentColor" />
      <path
        d="M4.7 8.3l2.3 2.3 4.4-4.8"
        fill="none"
        stroke="#fff"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  due: (
    <>
      <path
        d="M8 2.2L14.6 13.6H1.4z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
    </>
  ),
  late: (
    <>
      <path
        d="M8 1.6L15.2 14.2H.8z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1"
        strokeLinejoin="round"
      />
      <path d="M8 6v3.6M8 11.9v.2" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  warn: (
    <>
      <path
        d="M8 2.2L14.6 13.6H1.4z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M8 6.4v3.2M8 11.7v.1" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  back: (
    <>
      <path
        d="M8 1.2L14.8 8 8 14.8 1.2 8z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path
        d="M10.6 8H5.6m2-2.1L5.5 8l2.1 2.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  sealed: (
    <>
      <rect x="1.4" y="1.4" width="13.2" height="13.2" rx="1.6" fill="currentColor" />
      <rect x="4.2" y="4.2" width="7.6" height="7.6" fill="none" stroke="#fff" strokeWidth="1.3" />
    </>
  ),
  off: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M4.9 8h6.2" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  local: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="2.6 2"
      />
      <path
        d="M8 11.2V5.4M5.6 7.6L8 5.2l2.4 2.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  now: (
    <>
      <circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="8" cy="8" r="3.4" fill="currentColor" />
    </>
  ),
} satisfies Record<string, ReactNode>

/** The shapes of a state: told apart without colour, in print and in forced colours. */
export type StateKind = keyof typeof drawings

/** The shape of a state, at the size of the text; `label` only where no word stands beside it. */
export function StateMark({ kind, label }: { kind: StateKind; label?: string }) {
  return (
    <svg
      className="g"
      viewBox="0 0 16 16"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {drawings[kind]}
    </svg>
  )
}

/** The mark of the software (a bridge and its reflection); shown on the demo only, else the committee's own logo. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="3.4" fill="currentColor" />
      <path d="M1 14.6C8.8 14.4 10.2 7.6 16 7.600s7.2 6.8 15 7v4.800H22a6 6 0 0 0-12 0H1z" fill="#fff" />
      <path d="M10.8 22a5.2 5.2 0 0 0 10.4 0" fill="none" stroke="#fff" strokeWidth="1.6" />
    </svg>
  )
}

/** The line drawing of a bridge that stands over an empty list. */
export function Bridge() {
  return (
    <svg viewBox="0 0 220 70" aria-hidden="true">
      <path d="M10 52C60 51 72 18 110 18s50 33 100 34" fill="none" stroke="#828A91" strokeWidth="1.4" />
      <path d="M82 52v-4a28 22 0 0 1 56 0v4" fill="none" stroke="#828A91" strokeWidth="1.4" />
      <path d="M0 52.500h220" stroke="#828A91" strokeWidth="1.2" />
      <path d="M40 60h30M100 63h44M164 59h26" stroke="#C6C9C6" strokeWidth="1.2" />
    </svg>
  )
}
