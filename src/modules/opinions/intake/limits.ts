import { createHash } from 'node:crypto'
import type { Limit } from '../../../platform/rate-limit.ts'

/**
 * How much comes in. An address is often a market's or a school's, so five hundred phones behind one get through at an event;
 * what one code brings in is bounded for longer; the same words from one address are a press gone wrong, or flooding.
 * Assumed figures, decision 0026.
 */
const windows = {
  address: [
    { most: 800, seconds: 600 },
    { most: 3000, seconds: 86_400 },
  ],
  code: [
    { most: 1500, seconds: 600 },
    { most: 10_000, seconds: 86_400 },
  ],
  words: [{ most: 3, seconds: 3600 }],
} as const

const wordsOf = (wait: string) => `一下子来的太多了，请过${wait}再提交。您写的内容都还在。`

/** What an item is counted against: its address, its code and its words. */
export const intakeLimits = (given: { address: string; code: string; words: string }): Limit[] => {
  const same = createHash('sha256').update(given.words).digest('base64url')
  return [
    { bucket: 'intake-address', who: given.address, windows: windows.address, words: wordsOf },
    { bucket: 'intake-code', who: given.code, windows: windows.code, words: wordsOf },
    {
      bucket: 'intake-words',
      who: `${given.address} ${same}`,
      windows: windows.words,
      words: () => '同样的话刚才已经收到几份了，不用重复交。有补充请改一改再交。',
    },
  ]
}

/** A wrong number or code: by the number, so that a code can't be guessed, and by the address. */
export const trackingLimits = (number: string, address: string): Limit[] => [
  {
    bucket: 'track-number',
    who: number,
    windows: [{ most: 8, seconds: 3600 }],
    words: (wait) => `查得太频繁了，请过${wait}再查。`,
  },
  {
    bucket: 'track-address',
    who: address,
    windows: [{ most: 60, seconds: 600 }],
    words: (wait) => `查得太频繁了，请过${wait}再查。`,
  },
]
