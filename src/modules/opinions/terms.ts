import { segment } from '../../platform/segment.ts'

/** What an item is found by: terms for search, and band hashes by which like texts meet. */
export interface Terms {
  search: string[]
  likeness: number[]
}

const bands = 14
const rowsInBand = 2

/**
 * Terms of the words, and MinHash band hashes over them: two texts that share much of their wording share a band. With 14
 * bands of 2, a third of common terms meets in 4 of 5 cases, a half in 98 of 100.
 */
export const termsOf = (text: string): Terms => {
  const search = segment(text)
  return { search, likeness: search.length > 0 ? bandsOf(search) : [] }
}

/** How much of the wording is shared, 0 to 100: common terms of all terms. */
export const likenessOf = (one: readonly string[], other: readonly string[]): number => {
  const known = new Set(one)
  const common = other.filter((term) => known.has(term)).length
  const all = known.size + other.length - common
  return all === 0 ? 0 : Math.round((100 * common) / all)
}

const bandsOf = (terms: readonly string[]): number[] => {
  const hashes = terms.map(hashOf)
  return Array.from({ length: bands }, (_, band) => {
    let mixed = band + 1
    for (let row = 0; row < rowsInBand; row++) mixed = mix(mixed ^ leastOf(hashes, band * rowsInBand + row))
    return mixed
  })
}

/** The least hash of all terms under one of many permutations. */
const leastOf = (hashes: readonly number[], permutation: number): number => {
  const salt = mix(permutation * 0x9e3779b1 + 1)
  let least = 0x7fffffff
  for (const hash of hashes) least = Math.min(least, mix(hash ^ salt))
  return least
}

/** FNV-1a over code units. */
const hashOf = (term: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** Spreads the bits; an int4 as the database keeps it. */
const mix = (given: number): number => {
  let value = Math.imul(given ^ (given >>> 16), 0x7feb352d)
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b)
  return (value ^ (value >>> 16)) | 0
}
