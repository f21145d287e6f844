import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { posterSvg } from './qr.ts'

const hasReader = spawnSync('zbarimg', ['--version']).status === 0
/** Pixels a millimetre of the poster as a phone's picture shows it. */
const perMillimetre = 3

const photographed = async (svg: string): Promise<Buffer> => {
  const flat = await sharp(Buffer.from(svg), { density: perMillimetre * 25.4 })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer()
  const tilted = await sharp(flat).rotate(15, { background: '#d9d5cc' }).toBuffer()
  return sharp(tilted).blur(1).jpeg({ quality: 30 }).toBuffer()
}

test.skipIf(!hasReader)(
  'posters are read after blur, a tilt of 15 degrees and JPEG at 30, each of them',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'minqiao-posters-'))
    const urls = Array.from(
      { length: 3 },
      (_, at) => `https://zx.example.cn/s/${'AbC9_-xY'.repeat(2).slice(at)}${at}`,
    )
    const read = []
    for (const [at, url] of urls.entries()) {
      const svg = posterSvg({
        title: `芦汀委员工作室 ${at}`,
        subtitle: '政协临湖县委员会',
        url,
        lines: ['有事请扫一扫'],
      })
      const file = join(folder, `${at}.jpg`)
      writeFileSync(file, await photographed(svg))
      read.push(
        execFileSync('zbarimg', ['-q', '--raw', file], { stdio: ['ignore', 'pipe', 'ignore'] })
          .toString()
          .trim(),
      )
    }
    rmSync(folder, { recursive: true })
    expect(read).toEqual(urls)
  },
)
