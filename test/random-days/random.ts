/** A seeded source of chance: the same seed makes the same day. */
export interface Chance {
  /** a whole number from 0 to below `n` */
  below: (n: number) => number
  /** true in about `percent` of 100 */
  happens: (percent: number) => boolean
  pick: <T>(from: readonly T[]) => T
  /** some of them, each with the given chance */
  some: <T>(from: readonly T[], percent: number) => T[]
}

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    happens: (percent) => next() * 100 < percent,
    pick: (from) => {
      const found = from[below(from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    some: (from, percent) => from.filter(() => next() * 100 < percent),
  }
}
