import { beginningOf } from '../../../../platform/beginning.ts'

/** An item in one line: its number and the beginning of what was said. */
export const lineOf = (one: { number: string | null; words: string }): string =>
  `${one.number ?? ''} ${beginningOf(one.words, 20)}`.trim()
