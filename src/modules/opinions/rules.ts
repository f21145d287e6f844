/** Most words of one opinion or deed. (domain.md C29, Opinions) */
export const mostWords = 2000

/** Most items in one press. */
export const mostItems = 50

/**
 * One box, one line an item: empty lines go, a number or bullet at the head of a line goes with them.
 * The split is shown before anything is saved.
 */
export const splitLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[(（]?\d{1,2}[)）.、．]|[-*•·])\s*/, '').trim())
    .filter((line) => line !== '')
