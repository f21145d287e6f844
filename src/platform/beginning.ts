/** How many characters of somebody's words stand for them in a title. */
export const mostInTitle = 24

/** The beginning of what people wrote, for a line of its own: whole characters, and … where more follows. */
export const beginningOf = (words: string, most = mostInTitle): string => {
  const characters = Array.from(words)
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : words
}

/** So much of it as a field of `most` places holds, without half a character at its end. */
export const fitted = (words: string, most: number): string =>
  words.slice(0, most).replace(/[\ud800-\udbff]$/, '')
