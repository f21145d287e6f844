/**
 * Just enough XML for the parts of an .xlsx file: linear scans over machine-written markup. Document types are not read
 * and no entity but the five of XML and character numbers is known, so that nothing outside the text can be pulled in.
 */

/** An element: its attributes as written, what lies between its tags ('' when it closes itself), and its place. */
export type Element = { attributes: string; content: string; start: number; end: number }

/** The elements of a name, in order, whatever their prefix; nested ones of the same name are not looked for. */
export function* elements(xml: string, name: string): Generator<Element> {
  const opening = new RegExp(`<((?:[\\w.-]+:)?${name})(?=[\\s/>])`, 'g')
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const nameEnd = opening.lastIndex
    const tagEnd = xml.indexOf('>', nameEnd)
    if (tagEnd < 0) return
    const closesItself = xml[tagEnd - 1] === '/'
    const closing = closesItself ? '' : `</${found[1]}>`
    const contentEnd = closesItself ? tagEnd + 1 : xml.indexOf(closing, tagEnd)
    if (contentEnd < 0) return
    opening.lastIndex = contentEnd + closing.length
    yield {
      attributes: xml.slice(nameEnd, closesItself ? tagEnd - 1 : tagEnd),
      content: xml.slice(tagEnd + 1, contentEnd),
      start: found.index,
      end: opening.lastIndex,
    }
  }
}

/** An attribute's value, or null. */
export function attribute(attributes: string, name: string): string | null {
  const quoted = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return quoted ? unescaped(quoted[1] ?? quoted[2] ?? '') : null
}

/** The words of a string item: all its runs, without the phonetic ones, and Excel's `_x000D_` marks resolved. */
export function wordsOf(xml: string): string {
  let words = ''
  let silentUntil = 0
  const phonetic = xml.includes('rPh') ? [...elements(xml, 'rPh')] : []
  for (const { content, start } of elements(xml, 't')) {
    const silent = phonetic.find((each) => each.start < start && start < each.end)
    if (start < silentUntil || silent) silentUntil = Math.max(silentUntil, silent?.end ?? 0)
    else words += content
  }
  return unescaped(words).replace(/_x([0-9A-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}

/** Text with its entities resolved; unknown ones stay as they are. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
