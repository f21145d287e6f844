import QRCode from 'qrcode'

/** How much of a code may be spoilt before it can't be read: M 15 %, Q 25 %. */
export type QrLevel = 'M' | 'Q'

/** A code to scan as SVG, ink on white with its quiet zone, sized by whoever places it (not under 3 cm on paper). */
export function qrSvg(text: string, { level }: { level: QrLevel }): string {
  const { side, path } = modules(text, level)
  const box = side + 2 * quietZone
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" role="img" aria-label="二维码" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${box}v${box}H0z"/><path fill="${ink}" transform="translate(${quietZone} ${quietZone})" d="${path}"/></svg>`
}

/** What a poster says: title and subtitle over the code, the address in letters and lines of plain words under it. */
export type Poster = { title: string; subtitle: string; url: string; lines: readonly string[] }

/** An A4 poster as SVG with a code of 11 cm that leads to `url`; ink on white and one stroke of vermilion. */
export function posterSvg({ title, subtitle, url, lines }: Poster): string {
  const heading = textBlock([title], halfWidths(title) > 24 ? 11 : 15)
  const under = textBlock([subtitle], 7.5)
  const address = textBlock([url], 4.6)
  const notes = textBlock(lines, 6)
  const strokeTop = 26 + heading.height + 3
  const underTop = strokeTop + 9
  const codeTop = Math.max(86, underTop + under.height + 6)
  const addressTop = codeTop + codeSide + 7
  const { side, path } = modules(url, 'Q')
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297" role="img">',
    `<title>${escaped(title)}</title><path fill="#fff" d="M0 0h210v297H0z"/>`,
    `<g fill="${ink}" text-anchor="middle" font-family="${sans}">`,
    `<g font-family="${song}" font-weight="700">${heading.at(26)}</g>`,
    `<path fill="${vermilion}" d="M93 ${strokeTop}h24v1.6H93z"/>`,
    under.at(underTop),
    `<path transform="translate(${(210 - codeSide) / 2} ${codeTop}) scale(${(codeSide / side).toFixed(4)})" shape-rendering="crispEdges" d="${path}"/>`,
    address.at(addressTop),
    notes.at(addressTop + address.height + 6),
    '</g></svg>',
  ].join('')
}

const ink = '#171B20'
const vermilion = '#B43A21'
const song = "'Songti SC','Source Han Serif SC','Noto Serif CJK SC',SimSun,serif"
const sans = "'PingFang SC','Microsoft YaHei','Source Han Sans SC','Noto Sans CJK SC',sans-serif"
/** Modules of white that a code needs around it (ISO/IEC 18004). */
const quietZone = 4
/** Millimetres, as all lengths on the poster. */
const codeSide = 110
const lineWidth = 174

type Drawn = { side: number; path: string }

const drawn = new Map<string, Drawn>()
/** A code is some 4 kB, and drawing one costs more than the page around it: the codes drawn last are kept. */
const mostDrawn = 500

/** The dark modules of a code; the code of an address never changes. */
function modules(text: string, level: QrLevel): Drawn {
  const key = `${level}${text}`
  const known = drawn.get(key) ?? draw(text, level)
  drawn.delete(key)
  drawn.set(key, known)
  if (drawn.size > mostDrawn) drawn.delete(drawn.keys().next().value ?? '')
  return known
}

/** One path, a stroke for each run in a row. */
function draw(text: string, level: QrLevel): Drawn {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: level }).modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue
      const start = column
      while (column + 1 < size && data[row * size + column + 1]) column++
      path += `M${start} ${row}h${column + 1 - start}v1h${start - column - 1}z`
    }
  }
  return { side: size, path }
}

/** Lines of text wrapped to the poster's width; `at` sets them from that height downwards. */
function textBlock(lines: readonly string[], size: number): { height: number; at: (top: number) => string } {
  const leading = size * 1.45
  const broken = lines.flatMap((line) => wrapped(line, Math.floor((lineWidth / size) * 2)))
  return {
    height: broken.length * leading,
    at: (top) =>
      broken
        .map((line, index) => {
          const baseline = (top + index * leading + size).toFixed(2)
          return `<text x="105" y="${baseline}" font-size="${size}">${escaped(line)}</text>`
        })
        .join(''),
  }
}

function wrapped(text: string, width: number): string[] {
  if (text === '') return []
  const lines = ['']
  for (const char of text) {
    const line = lines.at(-1) ?? ''
    if (halfWidths(line + char) > width) lines.push(char)
    else lines[lines.length - 1] = line + char
  }
  return lines
}

function halfWidths(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 1 : 2), 0)
}

function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\n]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
