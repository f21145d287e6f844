import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

/** What a bad picture of a poster has suffered: blur as a share of the code's module, degrees of tilt, quality of the JPEG. */
export interface Harm {
  blur: number
  tilt: number
  jpeg: number
}

export const hasReader = spawnSync('zbarimg', ['--version']).status === 0

/** Pixels a millimetre of the poster as a phone's picture shows it. */
const perMillimetre = 3

/** A picture of a poster (an SVG of A4) as a phone in a hurry takes it. */
export const photographed = async (svg: string, { blur, tilt, jpeg }: Harm): Promise<Buffer> => {
  const module = Number(/scale\(([\d.]+)\)/.exec(svg)?.[1]) * perMillimetre
  if (!(module > 0)) throw new Error('no code on this poster')
  const flat = await sharp(Buffer.from(svg), { density: perMillimetre * 25.4 })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer()
  const tilted = await sharp(flat).rotate(tilt, { background: '#d9d5cc' }).toBuffer()
  const soft =
    blur > 0
      ? await sharp(tilted)
          .blur(module * blur)
          .toBuffer()
      : tilted
  return sharp(soft).jpeg({ quality: jpeg }).toBuffer()
}

/** What zbarimg reads in each picture; '' where it finds nothing. */
export const readCodes = (pictures: readonly Buffer[]): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'minqiao-posters-'))
  try {
    return pictures.map((picture, at) => {
      const file = join(folder, `${at}.jpg`)
      writeFileSync(file, picture)
      const read = spawnSync('zbarimg', ['-q', '--raw', file])
      return read.stdout.toString().trim()
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
