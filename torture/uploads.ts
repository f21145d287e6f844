import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { layGround } from './ground.ts'
import { victim } from './server.ts'

/** S13: what the server's memory grows by while bad files, then large good ones, are pressed upon the public form, in MB. */
export const uploadsUnderWatch = async (): Promise<{
  refusedMb: number
  largeMb: number
  answers: string
  tooMuch: string[]
}> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-uploads-'))
  const config = readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'off' })
  const [studio] = await layGround(config, { studios: 1, activities: 0, members: 1 })
  const server = await victim(dataDir)
  try {
    await server.start()
    const photo = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#876' } })
      .jpeg()
      .toBuffer()
    const large = Buffer.concat([photo, Buffer.alloc(18 * 1024 * 1024 - photo.length)])
    const token = studio?.token ?? ''
    const answers = [await press(server.url, token, [photo])]
    /** How much more memory than before was held at the most, while these were pressed one after another. */
    const during = async (presses: Buffer[][]): Promise<number> => {
      const before = server.residentMb()
      let most = before
      const watching = setInterval(() => (most = Math.max(most, server.residentMb())), 20)
      for (const files of presses) answers.push(await press(server.url, token, files))
      clearInterval(watching)
      return Math.round(most - before)
    }
    const refusedMb = await during([
      [Buffer.concat([Buffer.from('\u0000\u0000\u0000\u0018ftypmp42'), Buffer.alloc(19 * 1024 * 1024)])],
      [Buffer.alloc(40 * 1024 * 1024, 7)],
      [Buffer.concat([Buffer.from('<svg/>'), Buffer.alloc(1024 * 1024)])],
    ])
    const largeMb = await during([Array.from({ length: 10 }, () => large), [large, large, large]])
    const tooMuch = [
      ...(refusedMb > mostRefusedMb ? [`refused: ${refusedMb} MB, at most ${mostRefusedMb}`] : []),
      ...(largeMb > mostLargeMb ? [`large: ${largeMb} MB, at most ${mostLargeMb}`] : []),
    ]
    return { refusedMb, largeMb, answers: answers.join(' '), tooMuch }
  } finally {
    await server.killApplication()
    const database = await startEmbeddedPostgres({ dataDir }).catch(() => null)
    await database?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** quality.md S13, for what is refused. */
const mostRefusedMb = 100
/** Three pictures of 18 MB are what one press may hold, twice while they are put together, and one is decoded at a time. Assumed. */
const mostLargeMb = 256

const press = async (url: string, token: string, files: Buffer[]): Promise<number> => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ key: newId(), what: newId(), tell: 'code' }))
    form.set(name, value)
  for (const file of files) form.append('pics', new File([new Uint8Array(file)], 'a.jpg'))
  const reply = await fetch(`${url}/o/${token}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: form,
  })
  await reply.arrayBuffer()
  return reply.status
}
