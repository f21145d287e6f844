import QRCode from 'qrcode'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { posterSvg, qrSvg } from './qr.ts'

const url = 'https://mq.example.cn/v/2609-0147'
const poster = {
  title: '南湖街道委员工作室',
  subtitle: '政协某市委员会',
  url,
  lines: ['用手机扫一扫，把您的想法告诉政协委员', '不用注册，写几句话就行'],
}

/** The side of the dark square in the picture, in pixels, by its first and last dark columns on a row. */
async function darkness(
  svg: string,
  width: number,
): Promise<{ width: number; isDark: (x: number, y: number) => boolean }> {
  const { data, info } = await sharp(Buffer.from(svg))
    .resize({ width })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, isDark: (x, y) => (data[y * info.width + x] ?? 255) < 128 }
}

test.each(['M', 'Q'] as const)(
  'a code of level %s shows exactly its modules within a quiet zone of four',
  async (level) => {
    const { size, data } = QRCode.create(url, { errorCorrectionLevel: level }).modules
    const box = size + 8
    const { isDark } = await darkness(
      qrSvg(url, { level }).replace('<svg', `<svg width="${box}" height="${box}"`),
      box,
    )
    const drawn = Array.from({ length: box * box }, (_, at) => isDark(at % box, Math.floor(at / box)))
    const inside = (at: number) => at >= 4 && at < size + 4
    const expected = Array.from({ length: box * box }, (_, at) => {
      const [x, y] = [at % box, Math.floor(at / box)]
      return inside(x) && inside(y) && data[(y - 4) * size + x - 4] === 1
    })
    expect(drawn).toEqual(expected)
  },
)

test('a poster is A4, its code over 3 cm wide with room around it, the words are plain text', async () => {
  const svg = posterSvg(poster)
  expect(svg).toContain('width="210mm" height="297mm"')
  const { isDark } = await darkness(svg, 840)
  const rowOfFinder = (87 * 840) / 210
  const dark = Array.from({ length: 840 }, (_, x) => x).filter((x) => isDark(x, rowOfFinder))
  const [left = 0, right = 0] = [dark[0], dark.at(-1)].map((x) => ((x ?? 0) * 210) / 840)
  expect([Math.round(left), Math.round(right)]).toEqual([50, 160])
  const said = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, words]) => words)
  expect(said).toEqual([poster.title, poster.subtitle, url, ...poster.lines])
})

test('long titles wrap within the page, and nothing in the words becomes markup', () => {
  const svg = posterSvg({ ...poster, title: '很长的名字'.repeat(9), lines: ['<script>1</script> & "引号"'] })
  const said = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, words]) => words ?? '')
  expect(said.slice(0, 4).map((words) => words.length)).toEqual([15, 15, 15, poster.subtitle.length])
  expect(said.at(-1)).toBe('&lt;script&gt;1&lt;/script&gt; &amp; &quot;引号&quot;')
  expect(svg).not.toContain('<script')
})

test('3,000 posters take well under five minutes', () => {
  const started = performance.now()
  for (let at = 0; at < 300; at++) posterSvg({ ...poster, url: `${url}${at}` })
  expect((performance.now() - started) * 10).toBeLessThan(60_000)
})
