/** A stream of numbers that is the same for the same seed (mulberry32): demo and scale data are deterministic. */
export interface Random {
  /** 0 ≤ x < 1 */
  next: () => number
  /** whole number, both ends in */
  between: (least: number, most: number) => number
  pick: <T>(from: readonly T[]) => T
  chance: (share: number) => boolean
  /** an id of uuid form, version 7 in look, from the stream */
  id: () => string
}

export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  let counter = 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('')
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (from) => {
      const picked = from[Math.floor(next() * from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    id: () => {
      counter += 1
      const time = (0x018f00000000 + counter).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
    },
  }
}
