import sharp from 'sharp'
import type { House } from '../platform/house.ts'

/** Drawn ink scenes, made here: sky, hills, a bench, a few people. Six of them serve the whole demo. */
interface Scene {
  hill: number
  people: number
  sun: number
}

const scenes: Scene[] = [
  { hill: 260, people: 5, sun: 90 },
  { hill: 300, people: 3, sun: 640 },
  { hill: 240, people: 7, sun: 400 },
  { hill: 320, people: 2, sun: 200 },
  { hill: 280, people: 4, sun: 560 },
  { hill: 250, people: 6, sun: 320 },
]

export interface Picture {
  sha256: string
  bytes: number
  width: number
  height: number
}

const width = 800
const height = 600
const ink = [0x17, 0x1b, 0x20]
const ink2 = [0x41, 0x49, 0x51]
const vermilion = [0xb4, 0x3a, 0x21]

/** Draws the scenes and puts them into the file store. */
export const drawPictures = async (house: House): Promise<Picture[]> => {
  const drawn: Picture[] = []
  for (const scene of scenes) {
    const bytes = await sharp(paint(scene), { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 82 })
      .toBuffer()
    const put = await house.files.put(bytes)
    drawn.push({ sha256: put.sha256, bytes: bytes.length, width, height })
  }
  return drawn
}

const paint = (scene: Scene): Buffer => {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels.set(colourAt(scene, x, y), (y * width + x) * 3)
  return pixels
}

const colourAt = (scene: Scene, x: number, y: number): number[] => {
  const step = Math.floor(560 / scene.people)
  const nearest = Math.min(scene.people - 1, Math.max(0, Math.round((x - 120) / step)))
  const dx = x - (120 + nearest * step)
  const isHead = dx * dx + (y - 420) ** 2 < 18 * 18
  const isBody = Math.abs(dx) < 26 && y > 445 && y < 520 && (y > 470 || dx * dx + (y - 471) ** 2 < 26 * 26)
  if (Math.abs(x - 397) < 14 && y > 452 && y < 470) return vermilion
  if (isHead || isBody) return nearest % 2 === 0 ? ink : ink2
  if (x > 90 && x < 710 && y > 470 && y < 484) return [0x5a, 0x63, 0x6b]
  if (y > scene.hill + 90 - 50 * Math.sin(x / 180 + scene.sun)) return [0xdf, 0xe0, 0xdc]
  if (y > scene.hill - 60 * Math.sin(x / 260)) return [0xe9, 0xeb, 0xe8]
  const ring = Math.hypot(x - scene.sun, y - 110)
  return ring > 42 && ring < 46 ? [0x82, 0x8a, 0x91] : [0xfa, 0xf9, 0xf6]
}
