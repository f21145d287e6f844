import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { BadImage, reencode } from './images.ts'

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#888888' } })
const refusal = (bytes: Uint8Array) =>
  reencode(bytes).then(
    () => 'taken',
    (error: unknown) => (error instanceof BadImage ? error.message : `not in words: ${String(error)}`),
  )

test('a photo loses its EXIF and position and is turned upright', async () => {
  const photo = await grey(400, 300)
    .withExif({
      IFD0: { Make: 'Camera', Orientation: '6' },
      IFD3: { GPSLatitude: '28/1 0/1 0/1', GPSLatitudeRef: 'N' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect((await sharp(photo).metadata()).exif?.includes('Camera')).toBe(true)
  const kept = await reencode(photo)
  const { format, width, height, exif, orientation, xmp, iptc, icc } = await sharp(kept.bytes).metadata()
  expect({ format, width, height, exif, orientation, xmp, iptc, icc }).toEqual({
    format: 'jpeg',
    width: 300,
    height: 400,
  })
  expect([kept.mediaType, kept.width, kept.height]).toEqual(['image/jpeg', 300, 400])
})

test('a large photo is brought to 2,000 px, its thumbnail to 480; a small one is not blown up', async () => {
  const large = await reencode(await grey(4000, 1000).jpeg().toBuffer())
  const thumbnail = await sharp(large.thumbnail).metadata()
  expect([large.width, large.height, thumbnail.width, thumbnail.height]).toEqual([2000, 500, 480, 120])
  const small = await reencode(await grey(30, 20).webp().toBuffer())
  expect([small.width, small.height]).toEqual([30, 20])
})

test('of an animation the first frame is kept, and transparent becomes white', async () => {
  const blackThenWhite = Buffer.concat([Buffer.alloc(4 * 4 * 3, 0), Buffer.alloc(4 * 4 * 3, 255)])
  const frames = await sharp(blackThenWhite, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .gif({ delay: [100, 100] })
    .toBuffer()
  expect((await sharp(frames, { animated: true }).metadata()).pages).toBe(2)
  const first = await reencode(frames)
  expect([first.height, (await sharp(first.bytes).stats()).channels[0]?.max]).toEqual([4, 0])

  const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer()
  expect((await sharp((await reencode(clear)).bytes).stats()).channels[0]?.min).toBe(255)
})

test('what rode along with a picture is gone', async () => {
  const polyglot = Buffer.concat([
    await grey(9, 9).jpeg().toBuffer(),
    Buffer.from('<script>alert(1)</script>'),
  ])
  expect((await reencode(polyglot)).bytes.includes('script')).toBe(false)
})

test('SVG, HTML, HEIC, programs and torn files are refused in words', async () => {
  const files = {
    svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    html: Buffer.from('\n<!DOCTYPE html><img src=x>'),
    heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
    exe: Buffer.from('MZ\x90\0\x03'),
    elf: Buffer.from('\x7fELF\x02\x01'),
    pdf: Buffer.from('%PDF-1.7'),
    empty: Buffer.alloc(0),
    torn: (await grey(500, 500).png().toBuffer()).subarray(0, 200),
    tornPhoto: (
      await sharp(
        Buffer.alloc(300 * 300 * 3, 1).map((_, i) => (i * i) % 251),
        { raw: { width: 300, height: 300, channels: 3 } },
      )
        .jpeg()
        .toBuffer()
    ).subarray(0, 9000),
    svgNamedPng: Buffer.from('\x89PNG\r\n\x1a\n<svg/>', 'latin1'),
  }
  const said = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [name, (await refusal(file)).split(/[，。]/)[0]]),
  )
  expect(Object.fromEntries(said)).toEqual({
    svg: '这是网页或矢量图',
    html: '这是网页或矢量图',
    heic: '这是 HEIC 格式的照片',
    exe: '这不是图片',
    elf: '这不是图片',
    pdf: '这不是图片',
    empty: '文件是空的',
    torn: '图片不完整或已损坏',
    tornPhoto: '图片不完整或已损坏',
    svgNamedPng: '图片读不出来',
  })
})

test('80 megapixels are refused in words, and 2,500 are refused without being opened', async () => {
  const before = process.memoryUsage().rss
  expect(await refusal(pngHead(10_000, 8_000))).toContain('图片太大：8000 万像素，这一种最多 5000 万')
  expect(await refusal(pngHead(50_000, 50_000))).toContain('图片太大：250000 万像素')
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
})

/** A PNG whose head claims this size; nearly nothing follows. */
function pngHead(width: number, height: number): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const edges = Buffer.alloc(8)
    edges.writeUInt32BE(data.length, 0)
    edges.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([edges.subarray(0, 4), body, edges.subarray(4)])
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(99))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
