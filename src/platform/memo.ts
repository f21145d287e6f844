import type { House } from './house.ts'

interface Kept {
  at: number
  answer: Promise<unknown>
}

const kept = new WeakMap<House, Map<string, Kept>>()
/** Boards may be this old. (design.md §7) */
const memoMs = 2_000

/**
 * The answer to a question that many ask at once: computed by one of them, given to all for two seconds. The key must hold
 * everything the answer depends on, and the caller has authorised before. A failure is not kept.
 */
export const memo = async <T>(house: House, key: string, compute: () => Promise<T>): Promise<T> => {
  const answers = answersOf(house)
  const known = answers.get(key)
  // The key names the question, and each question has one type of answer.
  if (known && Date.now() - known.at < memoMs) return (await known.answer) as T
  const answer = compute()
  answers.delete(key) // so that the newest stand last
  answers.set(key, { at: Date.now(), answer })
  answer.catch(() => answers.delete(key))
  sweep(answers)
  return answer
}

/** Forgets the answers whose key begins so: after a write that should be seen at once. */
export const forget = (house: House, prefix: string): void => {
  const answers = answersOf(house)
  for (const key of answers.keys()) if (key.startsWith(prefix)) answers.delete(key)
}

const answersOf = (house: House): Map<string, Kept> => {
  const known = kept.get(house) ?? new Map<string, Kept>()
  kept.set(house, known)
  return known
}

const sweep = (answers: Map<string, Kept>) => {
  for (const [key, { at }] of answers) {
    if (Date.now() - at < memoMs) return
    answers.delete(key)
  }
}
