import type { Asked } from './client.ts'
import type { Swaps } from './floor.ts'

/** What is measured, and how it is asked. */
export interface Case {
  name: string
  target: string
  /** requests one after another; three times as many go at once after them */
  rounds: number
  clients: number
  /** what one request counts for in the rate: a list of thirty names is thirty */
  each: number
  /** the request of a round; a write's rounds each have their own ids */
  ask: (round: number) => Asked
  /** for writes: what the floor puts in place of round 0's ids */
  swaps: ((round: number) => Swaps) | null
}
