import type { CellObject } from 'write-excel-file/node'

type Style = Omit<CellObject, 'value' | 'type' | 'format'>

/** A cell of words, never a live formula; what Excel would take for one, or for a number, is marked as text. */
export function words(text: string | null, style: Style = {}): CellObject {
  const value = text === null ? undefined : fitting(text)
  const looksLive =
    value !== undefined && /^[\s\p{C}'"]*[=+\-@＝＋－＠﹢﹣−]|^[\s\p{C}]|^[\d\s.,，/:Ee+-]+$/u.test(value)
  return { ...style, type: String, value, ...(looksLive ? { format: '@' } : {}) }
}

/** A cell of words in a column that people type into: always text, so that Excel turns nothing into a number or date. */
export function typedWords(text: string | null, style: Style = {}): CellObject {
  return { ...style, type: String, value: text === null ? undefined : fitting(text), format: '@' }
}

/** A cell of a number, shown whole or with as many decimals as it has. */
export function number(value: number, style: Style = {}): CellObject {
  return { ...style, type: Number, value, align: style.align ?? 'right' }
}

/** Height in points that wrapped words need in a width in half-width characters; spreadsheets don't work it out for themselves. */
export function heightFor(text: string, width: number, fontSize: number): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(halfWidths(line) / (width - 1))), 0)
  return Math.min(400, Math.ceil(lines * fontSize * 1.4 + 6))
}

function halfWidths(line: string): number {
  return line.length + (line.match(/[^\x20-\x7e]/g)?.length ?? 0)
}

/** Excel takes 32,767 characters in a cell and wants to repair the file beyond that. */
function fitting(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n')
  return plain.length > 32_000 ? `${plain.slice(0, 32_000)}…（太长，后面略）` : plain
}
