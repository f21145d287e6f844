import sharp from 'sharp'

/** A picture as it is kept: new pixels only, nothing of the file that was sent. */
export type Picture = {
  bytes: Buffer
  mediaType: 'image/jpeg'
  width: number
  height: number
  /** JPEG of at most 480 px a side. */
  thumbnail: Buffer
}

/** A file that is no picture we keep; the message says to the sender what is wrong and what to do. */
export class BadImage extends Error {
  override name = 'BadImage'
}

/**
 * Turns an uploaded picture (JPEG, PNG, WebP, GIF) into a JPEG of at most 2,000 px a side, upright, in sRGB, the first
 * frame only, on white where it was transparent, without EXIF, position or anything else that rode along.
 * Pictures are taken one at a time, so that what they need of memory does not add up. Throws BadImage.
 */
export function reencode(buffer: Uint8Array): Promise<Picture> {
  const turn = last.then(() => take(buffer))
  last = turn.catch(() => undefined)
  return turn
}

let last: Promise<unknown> = Promise.resolve()

const maxMegapixels = 50
/** Progressive and interlaced pictures are held whole while they are read, at about 4 bytes a pixel. */
const maxMegapixelsHeldWhole = 24
const maxSide = 2000
const thumbnailSide = 480

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})

async function take(buffer: Uint8Array): Promise<Picture> {
  const obstacle = obstacleByFirstBytes(buffer)
  if (obstacle) throw new BadImage(obstacle)
  await checkSize(buffer)
  try {
    const { data, info } = await sharp(buffer, { limitInputPixels: maxMegapixels * 1e6, failOn: 'error' })
      .autoOrient()
      .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data)
      .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer()
    return { bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height, thumbnail }
  } catch (cause) {
    throw new BadImage('图片不完整或已损坏，打不开。请重新拍一张，或从相册里另选原图再传。', { cause })
  }
}

async function checkSize(buffer: Uint8Array): Promise<void> {
  const { width, height, isProgressive } = await sharp(buffer, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new BadImage('图片读不出来。请重新拍一张，或用手机截屏后再传。', { cause })
    })
  const megapixels = (width * height) / 1e6
  const limit = isProgressive ? maxMegapixelsHeldWhole : maxMegapixels
  if (megapixels > limit)
    throw new BadImage(
      `图片太大：${Math.ceil(megapixels) * 100} 万像素，这一种最多 ${limit * 100} 万。请把相机的像素调低重拍，或用手机截屏后再传。`,
    )
}

/** Words for what the first bytes already show to be no picture of ours, else null. */
function obstacleByFirstBytes(buffer: Uint8Array): string | null {
  const head = Buffer.from(buffer.subarray(0, 1024))
  const ascii = head.toString('latin1')
  if (head.length === 0) return '文件是空的。请重新选一张图片再传。'
  const isOurs =
    ascii.startsWith('\xff\xd8\xff') ||
    ascii.startsWith('\x89PNG\r\n\x1a\n') ||
    /^GIF8[79]a/.test(ascii) ||
    /^RIFF[^]{4}WEBP/.test(ascii)
  if (isOurs) return null
  if (/^[^]{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)/.test(ascii))
    return '这是 HEIC 格式的照片，暂时不能收。苹果手机请在“设置→相机→格式”里选“兼容性最佳”，或截屏后再传。'
  if (/<svg|<html|<!doctype|<script|<\?xml/i.test(ascii))
    return '这是网页或矢量图，不是照片。请传 JPG、PNG、WebP 或 GIF 图片，也可以截屏后再传。'
  return '这不是图片。请传 JPG、PNG、WebP 或 GIF 图片；改了后缀名的文件不能当图片传。'
}
