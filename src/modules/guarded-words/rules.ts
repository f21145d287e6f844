/** A guarded word that stands in a text, and what to write instead. */
export interface WordHit {
  word: string
  advice: string
}

/** Why these words may not go out as they stand; null when none is guarded. */
export const guardedObstacle = (words: readonly string[], whatToDo: string): string | null =>
  words.length > 0
    ? `有要核对的词：${words.map((word) => `“${word}”`).join('、')}。${whatToDo}，或在错敏词表里更正词条。`
    : null
