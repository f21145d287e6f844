/** Takes out of a text what it quotes, and leaves the rest as it stands. */
export type Scrub = (text: string) => string

/** Letters that must stand in a row, whatever stands between them, to be a quotation and no chance. Assumed: decision 0030. */
const leastQuoted = 8

interface Sources {
  /** what somebody said: every passage of eight letters or more that is repeated from it goes */
  said: readonly string[]
  /** a name, a number, a place: goes wherever it stands */
  own: readonly string[]
}

/** Scrubs what is quoted from the sources; punctuation, spaces and capital letters make no difference. */
export const scrubOf = (sources: Sources, instead: { said: string; own: string }): Scrub => {
  const grams = new Set(sources.said.flatMap((text) => gramsOf(lettersIn(text).map(({ letter }) => letter))))
  const own = sources.own
    .map((text) => lettersIn(text).map(({ letter }) => letter))
    .filter((letters) => letters.length > 1)
  if (grams.size === 0 && own.length === 0) return (text) => text
  return (text) => {
    const chars = Array.from(text)
    const letters = lettersIn(text)
    const marks = marksOf(
      letters.map(({ letter }) => letter),
      grams,
      own,
    )
    return marks.some((mark) => mark !== null) ? rewritten(chars, letters, marks, instead) : text
  }
}

interface Letter {
  letter: string
  /** where it stands among the characters */
  at: number
}

const lettersIn = (text: string): Letter[] =>
  Array.from(text).flatMap((char, at) =>
    /[\p{L}\p{N}]/u.test(char) ? [{ letter: char.toLowerCase(), at }] : [],
  )

const gramsOf = (letters: readonly string[]): string[] => {
  if (letters.length === 0) return []
  const size = Math.min(leastQuoted, letters.length)
  if (size < 4) return [] // 谢谢: nobody is known by it
  return Array.from({ length: letters.length - size + 1 }, (_, at) => letters.slice(at, at + size).join(''))
}

type Mark = 'said' | 'own' | null

const marksOf = (
  letters: readonly string[],
  grams: ReadonlySet<string>,
  own: readonly (readonly string[])[],
): Mark[] => {
  const marks = letters.map((): Mark => null)
  const sizes = new Set([...grams].map((gram) => Array.from(gram).length))
  for (const size of sizes)
    for (let at = 0; at + size <= letters.length; at++)
      if (grams.has(letters.slice(at, at + size).join(''))) marks.fill('said', at, at + size)
  for (const word of own)
    for (let at = 0; at + word.length <= letters.length; at++)
      if (marks[at] === null && word.every((letter, next) => letters[at + next] === letter))
        marks.fill('own', at, at + word.length)
  return marks
}

/** Each run of marked letters, with what stands between them, becomes one replacement. */
const rewritten = (
  chars: readonly string[],
  letters: readonly Letter[],
  marks: readonly Mark[],
  instead: { said: string; own: string },
): string => {
  let out = ''
  let kept = 0
  for (let index = 0; index < letters.length; index++) {
    const mark = marks[index]
    const begins = letters[index]?.at ?? 0
    if (!mark) continue
    while (marks[index + 1] === mark) index++
    out += chars.slice(kept, begins).join('') + instead[mark]
    kept = (letters[index]?.at ?? 0) + 1
  }
  return out + chars.slice(kept).join('')
}
